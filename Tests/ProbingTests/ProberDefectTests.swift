import Probing
import TestSupport
import Testing
import Timeline

/// What once went wrong when probers fail, in worlds as small as show it.
struct ProberDefectTests {
  private typealias F = RoundsFixture

  /// Probes of each block in a round until one is answered, at most 15; `answer` draws one reply.
  private static func round(
    _ round: Int, _ blocks: some Sequence<Int>, prober: UInt16,
    _ random: inout SeededRandom, answer: (Int, inout SeededRandom) -> Bool
  ) -> [ProbeResult] {
    blocks.flatMap { block in
      var results: [ProbeResult] = []
      for probe in 0..<15 {
        let isReply = answer(block, &random)
        results.append(
          F.result(
            Double(round * 600 + probe * 20) + Double(block) / 100, block: block,
            host: 1 + (round * 7 + probe) % 20, isReply, prober: prober))
        if isReply { break }
      }
      return results
    }
  }

  @Test("A small prober that hears nothing takes no block down with it", arguments: [36, 12])
  func smallDeaf(size: Int) throws {
    let list = F.list(240, availability: 0.5)
    let entities = F.entities(list) {
      ["country/\($0 % 2 == 0 ? "IR" : "IQ")", $0 < size ? "asn/1" : "asn/2"]
    }
    let network = try #require(entities.entities.firstIndex { $0.kind == .asn })
    #expect(entities.entities[network].code == "1")
    var probing = ProbingAccumulator(list, entities: entities)
    var random = SeededRandom(seed: 4)
    for round in 0..<96 {
      let isDeaf = (60..<90).contains(round)
      let results =
        ProberDefectTests.round(round, 0..<size, prober: 1, &random) { _, random in
          random.unit() < 0.5 && !isDeaf
        }
        + ProberDefectTests.round(round, size..<240, prober: 0, &random) { _, random in
          random.unit() < 0.5
        }
      for result in results { probing.take(result) }
      probing.closeRounds(before: F.start + Int64(round + 1) * 600)
    }
    let rounds = probing.finish()
    #expect(rounds.allSatisfy { $0.entities[network].down == 0 })
    let verdicts = rounds.compactMap { $0.probers.first { $0.prober == 1 }?.health }
    #expect(verdicts[..<60].allSatisfy { $0 == .healthy || $0 == .suspect })
    #expect(verdicts[60..<90].allSatisfy { $0 == .suspect || $0 == .deaf })
    #expect(verdicts[75] == .deaf)
    #expect(rounds[80].entities[network].missing == UInt32(size))
  }

  @Test("A prober that is gone does not vouch for the others", arguments: [20, 160])
  func gone(rounds: Int) {
    let list = F.list(120, availability: 0.5)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    var random = SeededRandom(seed: 7)
    let fall = 40 + rounds
    for round in 0..<fall + 6 {
      for prober in 0..<(round < 40 ? 2 : 1) {
        let blocks = stride(from: prober, to: 120, by: 2)
        let results = ProberDefectTests.round(round, blocks, prober: UInt16(prober), &random) {
          ($0 % 5 < 2 || round < fall) && $1.unit() < 0.5
        }
        for result in results { probing.take(result) }
      }
      probing.closeRounds(before: F.start + Int64(round + 1) * 600)
    }
    let outcomes = probing.finish()
    #expect(outcomes.suffix(6).allSatisfy { $0.probers[0].health == .healthy })
    #expect(outcomes.last?.total.down == 36)
    #expect(outcomes.last?.total.up == 24)
  }

  @Test("A prober that is silent does not make another's deafness an outage")
  func silentNeighbour() {
    let list = F.list(203, availability: 0.5)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    var random = SeededRandom(seed: 8)
    for round in 0..<26 {
      var results = ProberDefectTests.round(round, 0..<200, prober: 0, &random) {
        $1.unit() < 0.5 && round < 20
      }
      if round < 15 {
        results += ProberDefectTests.round(round, 200..<203, prober: 1, &random) {
          $1.unit() < 0.5
        }
      }
      for result in results { probing.take(result) }
    }
    for outcome in probing.finish().suffix(6) {
      #expect(outcome.probers.first?.health == .soleDeaf)
      #expect(outcome.total.down == 0)
      #expect(outcome.total.value.isNaN)
    }
  }

  @Test(
    "A sole prober that hears next to nothing is missing, also when nothing is usual yet",
    arguments: [(1, 0), (2, 0), (30, 0), (30, 1)])
  func soleDeaf(from fall: Int, strays: Int) {
    let list = F.list(200, availability: 0.5)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    var random = SeededRandom(seed: 9)
    for round in 0..<fall + 3 {
      let results = ProberDefectTests.round(round, 0..<200, prober: 0, &random) {
        round < fall ? $1.unit() < 0.5 : $0 < strays
      }
      for result in results { probing.take(result) }
    }
    for outcome in probing.finish().suffix(3) {
      #expect(outcome.probers.map(\.health) == [.soleDeaf])
      #expect(outcome.total.down == 0)
    }
  }

  @Test(
    "A prober that hears nothing before anything is usual is no outage, whoever is beside it",
    arguments: [1, 2, 10], [1, 100])
  func newDeaf(from fall: Int, others: Int) {
    let list = F.list(200 + others, availability: 0.5)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    var random = SeededRandom(seed: 7)
    for round in 0..<fall + 20 {
      var results = ProberDefectTests.round(round, 0..<200, prober: 0, &random) {
        $1.unit() < 0.5 && round < fall
      }
      results += ProberDefectTests.round(round, 200..<200 + others, prober: 1, &random) {
        $1.unit() < 0.5
      }
      for result in results { probing.take(result) }
    }
    let outcomes = probing.finish()
    #expect(outcomes.allSatisfy { $0.total.down <= 1 })
    for outcome in outcomes.suffix(16) { #expect(outcome.total.value.isNaN) }
  }

  @Test("A sole prober that still hears one in twenty sees an outage")
  func soleOutage() {
    let list = F.list(200, availability: 0.5)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    var random = SeededRandom(seed: 9)
    for round in 0..<33 {
      let results = ProberDefectTests.round(round, 0..<200, prober: 0, &random) {
        $1.unit() < 0.5 && (round < 30 || $0 < 10)
      }
      for result in results { probing.take(result) }
    }
    let outcomes = probing.finish()
    #expect(outcomes.allSatisfy { $0.probers.map(\.health) == [.healthy] })
    #expect(outcomes.last?.total.down == 190)
  }

  /// Twenty probers of 200 blocks for 30 rounds; `skew` moves the time of a result.
  private static func clocks(
    probers: Int, rounds: Int = 30, skew: (_ round: Int, _ block: Int) -> Double
  ) -> (outcomes: [RoundOutcome], live: Int, totals: ProbingTotals) {
    let list = F.list(200)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for round in 0..<rounds {
      for block in 0..<200 {
        let time = Double(round * 600) + Double(block) * 3 + skew(round, block)
        probing.take(
          F.result(time, block: block, host: 1 + round % 20, true, prober: UInt16(block % probers)))
      }
    }
    let live = probing.takeOutcomes()
    return (live + probing.finish(), live.count, probing.totals)
  }

  @Test("Two results two days ahead end no round early", arguments: [1, 20])
  func leap(probers: Int) {
    let run = ProberDefectTests.clocks(probers: probers) { round, block in
      round == 10 && (100...101).contains(block) ? 172_800 : 0
    }
    #expect(run.totals.late == 0)
    #expect(run.live == 29)
    #expect(run.outcomes.prefix(30).map(\.total.probed) == (0..<30).map { $0 == 10 ? 198 : 200 })
  }

  @Test(
    "A prober whose clock is ahead ends no round of the others", arguments: [1_500, 9_000, 86_000])
  func ahead(skew: Double) {
    let run = ProberDefectTests.clocks(probers: 20) { round, block in
      round >= 10 && block % 20 == 7 ? skew : 0
    }
    #expect(run.totals.late == 0)
    #expect(run.live >= 28)
    #expect(run.outcomes[12..<30].allSatisfy { $0.total.probed >= 190 })
  }

  @Test("Rounds go on when the first prober behind a round's end falls silent with most others")
  func witness() {
    let list = F.list(20)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for second in stride(from: 0, to: 18_000, by: 20) {
      for block in 0..<20 {
        // Prober 0 alone is heard between the end of a round and when it is closed, and never again.
        let isHeard =
          second < 12_600 || block == 0 && second < 12_680
          || (1..<5).contains(block) && second > 12_680
        guard isHeard else { continue }
        probing.take(F.result(Double(second), block: block, true, prober: UInt16(block)))
      }
    }
    #expect(probing.takeOutcomes().count >= 27)
  }

  @Test("Rounds go on when most probers fall silent, or one clock stands still")
  func few() {
    let list = F.list(20)
    for stands in [false, true] {
      var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
      for round in 0..<60 {
        for block in 0..<20 where round < 20 || block < 5 {
          let time = stands && block < 3 ? 12_000 : Double(round * 600 + block * 20)
          probing.take(F.result(time, block: block, true, prober: UInt16(block)))
        }
      }
      let live = probing.takeOutcomes().count
      #expect(live >= (stands ? 45 : 57))
    }
  }

  @Test("Probers beyond those that are judged are counted, and give way after a day")
  func manyProbers() {
    let list = F.list(1, hosts: 200)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    var outcomes: [RoundOutcome] = []
    for round in 0..<150 {
      for prober in 0..<(round == 0 ? 1_030 : 1) {
        let number = UInt16(round == 0 ? prober : 2_000)
        probing.take(
          F.result(
            Double(round * 600) + Double(prober) / 10, block: 0, host: 1 + prober % 200, true,
            prober: number))
      }
      probing.closeRounds(before: F.start + Int64(round + 1) * 600)
      outcomes += probing.takeOutcomes()
    }
    #expect(outcomes[0].probers.count == 1_024)
    #expect(outcomes[100].probers.count == 1_024)
    #expect(outcomes.last?.probers.map(\.prober) == [2_000])
    #expect(probing.totals.findings(source: "x").count(of: "probe-unjudged") == 6 + 145)
  }

  @Test("What a silent prober does is usual after seven days, not after twelve hours")
  func silence() {
    let list = F.list(100)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for round in 0..<1_240 {
      for block in 0..<(round < 144 ? 100 : 40) {
        probing.take(F.result(Double(round * 600 + block), block: block, true))
      }
    }
    let silent = probing.finish().map { $0.probers[0].health == .silent }
    #expect(silent[..<144].allSatisfy { !$0 })
    #expect(silent[144..<1_152].allSatisfy { $0 })
    #expect(silent[1_160...].allSatisfy { !$0 })
  }

  @Test("Late results of a part are counted, those that were folded too")
  func lateParts() {
    let list = F.list(10)
    let entities = F.entities(list) { _ in ["country/IR"] }
    var options = ProbingOptions()
    options.isPart = true
    var probing = ProbingAccumulator(list, entities: entities)
    var part = ProbingAccumulator(list, options: options, entities: entities)
    for time in [0.0, 700] { probing.take(F.result(time, block: 0, true)) }
    let large = 32_768
    for index in 0..<large { part.take(F.result(Double(index % 600), block: 1, true)) }
    probing.merge(part)
    #expect(probing.totals.late == large)
    #expect(probing.totals.results == large + 2)
  }
}
