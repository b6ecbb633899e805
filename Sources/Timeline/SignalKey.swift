/// The name of a signal: one datasource for one entity.
///
/// Keys are ordered by datasource, then entity, as bins of one moment are decided.
public struct SignalKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// What the signal is about.
  public let entity: Entity
  /// Where it comes from.
  public let datasource: Datasource

  /// Creates a key.
  public init(entity: Entity, datasource: Datasource) {
    self.entity = entity
    self.datasource = datasource
  }

  /// Orders keys by datasource, then by entity.
  public static func < (a: SignalKey, b: SignalKey) -> Bool {
    a.datasource == b.datasource ? a.entity < b.entity : a.datasource < b.datasource
  }

  /// The key for people: `bgp country/IR`.
  public var description: String { "\(datasource) \(entity)" }
}
