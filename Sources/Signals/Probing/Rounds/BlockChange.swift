public import Timeline

/// A change of a block's state in a round.
public struct BlockChange: Equatable, Sendable {
  /// The block.
  public var block: Slash24
  /// The round at whose end the block is judged.
  public var round: UnixTime
  /// From which state to which, and between which probes. A block becomes `missing` between its last
  /// reply and the end of the round, and is found again from the start of the round on.
  public var transition: WalkTransition

  /// Creates a change.
  public init(block: Slash24, round: UnixTime, transition: WalkTransition) {
    self.block = block
    self.round = round
    self.transition = transition
  }
}
