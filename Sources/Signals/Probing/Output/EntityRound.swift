public import Timeline

/// What a round says of an entity.
public struct EntityRound: Equatable, Sendable {
  /// The blocks that are up.
  public var up: UInt32 = 0
  /// The blocks that are down.
  public var down: UInt32 = 0
  /// The blocks of which neither can be said.
  public var uncertain: UInt32 = 0
  /// The blocks without a valid probe for so long that nothing is known.
  public var missing: UInt32 = 0
  /// The blocks with a valid probe in the round.
  public var probed: UInt32 = 0
  /// The blocks that a healthy prober reached and another alone would have found down.
  public var partial: UInt32 = 0
  /// The signal: `up`, scaled to the listed blocks where some are missing; NaN where too few are judged.
  public var value = Double.nan
  /// The replies to first probes, weighed by |E(b)|, in percent of those expected; NaN without any.
  public var share = Double.nan
  /// The standard error of `share` in percent.
  public var shareError = Double.nan
  /// What the standard error of `share` is, in percent, while all is well: how much it can tell.
  public var shareResolution = Double.nan
  /// Why the value can or cannot be trusted.
  public var marks: Quality = []

  /// Creates a round of which nothing is known.
  public init() {}

  /// The listed blocks: up, down, uncertain and missing ones.
  public var listed: UInt32 { up &+ down &+ uncertain &+ missing }

  /// Whether healthy probers disagree: about more than a hundredth of the blocks with a valid probe.
  ///
  /// A prober whose silence about a reached block is chance does that for 3 blocks in 10,000.
  public var hasDisagreement: Bool { UInt64(partial) * 100 > UInt64(probed) }

  init(_ tally: RoundTally) {
    up = tally.count(.up)
    down = tally.count(.down)
    uncertain = tally.count(.uncertain)
    missing = tally.count(.missing)
    probed = tally.probed
    partial = tally.partial
    guard tally.expected > 0 else { return }
    let expected = Double(tally.expected)
    let ratio = Double(tally.replied) / expected
    share = 100 * ratio
    shareError = 100 * EntityRound.error(tally, at: ratio)
    shareResolution = 100 * EntityRound.error(tally, at: 1)
  }

  /// The standard error of Σ |E| r ÷ Σ |E| A, if blocks answer independently with A times a ratio.
  private static func error(_ tally: RoundTally, at ratio: Double) -> Double {
    let spread = Double(tally.spread) / 4_095
    let squared = Double(tally.spreadSquared) / (4_095 * 4_095)
    let variance = max(0, ratio * spread - ratio * ratio * squared)
    return variance.squareRoot() / (Double(tally.expected) / 65_535)
  }
}
