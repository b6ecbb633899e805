/// Who may be asked to probe.
public struct PlannedProber: Hashable, Sendable {
  /// In what condition a prober is.
  public enum Condition: String, CaseIterable, Sendable {
    /// Its results can be trusted.
    case healthy
    /// Its results are doubtful: it gets periodic probes only, enough to see it recover.
    case unhealthy
    /// It is gone: nothing is asked of it.
    case lost
  }

  /// Its name, by which blocks are assigned.
  public var name: String
  /// Its condition.
  public var condition: Condition

  /// Creates a prober.
  public init(_ name: String, _ condition: Condition = .healthy) {
    self.name = name
    self.condition = condition
  }
}
