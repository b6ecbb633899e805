/// What an input of probe results held.
public struct ProbeCounts: Equatable, Sendable {
  /// The name of the input.
  public let name: String
  /// Its form, as soon as that is known.
  public internal(set) var format: ProbeFormat?
  /// The rows or records that were read, damaged ones too.
  public internal(set) var records = 0
  /// The probes that were delivered.
  public internal(set) var probes = 0
  /// Those of them that the address itself answered.
  public internal(set) var replies = 0
  /// Whether only replies are listed, so that nothing can be said of the silent addresses.
  public internal(set) var isRepliesOnly = false
  /// ZMap's rows that are no first reply, by their class; at most 64 classes are told apart.
  public internal(set) var classes: [String: Int] = [:]

  init(name: String) { self.name = name }
}
