import Detection
import Incidents
import Probing
import Scenario
import TestSupport
import Timeline

/// Blocks of several countries and networks, probed round by round as the walk advises.
struct ProbingWorld {
  /// What a prober suffers.
  enum Fault: Equatable { case none, silent, deaf, losing(Double) }

  var list: BlockList
  var entities: BlockEntities
  var blocks: [SimulatedBlock]
  /// The prober of each block.
  var proberOf: [UInt16]
  var fault = Fault.none
  var faulty: UInt16 = 3
  var faultRounds = 0..<0
  /// Whether an address answers at all in a round, beside the block's own rule.
  var isAlive: @Sendable (_ block: Int, _ host: UInt8, _ round: Int) -> Bool = { _, _, _ in true }

  /// `size` blocks in each of `networks` networks, two of which make a country.
  init(networks: Int, size: Int, seed: UInt64, proberOf: (Int, inout SeededRandom) -> UInt16) {
    var random = SeededRandom(seed: seed)
    var probed: [ProbedBlock] = []
    blocks = []
    self.proberOf = []
    for index in 0..<networks * size {
      let hosts = (0..<Int.random(in: 20...120, using: &random)).map { UInt8($0 * 2) }
      let availability = Double.random(in: 0.35...0.9, using: &random)
      blocks.append(
        SimulatedBlock(number: 0x0A_0000 + UInt32(index), hosts: hosts, availability: availability))
      var set = HostSet()
      for host in hosts { set.insert(host) }
      probed.append(
        ProbedBlock(
          block: Slash24(rawValue: 0x0A_0000 + UInt32(index)), hosts: set,
          availability: availability * 0.99))
      self.proberOf.append(proberOf(index, &random))
    }
    list = BlockList(probed)
    let codes = ["IR", "TR", "IQ", "SY", "LB", "JO", "EG", "SD", "LY", "TN", "DZ", "MA"]
    entities = BlockEntities(list) { block in
      let network = (Int(block.rawValue) - 0x0A_0000) / size
      return ["country/\(codes[network / 2])", "asn/\(64_500 + network)"].compactMap { Entity($0) }
    }
  }

  /// Runs rounds and returns the series of the two signals that are detected on, and the outcomes
  /// without their entities.
  func run(rounds: Int) -> (series: [Series], outcomes: [RoundOutcome]) {
    let replies = SimulatedReplies(blocks, loss: 0.01, seed: 5)
    var options = ProbingOptions()
    options.keepsChanges = false
    var probing = ProbingAccumulator(list, options: options, entities: entities)
    var recorder = ProbingRecorder(measures: [.up, .responsiveShare])
    var kept: [RoundOutcome] = []
    var random = SeededRandom(seed: 77)
    for round in 0..<rounds {
      let start = RoundsFixture.start + Int64(round) * 600
      let isFaulty = faultRounds.contains(round)
      for index in blocks.indices {
        let prober = proberOf[index]
        let fault = isFaulty && prober == faulty ? fault : .none
        // Drawn for all, so that a fault changes nothing of the others.
        let place = Int.random(in: 0..<256, using: &random)
        let offset = Int64.random(in: 0..<400, using: &random)
        if fault == .silent { continue }
        var record = probing.records[index]
        let hour = Int(start / 3_600 % 24)
        var walk = options.rule.begin(
          record, availability: probing.availability.walkAvailability(at: index, hour: hour),
          hostCount: list.hostCount(at: index))
        for probe in 0..<options.rule.budget where walk.advice != .settled {
          let hosts = blocks[index].hosts
          let host = hosts[(place + probe) % hosts.count]
          let time = (start + offset) * 1_000 + Int64(probe) * 3_000
          var isReply =
            replies.isReply(block: index, host: host, at: time, prober: prober)
            && isAlive(index, host, round)
          switch fault {
          case .deaf: isReply = false
          case .losing(let share):
            var own = SeededRandom(seed: UInt64(index) << 32 | UInt64(time & 0xFFFF_FFFF))
            if own.unit() < share { isReply = false }
          case .none, .silent: break
          }
          walk.take(isReply: isReply, at: UInt32(time / 1_000), &record)
          probing.take(
            ProbeResult(
              milliseconds: time, address: blocks[index].number << 8 | UInt32(host),
              isReply: isReply, prober: prober))
        }
      }
      probing.closeRounds(before: start + 600)
      for var outcome in probing.takeOutcomes() {
        recorder.take(outcome, entities: entities)
        outcome.entities = []
        kept.append(outcome)
      }
    }
    var findings = FindingLog()
    return (recorder.series(findings: &findings), kept)
  }

  /// The events that Vigil's profile finds in series.
  static func events(_ series: [Series]) throws -> [Event] {
    try series.flatMap { one in
      var signal = SyntheticSignal("\(one.entity)", one.datasource, hours: 0, start: one.start)
      signal.values = one.values
      signal.quality = one.quality
      return try MonitorRun(signal).events
    }
  }
}
