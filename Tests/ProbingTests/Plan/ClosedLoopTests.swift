import Probing
import Scenario
import TestSupport
import Testing
import Timeline

/// Three days in which what is probed depends on what was found.
struct ClosedLoopTests {
  static let rounds = 432

  /// Blocks with an availability of 0.1 to 1, half of them with fixed responders, with outages at random.
  private static func blocks(_ count: Int, hasOutages: Bool, seed: UInt64) -> [SimulatedBlock] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { number in
      let size = 15 + Int(random.next() % 242)
      let hosts = (0...255).map { UInt8($0) }.shuffled(using: &random).prefix(size)
      var outages: [Range<Int64>] = []
      // The first day is for warming up; an outage lasts 1 to 12 hours, another follows after 12.
      var time = ClosedLoop.start + 86_400 + Int64(random.next() % 43_200)
      while hasOutages, time < ClosedLoop.start + Int64(rounds) * 600 - 3 * 3_600 {
        let length = 3_600 + Int64(random.next() % 39_600)
        if random.unit() < 0.6 { outages.append(time..<time + length) }
        time += length + 43_200 + Int64(random.next() % 43_200)
      }
      return SimulatedBlock(
        number: 0x05_A0_00 + UInt32(number), hosts: Array(hosts),
        availability: 0.1 + 0.9 * random.unit(),
        responders: number % 2 == 0 ? .independent : .fixed, outages: outages)
    }
  }

  @Test("Outages are found within the rounds that the availability allows, and nothing else")
  func threeDays() {
    let blocks = ClosedLoopTests.blocks(600, hasOutages: true, seed: 11)
    var loop = ClosedLoop(blocks, options: PlanOptions(seed: 2, waveSize: 5, maxRate: 100))
    loop.run(rounds: ClosedLoopTests.rounds)
    let figures = LoopFigures(loop)
    #expect(figures.outages > 600)
    #expect(figures.missed == 0)
    #expect(figures.late == 0)
    #expect(Double(figures.lateByTruth) <= 0.05 * Double(figures.outages))
    #expect(figures.endShare >= 0.95)
    #expect(figures.endShareLow >= 0.75)
    #expect(figures.endShareFirst >= 0.95)
    #expect(figures.falseDown.allSatisfy { $0 <= 0.001 })
    #expect(figures.notUp <= 0.001)
    #expect(loop.extremes.probesOfBlock <= 16)
    #expect(loop.extremes.probesOfAddress == 1)
    #expect(loop.extremes.share <= 1)
    #expect(loop.leftOut == 0)
  }

  @Test("No cap is exceeded when half of the blocks fail at once, and all are found")
  func halfFails() {
    var blocks = ClosedLoopTests.blocks(600, hasOutages: false, seed: 12)
    let outage = ClosedLoop.start + 86_400..<ClosedLoop.start + 129_600
    for index in blocks.indices where index % 2 == 0 { blocks[index].outages = [outage] }
    // Eight packets a second a prober carry the whole budget of all blocks, with little to spare.
    for rate in [100, 8] {
      var loop = ClosedLoop(blocks, options: PlanOptions(seed: 2, waveSize: 5, maxRate: rate))
      loop.run(rounds: 288)
      let figures = LoopFigures(loop)
      #expect(figures.outages == 300 && figures.missed == 0)
      #expect(figures.late == 0)
      #expect(figures.falseDown.allSatisfy { $0 <= 0.001 })
      #expect(loop.extremes.probesOfBlock <= 16)
      #expect(loop.extremes.probesOfAddress == 1)
      #expect(loop.extremes.share <= 1)
    }
  }

  @Test(
    "A rate that cannot carry all is kept to; the periodic probes of blocks that are up come first")
  func tightRate() {
    var blocks = ClosedLoopTests.blocks(600, hasOutages: false, seed: 13)
    let outage = ClosedLoop.start + 86_400..<ClosedLoop.start + 129_600
    for index in blocks.indices where index % 2 == 0 { blocks[index].outages = [outage] }
    var loop = ClosedLoop(blocks, options: PlanOptions(seed: 2, waveSize: 5, maxRate: 1))
    loop.run(rounds: 288)
    #expect(loop.leftOut > 0)
    #expect(loop.targets.allSatisfy { $0 <= 3 * 600 })
    #expect(loop.extremes.share <= 1)
    // Those that failed are asked last, and found again late; the others must not suffer from it.
    let down = loop.reports.reduce(0) { sum, reports in
      sum + reports.indices.count { $0 % 2 == 1 && reports[$0] == .down }
    }
    #expect(Double(down) <= 0.001 * Double(loop.reports.count * blocks.count / 2))
  }

  @Test("An uplink that fails brings no block down, and its prober is asked little meanwhile")
  func uplink() {
    let blocks = ClosedLoopTests.blocks(600, hasOutages: false, seed: 14)
    var loop = ClosedLoop(blocks, options: PlanOptions(seed: 2, waveSize: 5, maxRate: 100))
    loop.uplinkFails = 86_400..<129_600
    loop.run(rounds: 288)
    let figures = LoopFigures(loop)
    #expect(loop.missingRounds == 72)
    #expect(figures.falseDown.allSatisfy { $0 <= 0.001 })
    #expect(figures.notUp <= 0.001)
    // Only the first round of the failure, before anything is known of it, asks its whole budget.
    let before = loop.targets[100..<144].reduce(0, +) / 44
    #expect(loop.targets[145..<216].allSatisfy { $0 < before })
    #expect(loop.targets[144] > before)
    #expect(loop.extremes.probesOfBlock <= 16 && loop.extremes.share <= 1)
  }
}
