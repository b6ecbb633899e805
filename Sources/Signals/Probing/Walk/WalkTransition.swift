public import Timeline

/// A change of what is reported of a block, dated back to the probes that first showed it.
public struct WalkTransition: Equatable, Sendable {
  /// What was reported before the round.
  public var from: BlockState
  /// What is reported at its end.
  public var to: BlockState
  /// Between which probes it happened, to the second.
  ///
  /// To a state other than up: from the last reply to the first unanswered probe after it. To up: from
  /// the last unanswered probe to the first reply. Only the side that a reply stands on is certain; a
  /// probe of a block that is up may be unanswered. `after` is nothing when no probe came before.
  public var bracket: TimeBracket

  /// Creates a transition.
  public init(from: BlockState, to: BlockState, bracket: TimeBracket) {
    self.from = from
    self.to = to
    self.bracket = bracket
  }

  /// Creates a transition from times of a record, of which 0 is none.
  @inlinable
  init(from: BlockState, to: BlockState, after: UInt32, by: UInt32) {
    self.from = from
    self.to = to
    bracket = TimeBracket(
      after: after > 0 ? UnixTime(Int64(after)) : nil, by: UnixTime(Int64(by)))
  }
}
