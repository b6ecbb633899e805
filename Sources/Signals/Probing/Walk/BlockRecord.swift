/// What is remembered of a block from round to round.
///
/// A fixed size without references: tables of millions stand in memory. Times are seconds since 1970
/// in 32 bits, enough until 2106; 0 is none.
public struct BlockRecord: Equatable, Sendable {
  /// The belief that it is up.
  public var belief: Belief
  /// The time of the last reply; 0 without one.
  public var lastReply: UInt32 = 0
  /// The time of the first unanswered probe since the last reply; 0 without one.
  public var firstUnanswered: UInt32 = 0
  /// The logarithm of the probability that a block which is up leaves all probes since its last reply
  /// unanswered, 0 or below.
  public var silence: Float = 0
  /// The unanswered probes since the last reply, at most 65,535.
  public var negatives: UInt16 = 0
  /// What was last reported of it: up, down or uncertain.
  public var report: BlockState
  /// The rounds since its last valid probe, at most 255.
  public var age: UInt8 = 0
  /// The rounds that it has been down, counted as IODA's prober does.
  public var roundsDown: UInt8 = 0

  /// Creates the record of a block of which nothing is known yet.
  public init(belief: Belief, report: BlockState) {
    self.belief = belief
    self.report = report
  }
}
