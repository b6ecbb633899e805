/// How the outcomes of the probes of a block become its state: one rule for those who read results and
/// for those who plan probes.
///
///     var walk = rule.begin(&record, availability: a, hostCount: e)
///     for probe in probes { advice = rule.take(probe.isReply, at: time, &walk, &record) }
///     rule.end(walk, &record)
///
/// Source: Quan, Heidemann, Pradkin, "Trinocular" (SIGCOMM 2013); IODA's prober for `trinocular`.
public struct WalkRule: Equatable, Sendable {
  /// The profile.
  public let profile: ProbingProfile
  /// The most probes of a block in a round.
  public var budget = ProbingRound.budget
  /// Whether blocks with an availability below 0.2 are only down when all of their addresses were
  /// asked once; of profile `vigil` only. It delays their outages to |E(b)| ÷ budget rounds.
  public var isFullScan = false

  /// The least availability that is believed.
  public static let leastAvailability = 0.1
  /// The greatest availability that is believed.
  public static let greatestAvailability = 0.99
  /// The logarithm of the probability of all negatives by chance below which a block is down.
  static let confirmed = -8.111_728_083_308_073  // ln 0.0003

  /// Creates a rule.
  public init(profile: ProbingProfile) { self.profile = profile }

  /// The record of a block that was never probed.
  public var newRecord: BlockRecord {
    switch profile {
    // IODA's prober takes all blocks for up when it begins.
    case .trinocular: BlockRecord(belief: Belief(), report: .up)
    case .vigil: BlockRecord(belief: Belief(0.5), report: .uncertain)
    }
  }

  /// Begins a round of a block whose addresses answer with a probability of `availability`.
  @inlinable
  public func begin(_ record: BlockRecord, availability: Double, hostCount: Int) -> BlockWalk {
    BlockWalk(rule: self, record: record, availability: availability, hostCount: hostCount)
  }
}
