/// How a prober did in a round.
public struct ProberVerdict: Equatable, Sendable {
  /// Its number.
  public var prober: UInt16
  /// Whether its probes were taken.
  public var health: Health
  /// Its probes in the round.
  public var probes: Int
  /// The blocks that it probed.
  public var blocks: Int
  /// The blocks that it usually probes: the median of the last 24 h; 0 as long as that is not known.
  public var usualBlocks: Int
  /// Its replies to first probes of blocks that were up over those that were expected; NaN without any.
  public var ratio: Double
  /// The median of that over its last 24 h; NaN as long as it is not known.
  public var usualRatio: Double

  /// Whether the probes of a prober are taken, and if not, why.
  public enum Health: UInt8, Sendable {
    /// They are.
    case healthy = 0
    /// It probed under half of its usual blocks.
    case silent = 1
    /// It lost replies that others did not lose.
    case deaf = 2
    /// It alone probes, and heard nothing at all.
    case soleDeaf = 3
    /// It may lose nearly all replies; what comes next tells.
    case suspect = 4
  }
}
