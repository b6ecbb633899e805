import Probing
import Testing
import Timeline

/// What a plan leaves out, and how fast it goes.
struct PlanCapTests {
  @Test("No option takes a block above 16 probes a round")
  func budget() {
    let list = PlanWorld.list(50)
    for (budget, expected) in [(-3, 1), (15, 15), (16, 16), (400, 16)] {
      var waves = PlanWorld.planner(list, options: PlanOptions(budget: budget, maxRate: 1_000_000))
        .waves(of: PlanWorld.round)
      let blocks = PlanWorld.blocks(waves.next())
      #expect(blocks.map(\.addresses.count).max() == expected)
    }
  }

  @Test("The rate is what is asked over the seconds left, and no more than allowed")
  func rate() {
    let list = PlanWorld.list(1_000)
    let options = PlanOptions(maxRate: 500, cooldown: 0)
    var early = PlanWorld.planner(list, [PlannedProber("a")], options: options).waves(
      of: PlanWorld.round)
    let relaxed = early.next(secondsLeft: 600)
    #expect(relaxed.loads[0].targets == 15_000)
    #expect(relaxed.loads[0].rate == 25)
    #expect(relaxed.loads[0].seconds == 600)
    #expect(relaxed.loads[0].leftOut == 0)

    var late = PlanWorld.planner(list, [PlannedProber("a")], options: options).waves(
      of: PlanWorld.round)
    let capped = late.next(secondsLeft: 10)
    #expect(capped.loads[0].targets == 5_000)
    #expect(capped.loads[0].leftOut == 10_000)
    #expect(capped.loads[0].rate == 500)
    // Five probes of every block, not fifteen of a third of them.
    #expect(PlanWorld.blocks(capped).allSatisfy { $0.addresses.count == 5 })

    var none = PlanWorld.planner(list, [PlannedProber("a")], options: options).waves(
      of: PlanWorld.round)
    let over = none.next(secondsLeft: -5)
    #expect(over.loads[0].targets == 0 && over.loads[0].blocksLeftOut == 1_000)
  }

  @Test("What does not fit is left out by rank, state and the order of the round")
  func leftOut() {
    let list = PlanWorld.list(900)
    let records = list.blocks.indices.map { PlanWorld.record([.up, .uncertain, .down][$0 % 3]) }
    let planner = PlanWorld.planner(
      list, [PlannedProber("a")], options: PlanOptions(maxRate: 40, cooldown: 0))
    func asked(_ round: UnixTime) -> [Int: Int] {
      var waves = planner.waves(of: round, records: records)
      let plan = waves.next(secondsLeft: 10)
      #expect(plan.loads[0].leftOut == 900 * 15 - 400)
      #expect(plan.loads[0].blocksLeftOut == 500)
      return Dictionary(
        uniqueKeysWithValues: PlanWorld.blocks(plan).map {
          (list.index(of: $0.block) ?? -1, $0.addresses.count)
        })
    }
    let first = asked(PlanWorld.round)
    let second = asked(PlanWorld.round + 600)
    for plan in [first, second] {
      #expect(plan.values.allSatisfy { $0 == 1 })
      #expect(plan.keys.count { $0 % 3 == 0 } == 300)
      #expect(plan.keys.count { $0 % 3 == 1 } == 100)
    }
    // Others are left out in the next round.
    let both = Set(first.keys).intersection(second.keys).count { $0 % 3 == 1 }
    #expect((10...60).contains(both))
  }

  @Test("Waves ask one address, then five, five and four, and stop at what is settled")
  func waves() {
    let list = PlanWorld.list(200)
    let options = PlanOptions(waveSize: 5, maxRate: 1_000)
    let records = list.blocks.map { _ in PlanWorld.record(.up) }
    var waves = PlanWorld.planner(list, [PlannedProber("a")], options: options)
      .waves(of: PlanWorld.round, records: records)
    var asked: [UInt32: Int] = [:]
    var perBlock = [Int](repeating: 0, count: list.count)
    for (wave, size) in [1, 5, 5, 4].enumerated() {
      let plan = waves.next(secondsLeft: 600 - wave * 100)
      #expect(plan.wave == wave + 1)
      #expect(plan.loads[0].wavesDue == 4 - wave)
      #expect(plan.loads[0].wavesFitting == 4 - wave)
      // A tenth of the blocks answers the first probe, a tenth the first one of the second wave.
      let open = 200 - 20 * min(wave, 2)
      #expect(plan.loads[0].blocks == open)
      #expect(plan.settled == 200 - open)
      plan.forEachBlock { block in
        let index = list.index(of: block.block) ?? 0
        #expect(block.addresses.count == size)
        #expect((block.kind == .periodic) == (wave == 0))
        for (place, address) in block.addresses.enumerated() {
          asked[address, default: 0] += 1
          perBlock[index] += 1
          let isReply = place == 0 && (wave < 2 && index % 10 == wave)
          waves.take(
            ProbeResult(
              milliseconds: PlanWorld.round.seconds * 1_000 + Int64(wave), address: address,
              isReply: isReply))
        }
      }
    }
    #expect(asked.values.allSatisfy { $0 == 1 })
    #expect(perBlock.max() == 15)
    let last = waves.next(secondsLeft: 60)
    #expect(last.loads[0].targets == 0 && last.settled == 200)
    #expect(waves.unplanned == 0)
    waves.take(ProbeResult(milliseconds: 0, address: 0x05_A0_00_01, isReply: true))
    #expect(waves.unplanned == 1)
  }

  @Test("Probes without results are not asked twice, and count against the cap")
  func silent() {
    let list = PlanWorld.list(20)
    var waves = PlanWorld.planner(
      list, [PlannedProber("a")], options: PlanOptions(waveSize: 3, maxRate: 1_000)
    ).waves(of: PlanWorld.round)
    var asked: [UInt32: Int] = [:]
    for _ in 0..<10 { waves.next().forEachTarget(of: 0) { asked[$0, default: 0] += 1 } }
    #expect(asked.count == 20 * 15)
    #expect(asked.values.allSatisfy { $0 == 1 })
  }

  @Test("The waves that fit are those that fit when nobody answers")
  func fitting() {
    let list = PlanWorld.list(1_000)
    // 1,000 and 5,000 packets take 10 + 8 and 50 + 8 seconds.
    for (left, fitting) in [(17, 0), (18, 1), (75, 1), (76, 2), (134, 3), (181, 3), (182, 4)] {
      var waves = PlanWorld.planner(
        list, [PlannedProber("a")], options: PlanOptions(waveSize: 5, maxRate: 100)
      ).waves(of: PlanWorld.round)
      let load = waves.next(secondsLeft: left).loads[0]
      #expect(load.wavesDue == 4)
      #expect(load.wavesFitting == fitting)
    }
  }
}
