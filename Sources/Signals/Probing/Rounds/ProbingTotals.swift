public import Timeline

/// What became of all results that an accumulator took.
public struct ProbingTotals: Equatable, Sendable {
  /// All results.
  public var results = 0
  /// Results of blocks that are not on the list.
  public var unlistedBlocks = 0
  /// Results of addresses that are not in E(b), of blocks whose addresses the list knows.
  public var unlistedAddresses = 0
  /// Results that came when their round was closed.
  public var late = 0
  /// Results whose time is none, or more than a day from that of both neighbours.
  public var strayTimes = 0
  /// Packets that were folded into another of the same prober to the same address in a round.
  public var foldedPackets = 0
  /// Replies beyond the first of an address to one prober in a round.
  public var repeatedReplies = 0
  /// Probes of a prober that was not healthy in their round.
  public var discardedProbes = 0
  /// Probes of probers beyond the 1,024 that are judged.
  public var unjudgedProbes = 0
  /// Rounds of which outcomes were made.
  public var rounds = 0
  /// Rounds without results, too many in a row to be filled.
  public var gapRounds = 0
  /// Blocks and rounds in which a healthy prober alone would have found a block down that another reached.
  public var partialBlocks = 0

  /// All of them, in the order of a checkpoint.
  static var fields: [WritableKeyPath<ProbingTotals, Int>] {
    [
      \.results, \.unlistedBlocks, \.unlistedAddresses, \.late, \.strayTimes, \.foldedPackets,
      \.repeatedReplies, \.discardedProbes, \.unjudgedProbes,
      \.rounds, \.gapRounds, \.partialBlocks,
    ]
  }

  /// Creates totals of nothing.
  public init() {}

  /// Adds what became of another part.
  public mutating func merge(_ other: ProbingTotals) {
    for field in ProbingTotals.fields { self[keyPath: field] &+= other[keyPath: field] }
  }

  /// What came on top of earlier totals, as those of a run that goes on from a state.
  public func since(_ earlier: ProbingTotals) -> ProbingTotals {
    var totals = self
    for field in ProbingTotals.fields {
      totals[keyPath: field] = self[keyPath: field] &- earlier[keyPath: field]
    }
    return totals
  }

  /// What was odd, each kind once with its count.
  public func findings(source: String) -> FindingLog {
    var log = FindingLog()
    func record(_ count: Int, _ kind: String, _ detail: String, _ disposition: String) {
      guard count > 0 else { return }
      log.record(
        Finding(kind: kind, source: source, detail: detail, disposition: disposition, count: count))
    }
    record(
      unlistedBlocks, "probe-unlisted-block", "results of /24s that are not on the list", "left out"
    )
    record(
      unlistedAddresses, "probe-unlisted-address",
      "results of addresses that the list does not name in their /24", "left out")
    record(late, "probe-late", "results of rounds that were closed", "left out")
    record(
      strayTimes, "probe-stray-time",
      "results whose time is none, or more than a day from both neighbours", "left out")
    record(
      repeatedReplies, "probe-repeated-reply",
      "further replies of an address to one prober in a round", "counted as one probe")
    record(
      unjudgedProbes, "probe-unjudged", "probes of probers beyond the 1,024 that are judged",
      "believed")
    record(
      gapRounds, "probe-gap", "rounds without a result, too many in a row to be filled",
      "stated as a gap")
    return log
  }
}
