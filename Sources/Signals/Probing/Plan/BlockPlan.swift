public import Timeline

/// What is asked of one block.
public struct BlockPlan: Equatable, Sendable {
  /// The start of the round.
  public var round: UnixTime
  /// The wave of the round, 1 the first; 1 where the round is planned at once.
  public var wave: Int
  /// The block.
  public var block: Slash24
  /// Its prober, by its place in the assignment.
  public var prober: Int
  /// Why it is probed.
  public var kind: ProbeKind
  /// The addresses in the order in which to ask them, each once.
  public var addresses: [UInt32]
  /// When to stop.
  public var stop: StopRule
}
