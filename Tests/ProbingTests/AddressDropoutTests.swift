import Atlas
import Net
import Probing
import TestSupport
import Testing
import Timeline

/// Addresses of small entities that fall silent together.
struct AddressDropoutTests {
  static let start: Int64 = 1_573_862_400

  /// Places for networks of which each has 11.N.0.0/16.
  private static func origins(_ count: Int) throws -> [OriginTable] {
    let text = (0..<count).map { "11.\($0).0.0\t16\t\(64_500 + $0)\n" }.joined()
    return [try AtlasSource(Array(text.utf8), name: "origins", hash: "").origins()]
  }

  /// Networks of some sizes whose addresses are silent by chance; one is silent in some rounds.
  private static func results(
    _ sizes: [Int], rounds: Int, dropout: Double, silent: Range<Int> = 0..<0, of network: Int = 0,
    _ random: inout SeededRandom
  ) -> [ProbeResult] {
    var results: [ProbeResult] = []
    for round in 0..<rounds {
      for (number, size) in sizes.enumerated() {
        for host in 0..<size {
          let isSilent =
            random.unit() < dropout || (number == network && silent.contains(round))
          results.append(
            ProbeResult(
              milliseconds: (start + Int64(round * 600 + host)) * 1_000,
              address: UInt32(11 << 24 | number << 16 | host), isReply: !isSilent))
        }
      }
    }
    return results
  }

  private static func find(
    _ results: [ProbeResult], networks: Int, falseRate: Double = 0.0001
  ) throws -> (found: [AddressDropout], tests: Int) {
    var dropouts = AddressDropouts(BinomialTest(falseRate: falseRate))
    for result in results { dropouts.take(result) }
    let found = dropouts.dropouts(places: nil, origins: try origins(networks)) { $0.kind == .asn }
    return (found, dropouts.tests)
  }

  @Test("Chance alone is called no oftener than the stated rate, for entities of 5 to 50 addresses")
  func falseRate() throws {
    var random = SeededRandom(seed: 31)
    let sizes = (0..<46).map { 5 + $0 }
    let results = AddressDropoutTests.results(sizes, rounds: 600, dropout: 0.03, &random)
    let (found, tests) = try AddressDropoutTests.find(results, networks: 46, falseRate: 0.001)
    #expect(tests > 25_000)
    #expect(Double(found.count) <= 0.001 * Double(tests) + 3 * (0.001 * Double(tests)).squareRoot())
  }

  @Test("A network of twenty addresses is found, with its end", arguments: [20, 8])
  func found(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size))
    let results = AddressDropoutTests.results(
      [30, size, 40], rounds: 300, dropout: 0.02, silent: 100..<112, of: 1, &random)
    let (found, _) = try AddressDropoutTests.find(results, networks: 3)
    try #require(found.count == 1)
    #expect(found[0].round == UnixTime(AddressDropoutTests.start + 60_000))
    #expect(found[0].entity == .asn(64_501) && found[0].silent == found[0].asked)
    #expect(found[0].end == UnixTime(AddressDropoutTests.start + 67_200))
    #expect(!found[0].isInstrumentNotExcluded)
    // The same in another order, and with a second prober that hears nothing.
    var shuffled = results
    shuffled.shuffle(using: &random)
    #expect(try AddressDropoutTests.find(shuffled, networks: 3).found == found)
    let deaf = results.map {
      var result = $0
      result.isReply = false
      result.prober = 1
      return result
    }
    #expect(try AddressDropoutTests.find(results + deaf, networks: 3).found == found)
  }

  @Test("Where all fall silent at once the prober is not excluded")
  func instrument() throws {
    var random = SeededRandom(seed: 5)
    let results = AddressDropoutTests.results([30, 20, 40], rounds: 300, dropout: 0.02, &random)
      .map { result in
        var result = result
        let round = (result.milliseconds / 1_000 - AddressDropoutTests.start) / 600
        if (50..<53).contains(round) { result.isReply = false }
        return result
      }
    let (found, _) = try AddressDropoutTests.find(results, networks: 3)
    #expect(found.count == 3 && found.allSatisfy(\.isInstrumentNotExcluded))
    // A prober that asks nothing says nothing.
    let unasked = results.filter {
      !(50..<53).contains(($0.milliseconds / 1_000 - AddressDropoutTests.start) / 600)
    }
    #expect(try AddressDropoutTests.find(unasked, networks: 3).found.isEmpty)
  }

  @Test("Without a rate nothing is found; times that are none are counted")
  func unknown() throws {
    var random = SeededRandom(seed: 6)
    let results = AddressDropoutTests.results(
      [5], rounds: 20, dropout: 0, silent: 10..<20, &random)
    let (found, tests) = try AddressDropoutTests.find(results, networks: 1)
    #expect(found.isEmpty && tests == 0)
    var dropouts = AddressDropouts()
    for time in [Int64.min, -1, .max] {
      dropouts.take(ProbeResult(milliseconds: time, address: 1, isReply: true))
    }
    #expect(dropouts.strayTimes == 3)
    #expect(dropouts.dropouts(places: nil, origins: []).isEmpty)
  }
}
