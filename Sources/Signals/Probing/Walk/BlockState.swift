/// What is known of a block at the end of a round.
public enum BlockState: UInt8, CaseIterable, Sendable {
  /// Neither up nor down can be said.
  case uncertain = 0
  /// Its addresses do not answer.
  case down = 1
  /// Some of its addresses answer.
  case up = 2
  /// There was no valid probe for so long that nothing is known.
  case missing = 3
}
