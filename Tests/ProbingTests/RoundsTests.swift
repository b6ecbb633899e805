import Probing
import TestSupport
import Testing
import Timeline

/// Rounds from results in any order to the counts of entities.
struct RoundsTests {
  private typealias F = RoundsFixture

  @Test("Every listed block is up, down, uncertain or missing, and the sum is the list")
  func states() throws {
    let list = F.list(4)
    let entities = F.entities(list) { $0 < 3 ? ["country/IR"] : ["country/TR", "region/TR-34"] }
    var probing = ProbingAccumulator(list, entities: entities)
    // Block 0 answers, 1 does not, 2 answers only at first, 3 is never probed.
    for round in 0..<5 {
      for probe in 0..<10 {
        let time = Double(round * 600 + probe * 10)
        probing.take(F.result(time, block: 0, host: probe + 1, true))
        probing.take(F.result(time + 1, block: 1, host: probe + 1, false))
        if round == 0 { probing.take(F.result(time + 2, block: 2, host: probe + 1, true)) }
      }
    }
    let outcomes = probing.finish()
    try #require(outcomes.count == 5)
    let iran = outcomes.map { $0.entities[0] }
    #expect(iran.map(\.up) == [2, 2, 2, 1, 1])
    #expect(iran.map(\.down) == [1, 1, 1, 1, 1])
    #expect(iran.map(\.missing) == [0, 0, 0, 1, 1])
    #expect(iran.map(\.probed) == [3, 2, 2, 2, 2])
    #expect(outcomes.map { $0.entities[1].uncertain } == [1, 1, 0, 0, 0])
    #expect(outcomes.map { $0.entities[1].missing } == [0, 0, 1, 1, 1])
    for outcome in outcomes { #expect(outcome.total.listed == 4) }
    // Of one block of two that was up nothing is known, and the other one carries the level.
    #expect(iran.map(\.value) == [2, 2, 2, 2, 2])
    #expect(iran[3].marks == .scaled)
    #expect(outcomes[4].entities[1].value.isNaN)
    #expect(outcomes[4].entities[1].marks == .proberSilent)
    let changes = outcomes.flatMap(\.changes)
    #expect(changes.map(\.transition.to) == [.missing])
  }

  @Test("A change is dated to its probes, and a watched block shows all of them")
  func dated() throws {
    let list = F.list(1)
    var options = ProbingOptions()
    options.watched = [list.blocks[0]]
    var probing = ProbingAccumulator(
      list, options: options, entities: F.entities(list) { _ in ["country/IR"] })
    for probe in 0..<3 { probing.take(F.result(Double(probe), block: 0, host: probe + 1, true)) }
    for probe in 0..<10 {
      probing.take(F.result(600 + Double(probe), block: 0, host: probe + 1, false, prober: 7))
    }
    let outcomes = probing.finish()
    let change = try #require(outcomes[1].changes.first)
    #expect(change.transition.to == .down)
    #expect(change.transition.bracket.after == UnixTime(F.start + 2))
    #expect(change.transition.bracket.by == UnixTime(F.start + 600))
    let watched = try #require(outcomes[1].watched.first)
    #expect(watched.probes.map(\.host) == (1...10).map { UInt8($0) })
    #expect(watched.probes.allSatisfy { $0.prober == 7 && !$0.isReply && $0.isValid })
  }

  @Test("Packets of one prober to one address in a round are one probe, at the time of the first")
  func folding() throws {
    let list = F.list(1)
    var options = ProbingOptions()
    options.watched = [list.blocks[0]]
    var probing = ProbingAccumulator(
      list, options: options, entities: F.entities(list) { _ in ["country/IR"] })
    for (time, isReply) in [(30.0, true), (10, false), (20, true), (5, false)] {
      probing.take(F.result(time, block: 0, isReply, prober: 1))
    }
    probing.take(F.result(7, block: 0, false, prober: 2))
    let outcomes = probing.finish()
    let probes = try #require(outcomes[0].watched.first?.probes)
    #expect(probes.map(\.prober) == [1, 2])
    #expect(probes.map(\.isReply) == [true, false])
    #expect(probes[0].milliseconds == (F.start + 5) * 1_000)
    #expect(probing.totals.foldedPackets == 3)
    #expect(probing.totals.repeatedReplies == 1)
  }

  @Test("What does not belong is counted and changes nothing")
  func findings() {
    let list = F.list(1, hosts: 3)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    probing.take(F.result(0, block: 0, host: 1, true))
    probing.take(F.result(1, block: 5, host: 1, false))
    probing.take(F.result(2, block: 0, host: 9, false))
    // The round is closed 60 s after its end.
    probing.take(F.result(659, block: 0, host: 2, true))
    #expect(probing.takeOutcomes().isEmpty)
    probing.take(F.result(660, block: 0, host: 3, true))
    #expect(probing.takeOutcomes().count == 1)
    probing.take(F.result(5, block: 0, host: 2, false))
    // Ten years ahead, alone; before 1970; beyond 2106.
    probing.take(F.result(3.2e8, block: 0, host: 2, false))
    probing.take(F.result(670, block: 0, host: 2, false))
    for time in [Int64.min, -1, 4_294_967_296_000, .max] {
      probing.take(ProbeResult(milliseconds: time, address: 0x0A00_0001, isReply: false))
    }
    let outcomes = probing.finish()
    #expect(outcomes.count == 1)
    #expect(outcomes[0].total.up == 1)
    #expect(probing.totals.unlistedBlocks == 1)
    #expect(probing.totals.unlistedAddresses == 1)
    #expect(probing.totals.late == 1)
    #expect(probing.totals.strayTimes == 5)
    #expect(probing.totals.findings(source: "x").count(of: "probe-stray-time") == 5)
  }

  @Test("A gap of up to a day is filled with rounds, a longer one is stated")
  func gaps() {
    let list = F.list(2)
    let entities = F.entities(list) { _ in ["country/IR"] }
    var probing = ProbingAccumulator(list, entities: entities)
    var recorder = ProbingRecorder()
    let times: [Double] = [0, 1, 3_000, 3_001, 180_000, 180_001]
    for time in times {
      probing.take(F.result(time, block: 0, true))
      probing.take(F.result(time, block: 1, true))
    }
    let outcomes = probing.finish()
    for outcome in outcomes { recorder.take(outcome, entities: entities) }
    #expect(outcomes.count == 7)
    #expect(outcomes.map { $0.total.up } == [2, 2, 2, 0, 0, 2, 2])
    #expect(outcomes.map { $0.total.missing } == [0, 0, 0, 2, 2, 0, 0])
    #expect(outcomes.last?.gapBefore == 294)
    #expect(recorder.segments.map(\.count) == [6, 1])
    var findings = FindingLog()
    let series = recorder.series(findings: &findings) { $0.kind == .country }
    #expect(series.count == ProbingMeasure.allCases.count)
    #expect(series.allSatisfy { $0.count == 301 && $0.step == 600 })
    let up = series.first { $0.datasource == .probing }
    #expect(up?.presentCount == 5)
    #expect(up?.value(at: 300) == 2)
    #expect(findings.isEmpty)
  }

  @Test("Two replies years apart neither fill the gap between nor take memory for it")
  func farApart() {
    let list = F.list(1)
    let entities = F.entities(list) { _ in ["country/IR"] }
    var probing = ProbingAccumulator(list, entities: entities)
    var recorder = ProbingRecorder()
    for time in [0, 1, 3.2e8, 3.2e8 + 1] { probing.take(F.result(time, block: 0, true)) }
    for outcome in probing.finish() { recorder.take(outcome, entities: entities) }
    #expect(recorder.segments.count == 2)
    var findings = FindingLog()
    #expect(recorder.series(findings: &findings).allSatisfy { $0.count == 1 })
    #expect(findings.count(of: "probe-far-time") == 1)
    #expect(probing.totals.findings(source: "x").count(of: "probe-gap") > 500_000)
  }

  @Test("A new list keeps the belief of the blocks that stay")
  func reload() {
    let list = F.list(4)
    let entities = F.entities(list) { _ in ["country/IR"] }
    var probing = ProbingAccumulator(list, entities: entities)
    for block in 0..<4 { probing.take(F.result(Double(block), block: block, block != 1)) }
    for host in 2...12 { probing.take(F.result(Double(host) + 10, block: 1, host: host, false)) }
    probing.take(F.result(600, block: 1, false))
    probing.take(F.result(660, block: 1, host: 2, false))
    #expect(probing.takeOutcomes().first?.total.up == 3)
    // Block 0 goes, block 4 comes.
    let newList = BlockList((1..<5).map { F.list(5)[$0] })
    probing.reload(newList, entities: F.entities(newList) { _ in ["country/IR"] })
    let outcome = probing.finish().first
    #expect(outcome?.total.up == 2)
    #expect(outcome?.total.down == 1)
    #expect(outcome?.total.uncertain == 1)
    #expect(outcome?.entities[0].marks == .scaled)
    #expect(outcome?.listVersion == 1)
  }
}
