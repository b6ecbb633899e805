/// A block's change of state at the end of a round.
public struct BlockTransition: Equatable, Sendable {
  /// The block.
  public var block: Slash24
  /// What it was before.
  public var from: BlockState
  /// What it is now.
  public var to: BlockState
  /// The start of the round, seconds since 1970.
  public var round: Int64
  /// The last time at which it was still as before: of a fall the last reply, of a return the last
  /// unanswered probe of the round; 0 where none is known.
  public var after: UInt32
  /// The first time at which it was not: of a fall the first unanswered probe, of a return the first
  /// reply; 0 where none is known.
  public var by: UInt32

  /// Creates a transition.
  public init(
    block: Slash24, from: BlockState, to: BlockState, round: Int64, after: UInt32, by: UInt32
  ) {
    self.block = block
    self.from = from
    self.to = to
    self.round = round
    self.after = after
    self.by = by
  }
}
