import Probing
import TestSupport
import Testing
import Timeline

/// Parts of an input and runs that were cut come to what one run does, to the octet.
struct RoundPartsTests {
  private typealias F = RoundsFixture

  /// Two probers, five rounds, blocks that fall and return, repeated packets, some out of order.
  private static func results(seed: UInt64, blocks: Int, count: Int) -> [ProbeResult] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { index in
      let time = Double(index) * 3_000 / Double(count) + Double.random(in: 0..<30, using: &random)
      let block = Int.random(in: 0..<blocks + 1, using: &random)
      let isUp = block % 3 != 0 || time < 1_200
      return F.result(
        time, block: block, host: Int.random(in: 1...21, using: &random),
        isUp && Double.random(in: 0..<1, using: &random) < 0.8,
        prober: UInt16.random(in: 0..<3, using: &random))
    }
  }

  @Test("Any split of the results over parts merges to the same", arguments: [1, 2, 3, 4, 5, 6])
  func split(seed: UInt64) {
    // The last is large enough for buckets of pages.
    let (blocks, count) = seed < 6 ? (30, 6_000) : (3_000, 400_000)
    let list = F.list(blocks)
    let entities = F.entities(list) { ["country/IR", "asn/\($0 % 7)"] }
    let results = RoundPartsTests.results(seed: seed, blocks: blocks, count: count)
    var options = ProbingOptions()
    options.isPart = true
    var whole = ProbingAccumulator(list, options: options, entities: entities)
    for result in results { whole.take(result) }
    var random = SeededRandom(seed: seed + 100)
    let partCount = Int(seed) + 1
    var parts = (0..<partCount).map { _ in
      ProbingAccumulator(list, options: options, entities: entities)
    }
    for result in results { parts[Int.random(in: 0..<partCount, using: &random)].take(result) }
    parts.shuffle(using: &random)
    var merged = parts.removeFirst()
    for part in parts { merged.merge(part) }
    let (expected, found) = (whole.finish(), merged.finish())
    #expect(expected.count == 6)
    #expect(F.text(found) == F.text(expected))
    #expect(merged.totals == whole.totals)
    #expect(merged.records == whole.records)
    #expect(merged.availability == whole.availability)
  }

  @Test("A run that is cut and resumed comes to the same", arguments: [1, 2, 3])
  func resumed(seed: UInt64) throws {
    let list = F.list(30)
    let entities = F.entities(list) { ["country/IR", "asn/\($0 % 7)"] }
    let results = RoundPartsTests.results(seed: seed, blocks: 30, count: 6_000)
    var whole = ProbingAccumulator(list, entities: entities)
    for result in results { whole.take(result) }
    let expected = whole.finish()
    var random = SeededRandom(seed: seed)
    for cut in (0..<4).map({ _ in Int.random(in: 0...results.count, using: &random) }) + [0, 1] {
      var first = ProbingAccumulator(list, entities: entities)
      for result in results[..<cut] { first.take(result) }
      var outcomes = first.takeOutcomes()
      let bytes = first.checkpoint()
      var second = try ProbingAccumulator(resuming: bytes, list, entities: entities)
      #expect(second.checkpoint() == bytes)
      for result in results[cut...] { second.take(result) }
      outcomes += second.finish()
      #expect(F.text(outcomes) == F.text(expected))
      #expect(second.totals == whole.totals)
      #expect(second.checkpoint() == whole.checkpoint())
    }
  }

  @Test("A checkpoint that is damaged, cut or of another run is refused")
  func damaged() throws {
    let list = F.list(10)
    let entities = F.entities(list) { _ in ["country/IR"] }
    var probing = ProbingAccumulator(list, entities: entities)
    for result in RoundPartsTests.results(seed: 9, blocks: 10, count: 500) { probing.take(result) }
    let bytes = probing.checkpoint()
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ProbingStateError.self) {
        _ = try ProbingAccumulator(resuming: Array(bytes[..<length]), list, entities: entities)
      }
    }
    var random = SeededRandom(seed: 1)
    for _ in 0..<300 {
      var other = bytes
      other[Int.random(in: 0..<bytes.count, using: &random)] ^=
        1
        << UInt8.random(
          in: 0..<8, using: &random)
      #expect(throws: ProbingStateError.self) {
        _ = try ProbingAccumulator(resuming: other, list, entities: entities)
      }
    }
    let otherList = F.list(11)
    #expect(throws: ProbingStateError.otherRun("list of blocks, places or options")) {
      _ = try ProbingAccumulator(
        resuming: bytes, otherList, entities: F.entities(otherList) { _ in ["country/IR"] })
    }
  }
}
