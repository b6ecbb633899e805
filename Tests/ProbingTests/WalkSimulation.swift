import Probing
import Scenario
import Timeline

/// Simulated blocks, probed round by round by a prober that does what the walk advises.
///
/// A block is probed at a second of the round of its own, every three seconds until the walk is settled.
/// A round counts by what is reported at its end.
struct WalkSimulation {
  let rule: WalkRule
  let world: SimulatedReplies
  private let places = NoiseStream(seed: 1, label: "places")
  let start: Int64
  var days: Int
  /// Whether availability is learnt; else the walk takes what the list says.
  var learns = true
  /// Whether a round begins with the address after the last one asked, as IODA's prober does it; else
  /// anywhere, unless the last probe was not answered.
  var isRoundRobin = false
  /// The days that are not counted.
  var warmUp = 0

  init(
    _ world: SimulatedReplies, rule: WalkRule, start: Int64, days: Int
  ) {
    self.world = world
    self.rule = rule
    self.start = start
    self.days = days
    isRoundRobin = rule.profile == .trinocular
  }

  /// The blocks as a list, with the availability that they really have at the start.
  var list: BlockList {
    BlockList(
      world.blocks.map { block in
        var hosts = HostSet()
        for host in block.hosts { hosts.insert(host) }
        return ProbedBlock(
          block: Slash24(rawValue: block.number), hosts: hosts, availability: block.availability)
      })
  }

  /// Runs every block; figures by tenth of availability, 0.1 to 0.2 first, and what was learnt.
  func run() -> (tenths: [WalkFigures], availabilities: AvailabilityTable) {
    var figures = [WalkFigures](repeating: WalkFigures(), count: 9)
    var availabilities = AvailabilityTable(list, profile: rule.profile)
    for index in world.blocks.indices {
      let tenth = min(max(0, Int(world.blocks[index].availability * 10 + 1e-9) - 1), 8)
      run(block: index, &availabilities, &figures[tenth])
    }
    return (figures, availabilities)
  }

  private func run(
    block index: Int, _ availabilities: inout AvailabilityTable, _ figures: inout WalkFigures
  ) {
    let block = world.blocks[index]
    let offset = Int64(block.number &* 2_654_435_761 >> 8) % 480
    var record = rule.newRecord
    var place = 0
    var truth = BlockTruth(block)
    for round in 0..<days * 144 {
      let begin = start + Int64(round) * 600
      let hour = Int(begin % 86_400 / 3_600)
      let availability = availabilities.walkAvailability(at: index, hour: hour)
      let wasUp = record.report == .up
      var walk = rule.begin(record, availability: availability, hostCount: block.hosts.count)
      place = (place + 1) % block.hosts.count
      if !isRoundRobin, !record.isSilent {
        place = Int(places.bits(round) % UInt64(block.hosts.count))
      }
      var time = begin + offset
      while true {
        let isReply = world.isReply(
          block: index, host: block.hosts[place], at: time * 1_000, prober: 0)
        if walk.probes == 0, wasUp, learns {
          availabilities.learn(at: index, hour: hour, isReply: isReply)
        }
        walk.take(isReply: isReply, at: UInt32(time), &record)
        if walk.advice == .settled { break }
        time += 3
        place = (place + 1) % block.hosts.count
      }
      let transition = walk.end(&record)
      let probed = begin + offset...time
      truth.close(
        begin..<begin + 600, probed: probed, report: record.report, transition: transition,
        confirmation: rule.confirmation(
          availability: availability, hostCount: block.hosts.count),
        isCounted: round >= warmUp * 144, probes: walk.probes, &figures)
    }
  }
}
