import Probing
import TestSupport
import Testing
import Timeline

/// What a review of rounds found wrong, each case once.
struct RoundDefectTests {
  private typealias F = RoundsFixture

  /// Runs rounds in which each block is up, down or, with nothing, not probed.
  private static func run(
    _ list: BlockList, _ codes: [String] = ["country/IR", "asn/1"], rounds: Int,
    _ isUp: (Int, Int) -> Bool?
  ) -> [RoundOutcome] {
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in codes })
    for round in 0..<rounds {
      for block in 0..<list.count {
        guard let isUp = isUp(round, block) else { continue }
        for probe in 0..<(isUp ? 1 : 15) {
          // The first round tells at once what is up.
          let time = Double(round * 600) + Double(block) + Double(probe) * 3
          probing.take(
            F.result(
              time, block: block, host: 1 + (round + probe) % 20, isUp,
              prober: UInt16(block % 2)))
        }
      }
    }
    return probing.finish()
  }

  @Test("A block that falls in the round in which others return is one that fell")
  func fallAtReturn() {
    let outcomes = RoundDefectTests.run(F.list(4), rounds: 60) { round, block in
      if block == 3 || block >= 1 && (10..<16).contains(round) { return nil }
      return !(block == 0 && (16..<20).contains(round))
    }
    #expect(outcomes[9].entities[0].value == 3)
    #expect(outcomes[14].entities[0].value.isNaN)
    #expect(outcomes[14].entities[0].marks == .proberSilent)
    #expect(outcomes[16].entities[0].value == 2)
    #expect(outcomes[16].entities[0].marks.isEmpty)
    #expect(outcomes[22...].allSatisfy { $0.entities[0].value == 3 && $0.total.value == 3 })
  }

  @Test("Blocks that return down are down")
  func returnDown() {
    let outcomes = RoundDefectTests.run(F.list(100), rounds: 30) { round, block in
      if block == 99 || block >= 50 && (10..<16).contains(round) { return nil }
      return !(block >= 50 && round >= 16)
    }
    #expect(outcomes[14].entities[0].value == 99)
    #expect(outcomes[14].entities[0].marks == .scaled)
    #expect(outcomes[16...].allSatisfy { $0.entities[0].value == 50 && $0.total.value == 50 })
  }

  @Test("Blocks that are probed later count from then on")
  func joining() {
    let outcomes = RoundDefectTests.run(F.list(100), rounds: 12) { round, block in
      block == 99 || block >= 50 && round < 6 ? nil : true
    }
    #expect(outcomes[..<6].allSatisfy { $0.entities[0].value == 50 })
    #expect(outcomes[6...].allSatisfy { $0.entities[0].value == 99 })
  }

  @Test("Rotating blocks leave no error behind", arguments: [1, 2, 3])
  func rotation(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var (silent, isDown) = ([Int](repeating: 0, count: 31), [Bool](repeating: false, count: 31))
    let outcomes = RoundDefectTests.run(F.list(31), rounds: 600) { round, block in
      if block == 30 { return nil }
      if round >= 590 { return !isDown[block] }
      if random.unit() < 0.02 { isDown[block] = random.unit() < 0.1 }
      if silent[block] > 0 {
        silent[block] -= 1
        return nil
      }
      if random.unit() < 0.02 { silent[block] = 6 }
      return !isDown[block]
    }
    let present = outcomes.count { !$0.entities[0].value.isNaN }
    #expect(present == 600)
    for outcome in outcomes {
      let up = Double(outcome.entities[0].up)
      #expect(outcome.entities[0].value <= up + Double(outcome.entities[0].missing) + 2)
    }
    for outcome in outcomes[595...] {
      #expect(outcome.entities[0].value == Double(outcome.entities[0].up))
    }
  }

  @Test("An outage among the judged blocks keeps its depth for days while a third is missing")
  func deepWhileMissing() {
    let outcomes = RoundDefectTests.run(F.list(90), rounds: 450) { round, block in
      if block >= 60 && (10..<440).contains(round) { return nil }
      return !(block < 30 && (20..<430).contains(round))
    }
    for outcome in outcomes[13..<20] { #expect(outcome.entities[0].value == 90) }
    for outcome in outcomes[20..<430] {
      #expect(outcome.entities[0].value == 45)
      #expect(outcome.entities[1].value == 45)
      #expect(outcome.entities[0].marks == .scaled)
    }
    #expect(outcomes[432].entities[0].value == 90)
    #expect(outcomes[449].entities[0].value == 90)
    #expect(outcomes[449].entities[0].marks.isEmpty)
  }

  @Test("A recovery while others are missing is scaled to no more blocks than there are")
  func recoveryWhileMissing() {
    let outcomes = RoundDefectTests.run(F.list(100), rounds: 40) { round, block in
      if block >= 80 && round >= 20 { return nil }
      return !(block < 50 && (10..<28).contains(round))
    }
    #expect(outcomes[15].entities[0].value == 50)
    #expect(outcomes[24].entities[0].value == 50)
    #expect(outcomes[30...].allSatisfy { $0.entities[0].value == 100 && $0.total.value == 100 })
    #expect(outcomes[39].entities[0].marks == .scaled)
  }

  @Test("Blocks that were first probed while another was missing are missed when they are")
  func missedJoiners() {
    let outcomes = RoundDefectTests.run(F.list(100), rounds: 60) { round, block in
      if block == 0 && round >= 3 || block >= 50 && round < 8 { return nil }
      return block >= 70 && round >= 40 ? nil : true
    }
    #expect(outcomes[2].entities[0].value == 50)
    #expect(outcomes[20].entities[0].value.rounded() == 100)
    #expect(outcomes[20].entities[0].up == 99)
    #expect(outcomes[59].entities[0].up == 69)
    #expect(outcomes[40...].allSatisfy { $0.entities[0].value.rounded() == 100 })
  }

  @Test("An outage of all judged blocks is none of nothing while a single block is missing")
  func totalWhileOneIsMissing() {
    let outcomes = RoundDefectTests.run(F.list(100), rounds: 60) { round, block in
      if block == 99 { return round < 10 ? true : nil }
      return round < 20 || round >= 50
    }
    #expect(outcomes[20..<50].allSatisfy { $0.entities[0].value == 0 })
    #expect(outcomes[52...].allSatisfy { $0.entities[0].value == 100 })
  }
}
