/// What a prober should do about a block next within a round.
public enum WalkAdvice: Equatable, Sendable {
  /// Nothing: the round has told what it can.
  case settled
  /// Another probe, because the state of the block is in doubt.
  case adaptive
  /// Another probe, because a block that is down may be up again with few addresses answering.
  case recovery
}
