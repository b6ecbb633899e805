public import Timeline

/// An entity of a world with its signals.
public struct ScenarioEntity: Sendable, Equatable {
  /// The entity.
  public var entity: Entity
  /// Its name for people.
  public var name: String
  /// The country it belongs to; nothing for a country.
  public var parent: Entity?
  /// What it is: `cellular`, `fixed`, `province`, ...
  public var kind: String
  /// Its /24s in routes on a quiet day.
  public var weight: Double
  /// Its signals, one a datasource.
  public var signals: [SignalModel]

  /// Creates an entity.
  public init(
    entity: Entity, name: String, parent: Entity?, kind: String, weight: Double,
    signals: [SignalModel]
  ) {
    self.entity = entity
    self.name = name
    self.parent = parent
    self.kind = kind
    self.weight = weight
    self.signals = signals
  }
}
