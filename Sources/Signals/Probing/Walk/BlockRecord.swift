public import Timeline

/// What is remembered of a block from round to round.
///
/// A fixed size of 32 octets without references: tables of millions stand in memory. Times are seconds
/// since 1970 in 32 bits, enough until 2106; 0 is none.
public struct BlockRecord: Equatable, Sendable {
  /// The belief that it is up.
  public var belief: Belief
  /// The time of the last reply while it was reported up; 0 without one.
  public var lastReply: UInt32 = 0
  /// The time of the first unanswered probe after `lastReply`; 0 without one.
  public var firstUnanswered: UInt32 = 0
  /// The time of the last unanswered probe before `firstReply`, or of the last one; 0 without one.
  public var lastUnanswered: UInt32 = 0
  /// The time of the first reply since it was not reported up, unless a confirmed silence followed; 0
  /// without one.
  public var firstReply: UInt32 = 0
  /// How unlikely the unanswered probes since the last reply are for a block that is up: the negative
  /// natural logarithm of that probability in 2⁻²⁸, which stops at the greatest value.
  public var silence: UInt32 = 0
  /// What was last reported of it: up, down or uncertain.
  public var report: BlockState
  /// The rounds since its last valid probe, at most 255.
  public var age: UInt8 = 0
  /// The rounds at whose end it was not up since it last was, counted as IODA's prober does: 16 comes
  /// after 255.
  public var roundsSinceUp: UInt8 = 0

  /// Creates the record of a block of which nothing is known yet.
  public init(belief: Belief, report: BlockState) {
    self.belief = belief
    self.report = report
  }

  /// Whether the last report is held although the belief no longer supports it.
  @inlinable
  public var isPending: Bool { report != belief.state }

  /// Whether there was any probe of it.
  @inlinable
  public var wasProbed: Bool { lastReply | firstUnanswered | firstReply != 0 }

  /// Whether the last probe was not answered.
  @inlinable
  public var isSilent: Bool { silence > 0 }

  /// When the state other than up began in which the block is: after the last reply, and it seems by the
  /// first unanswered probe after it; nothing for a block that is up or was never probed.
  ///
  /// `after` is certain. `by` is not: of a block with few answering addresses the first unanswered
  /// probes may still be chance, and the change came later.
  public var fall: TimeBracket? {
    guard report != .up, firstUnanswered > 0 else { return nil }
    return TimeBracket(
      after: lastReply > 0 ? UnixTime(Int64(lastReply)) : nil, by: UnixTime(Int64(firstUnanswered)))
  }
}
