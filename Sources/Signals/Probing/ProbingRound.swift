public import Timeline

/// The rounds in which blocks are probed: 600 s each, aligned to the epoch, named by their start.
///
/// Source: Quan, Heidemann, Pradkin, "Trinocular" (SIGCOMM 2013), whose rounds of 660 s IODA made 600 s.
public enum ProbingRound {
  /// The seconds of a round.
  public static let seconds = 600
  /// The probes that a block may get in a round: one periodic and fourteen adaptive ones.
  public static let budget = 15

  /// The start of the round that holds a time.
  @inlinable
  public static func start(of time: UnixTime) -> UnixTime { time.floored(to: seconds) }
}
