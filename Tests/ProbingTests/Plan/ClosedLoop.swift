import Probing
import Scenario
import TestSupport
import Timeline

/// Targets, replies, belief and targets again, round by round in waves, with known truth.
///
/// Health is judged here by the simplest rule: where the first prober hears less than half of what the
/// others hear of blocks that were up, what it found is missing, and it is unhealthy in the next round.
struct ClosedLoop {
  /// What a plan must never exceed, and what it came to.
  struct Extremes {
    var probesOfBlock = 0
    var probesOfAddress = 0
    var share = 0.0
  }

  static let start = Int64(1_573_891_200)

  let blocks: [SimulatedBlock]
  let list: BlockList
  let replies: SimulatedReplies
  let options: PlanOptions
  let rule: WalkRule
  /// When the path of the first prober is cut, in seconds since `start`.
  var uplinkFails: Range<Int64> = 0..<0
  private(set) var names = ["a", "b", "c"]

  /// Reports by round and block.
  private(set) var reports: [[BlockState]] = []
  /// The unanswered probes that make a block down, by round and block.
  private(set) var confirmations: [[Int]] = []
  private(set) var extremes = Extremes()
  private(set) var targets: [Int] = []
  private(set) var leftOut = 0
  private(set) var missingRounds = 0

  init(
    _ blocks: [SimulatedBlock], options: PlanOptions, profile: ProbingProfile = .vigil,
    seed: UInt64 = 4
  ) {
    self.blocks = blocks.sorted { $0.number < $1.number }
    self.options = options
    rule = WalkRule(profile: profile)
    replies = SimulatedReplies(self.blocks, seed: seed)
    list = BlockList(
      self.blocks.map { block in
        var hosts = HostSet()
        for host in block.hosts { hosts.insert(host) }
        return ProbedBlock(
          block: Slash24(rawValue: block.number), hosts: hosts, availability: block.availability)
      })
  }

  /// Runs all rounds.
  mutating func run(rounds: Int) {
    var availability = AvailabilityTable(list, profile: rule.profile)
    var records = list.blocks.map { _ in rule.newRecord }
    var condition = PlannedProber.Condition.healthy
    for number in 0..<rounds {
      let round = UnixTime(ClosedLoop.start + Int64(number) * 600)
      let probers = names.enumerated().map { PlannedProber($1, $0 == 0 ? condition : .healthy) }
      let planner = TargetPlanner(list, probers: probers, rule: rule, options: options)
      let results = probe(planner, round, records, availability)
      confirmations.append(
        list.blocks.indices.map {
          rule.confirmation(
            availability: availability.walkAvailability(
              at: $0, hour: Int(round.seconds % 86_400 / 3_600)),
            hostCount: list.hostCount(at: $0))
        })
      let isDeaf = isDeaf(results, planner, records)
      if isDeaf { missingRounds += 1 }
      for (index, outcomes) in results.enumerated() {
        if isDeaf, planner.assignment.prober(of: list.blocks[index]) == 0 { continue }
        let hour = Int(round.seconds % 86_400 / 3_600)
        if let first = outcomes.first, records[index].report == .up {
          availability.learn(at: index, hour: hour, isReply: first.isReply)
        }
        var walk = rule.begin(
          records[index],
          availability: availability.walkAvailability(at: index, hour: hour),
          hostCount: list.hostCount(at: index))
        for outcome in outcomes {
          walk.take(
            isReply: outcome.isReply, at: UInt32(outcome.milliseconds / 1_000), &records[index])
        }
        walk.end(&records[index])
      }
      condition = isDeaf ? .unhealthy : .healthy
      reports.append(records.map(\.report))
    }
  }

  /// Sends the waves of a round; results by block, in the order of time.
  private mutating func probe(
    _ planner: TargetPlanner, _ round: UnixTime, _ records: [BlockRecord],
    _ availability: AvailabilityTable
  ) -> [[ProbeResult]] {
    var waves = planner.waves(of: round, records: records, availability: availability)
    var results = [[ProbeResult]](repeating: [], count: list.count)
    var perAddress: [UInt32: Int] = [:]
    var (left, sent) = (ProbingRound.seconds, 0)
    while true {
      let plan = waves.next(secondsLeft: left)
      let longest = plan.loads.map(\.seconds).max() ?? 0
      guard longest > 0 else { break }
      for (prober, load) in plan.loads.enumerated() {
        extremes.share = max(extremes.share, Double(load.rate) / Double(options.maxRate))
        leftOut += load.leftOut
        sent += load.targets
        var place = 0
        plan.forEachTarget(of: prober) { address in
          let second = Int64(ProbingRound.seconds - left) + Int64(place / load.rate)
          place += 1
          perAddress[address, default: 0] += 1
          let time = (round.seconds + second) * 1_000
          guard let index = list.index(of: Slash24(holding: address)) else { return }
          let isCut = prober == 0 && uplinkFails.contains(round.seconds - ClosedLoop.start + second)
          let isReply =
            !isCut
            && replies.isReply(
              block: index, host: UInt8(truncatingIfNeeded: address), at: time,
              prober: UInt16(prober))
          let result = ProbeResult(
            milliseconds: time, address: address, isReply: isReply, prober: UInt16(prober))
          results[index].append(result)
          waves.take(result)
        }
      }
      left -= longest + options.cooldown
    }
    targets.append(sent)
    extremes.probesOfBlock = max(extremes.probesOfBlock, results.map(\.count).max() ?? 0)
    extremes.probesOfAddress = max(extremes.probesOfAddress, perAddress.values.max() ?? 0)
    // All that was sent went out within the round, replies included.
    if left < 0 { extremes.share = .infinity }
    return results
  }

  /// Whether the first prober hears less than half of what it should, and the others do not.
  private func isDeaf(
    _ results: [[ProbeResult]], _ planner: TargetPlanner, _ records: [BlockRecord]
  ) -> Bool {
    var (heard, expected) = ([0.0, 0.0], [0.0, 0.0])
    for (index, outcomes) in results.enumerated() where records[index].report == .up {
      guard let first = outcomes.first else { continue }
      let side = planner.assignment.prober(of: list.blocks[index]) == 0 ? 0 : 1
      heard[side] += first.isReply ? 1 : 0
      expected[side] += list.availability(at: index)
    }
    return heard[0] * expected[1] < 0.5 * heard[1] * expected[0]
  }
}
