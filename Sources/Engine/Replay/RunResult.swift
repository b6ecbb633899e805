public import Incidents
public import Timeline

/// What a run over a bounded input found.
public struct RunResult: Sendable {
  /// All events, ordered by onset, entity, datasource.
  public var events: [Event]
  /// All changes, in the order in which they could be known: time, datasource, entity.
  public var transitions: [Transition]
  /// All incidents, ordered by onset, then entity.
  public var incidents: [Incident]
  /// One anatomy for each incident of an entity that has members.
  public var anatomies: [Anatomy]
  /// Each signal, bin by bin, in order of key.
  public var traces: [SignalTrace]
  /// How much could be judged.
  public var coverage: Coverage
  /// The membership that was used.
  public var membership: Membership
}
