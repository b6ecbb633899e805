/// How the outcomes of the probes of a block become its state: one rule for those who read results and
/// for those who plan probes.
///
///     var walk = rule.begin(record, availability: a, hostCount: e)
///     for probe in probes { walk.take(isReply: probe.isReply, at: probe.seconds, &record) }
///     let transition = walk.end(&record)
///
/// Source: Quan, Heidemann, Pradkin, "Trinocular" (SIGCOMM 2013); IODA's prober for `trinocular`.
public struct WalkRule: Equatable, Sendable {
  /// The profile.
  public let profile: ProbingProfile
  /// The most probes of a block in a round, recovery probes of `trinocular` aside.
  public var budget = ProbingRound.budget
  /// Whether blocks with an availability below 0.2 are only down when as many probes as they have
  /// addresses went unanswered; of profile `vigil` only. It delays their outages to |E(b)| ÷ budget
  /// rounds, rounded up.
  public var isFullScan = false

  /// The least availability that is believed.
  public static let leastAvailability = 0.1
  /// The greatest availability that is believed.
  public static let greatestAvailability = 0.99
  /// The availability below which `isFullScan` counts.
  public static let fullScanAvailability = 0.2

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
  public func begin(_ record: BlockRecord, availability: Double, hostCount: Int) -> BlockWalk {
    BlockWalk(rule: self, record: record, availability: availability, hostCount: hostCount)
  }

  /// K: the least number of unanswered probes since the last reply after which profile `vigil` takes a
  /// block for down, at most 65,536.
  public func confirmation(availability: Double, hostCount: Int) -> Int {
    let step = Int(silenceStep(of: availability, hostCount: hostCount))
    return (Int(WalkRule.confirmedSilence) + step - 1) / step
  }
}
