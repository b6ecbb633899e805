public import Timeline

/// A stretch of rounds without a gap.
public struct ProbingSegment: Equatable, Sendable {
  /// The start of the first round.
  public var start: UnixTime
  /// The number of rounds.
  public var count: Int

  /// The end of the last.
  public var end: UnixTime { start + count * ProbingRound.seconds }
}
