import Atlas
import Net
import Telescope
import TestSupport
import Testing
import Timeline

/// Minutes that are counted on several threads give the series that one thread gives.
struct RecorderThreadTests {
  private static let networks: UInt32 = 3_000

  private static func places() throws -> PlaceTable {
    var list = RangeList(SplitTests.provenance("places"))
    let codes = ["IR", "IQ", "US", "DE", "FR"]
    for index in 0..<networks {
      let code = codes[Int(index) % codes.count]
      let place = list.number(of: Place(countryText: code, region: "\(code)-0\(index % 7)"))
      let first = 0x2000_0000 + index << 16
      list.add(ipv4: first, first + 0xFFFF, number: place)
    }
    return try PlaceTable(compiling: [list])
  }

  private static func origins() -> OriginTable {
    OriginTable(
      (0..<networks).map { index in
        // Some prefixes have two origins, and some ASNs many prefixes.
        let one = ASN(1 + index % 900)
        let prefix = Prefix(ipv4: 0x2000_0000 + index << 16, length: index % 2 == 0 ? 16 : 17)
        return (prefix, index % 5 == 0 ? [one, ASN(70_000 + index)] : [one])
      }, provenance: SplitTests.provenance("origins"))
  }

  /// Minutes of so many sources each, counted in parts that overlap.
  private static func minutes(
    _ count: Int, sources: Int, parts: Int, spread: UInt64, _ random: inout SeededRandom
  ) throws -> [TelescopeMinute] {
    var all = TelescopeAccumulator()
    for part in 0..<parts {
      let packets = (0..<count).flatMap { minute in
        (0..<sources / parts + 1).map { _ in
          var packet = MinuteTests.packet(Int64(minute * 60 + part))
          // Neither the first nor the last of a /24, which filters take to be forged.
          packet.source = 0x2000_0000 + UInt32(random.next() % spread) << 3 | 1
          return packet
        }
      }
      var one = TelescopeAccumulator()
      _ = try CaptureInput(bytes: SentPacket.file(packets), name: "part").read(into: &one)
      all.merge(one)
    }
    return all.finish()
  }

  /// All that series say, in one order: threads number the entities as they meet them.
  private static func texts(_ series: [Series]) -> [String] {
    series.sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.start) \($0.values) \($0.quality.map(\.names))"
    }
  }

  private func compare(_ minutes: [TelescopeMinute]) throws {
    let places = try Self.places()
    let origins = [Self.origins()]
    let measures: [TelescopeMeasure] = [.sources, .packets, .bytes]
    var one = TelescopeRecorder(measures: measures, places: places, origins: origins)
    for minute in minutes { one.take(minute) }
    let expected = one.segments.flatMap { one.series(of: $0) }
    #expect(!expected.isEmpty)
    for threads in [1, 2, 3, 7] {
      var several = TelescopeRecorder(measures: measures, places: places, origins: origins)
      several.take(minutes, threads: threads)
      let series = several.segments.flatMap { several.series(of: $0) }
      #expect(several.sourceCounts == one.sourceCounts && several.tallies == one.tallies)
      #expect(Self.texts(series) == Self.texts(expected))
    }
  }

  @Test("Minutes of 30,000 sources, in one part and in several", arguments: [1, 3, 20])
  func large(_ parts: Int) throws {
    var random = SeededRandom(seed: UInt64(parts))
    let minutes = try Self.minutes(
      3, sources: 36_000, parts: parts, spread: 0x0BB8_0000 >> 3, &random)
    #expect(minutes.count == 3 && minutes.allSatisfy { $0.sourceCount > 30_000 })
    try compare(minutes)
  }

  @Test("Minutes of few sources, or of many that lie close together")
  func few() throws {
    var random = SeededRandom(seed: 9)
    for (sources, spread) in [(1, 4), (3, 40), (40, 0x0177_0000), (5_000, 1_024)] as [(Int, UInt64)]
    {
      try compare(
        try Self.minutes(10, sources: sources, parts: 2, spread: spread, &random))
    }
    // A large minute among small ones: each has its own cuts.
    var mixed = try Self.minutes(2, sources: 2, parts: 1, spread: 100, &random)
    let large = SentPacket.file(
      (0..<20_000).map { index in
        MinuteTests.packet(120, source: 0x2000_0001 + UInt32(index) << 3)
      })
    mixed += try TelescopeReplay([CaptureInput(bytes: large, name: "large")]).minutes
    try compare(mixed)
  }
}
