import Atlas
import Net
import Telescope
import TestSupport
import Testing
import Timeline

/// A capture that is cut anywhere counts as one that is not.
struct SplitTests {
  static func provenance(_ name: String) -> SourceProvenance {
    SourceProvenance(name: name, hash: "00", kind: .rangeTable, edition: "test")
  }

  static func places() throws -> PlaceTable {
    var list = RangeList(provenance("places"))
    for (index, code) in ["IR", "IQ", "US", "DE"].enumerated() {
      let place = list.number(of: Place(countryText: code, region: "\(code)-0\(index)"))
      let first = UInt32(0x2E64_0000 + index * 0x40)
      list.add(ipv4: first, first + 0x3F, number: place)
    }
    return try PlaceTable(compiling: [list])
  }

  static func origins() -> OriginTable {
    OriginTable(
      [
        (Prefix(ipv4: 0x2E64_0000, length: 24), [ASN(44_244)]),
        (Prefix(ipv4: 0x2E64_0080, length: 25), [ASN(3_320), ASN(701)]),
      ], provenance: provenance("origins"))
  }

  /// Packets of a few minutes, some out of order, some with times out of this world.
  static func packets(_ random: inout SeededRandom) -> [SentPacket] {
    var time: Int64 = 1_573_900_000
    return (0..<Int(random.next() % 300)).map { _ in
      time += Int64(random.next() % 5)
      var packet = FilterReferenceTests.packet(&random)
      if random.next() % 2 == 0 { packet = .tcp() }
      packet.source = 0x2E64_0001 + UInt32(random.next() % 250)
      packet.seconds = time - Int64(random.next() % 20)
      switch random.next() % 40 {
      case 0: packet.seconds = Int64(random.next() % 4_000_000_000)
      case 1: time += 200_000
      case 2: packet.seconds -= 70
      default: break
      }
      return packet
    }
  }

  private func count(
    _ packets: ArraySlice<SentPacket>, _ options: TelescopeOptions, _ places: PlaceTable,
    _ origins: [OriginTable]
  ) throws -> TelescopeAccumulator {
    var part = TelescopeAccumulator(options, places: places, origins: origins)
    _ = try CaptureInput(bytes: SentPacket.file(Array(packets)), name: "part").read(into: &part)
    return part
  }

  @Test("Parts merge to what one run counts, with sets and with sketches", arguments: 0..<60)
  func merging(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let packets = SplitTests.packets(&random)
    let places = try SplitTests.places()
    let origins = [SplitTests.origins()]
    for isSketch in [false, true] {
      var options = TelescopeOptions()
      options.isSketch = isSketch
      var whole = try count(packets[...], options, places, origins)
      // Every part goes to a file as soon as it is merged.
      options.heldOctets = 0
      var merged = TelescopeAccumulator(options, places: places, origins: origins)
      var rest = packets[...]
      while !rest.isEmpty {
        let size = 1 + Int(random.next() % 60)
        merged.merge(try count(rest.prefix(size), options, places, origins))
        rest = rest.dropFirst(size)
      }
      let expected = whole.finish()
      let minutes = merged.finish()
      #expect(minutes == expected)
      #expect(merged.totals == whole.totals)
    }
  }

  @Test("A file that is cut for several threads counts the same", arguments: [2, 3])
  func threads(_ threads: Int) throws {
    var random = SeededRandom(seed: UInt64(threads))
    let file = SentPacket.file(
      (0..<130_000).map { index in
        var packet = FilterReferenceTests.packet(&random)
        packet.seconds = 1_573_900_000 + Int64(index / 400)
        packet.source = 0x2E64_0001 + UInt32(random.next() % 60_000)
        packet.captured = nil
        return packet
      })
    let input = CaptureInput(bytes: file, name: "capture")
    let one = try TelescopeReplay([input], isForced: true)
    let several = try TelescopeReplay([input], isForced: true, threads: threads)
    #expect(one.totals.packets == 130_000 && file.count > threads << 21)
    #expect(several.totals == one.totals && several.minutes == one.minutes)
    #expect(several.findings == one.findings)
    #expect(one.parts == 1 && several.parts == threads)
    // With an octet missing in the middle the parts do not meet where they should.
    var broken = file
    broken.remove(at: file.count / 3)
    let damaged = CaptureInput(bytes: broken, name: "capture")
    let expected = try TelescopeReplay([damaged], isForced: true)
    let found = try TelescopeReplay([damaged], isForced: true, threads: threads)
    #expect(found.totals == expected.totals && found.minutes == expected.minutes)
    #expect(found.findings == expected.findings && !found.findings.isEmpty)
  }

  @Test("Series hold what counting by hand gives, in one thread and in two", arguments: 0..<20)
  func byHand(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let packets = SplitTests.packets(&random).filter {
      $0.seconds > 1_573_899_000 && $0.seconds < 1_600_000_000
    }
    let places = try SplitTests.places()
    let origins = [SplitTests.origins()]
    var sources: [Int64: [Entity: Set<UInt32>]] = [:]
    var part = TelescopeAccumulator()
    for packet in packets {
      let minute = packet.seconds / 60 * 60
      sources[minute, default: [:]][.asn(0), default: []] = []
      let enabled = FilterOptions().enabled(at: UnixTime(packet.seconds))
      guard packet.filters().isDisjoint(with: enabled), packet.captured ?? 20 >= 20 else {
        continue
      }
      for entity in SplitTests.entities(packet.source) {
        sources[minute, default: [:]][entity, default: []].insert(packet.source)
      }
    }
    _ = try CaptureInput(bytes: SentPacket.file(packets), name: "all").read(into: &part)
    let minutes = part.finish()
    guard part.totals.strayTimes == 0 else { return }
    var one = TelescopeRecorder(places: places, origins: origins)
    one.take(minutes, threads: 1)
    var two = TelescopeRecorder(places: places, origins: origins)
    two.take(minutes, threads: 2)
    for recorder in [one, two] {
      #expect(recorder.minutes.map(\.seconds) == sources.keys.sorted())
      for segment in recorder.segments {
        for series in recorder.series(of: segment) {
          for index in series.values.indices {
            guard let value = series.value(at: index) else { continue }
            let minute = series.time(at: index).seconds
            #expect(value == Double(sources[minute]?[series.entity]?.count ?? 0))
          }
        }
      }
    }
  }

  /// What an address counts for.
  static func entities(_ source: UInt32) -> [Entity] {
    let index = Int(source & 255) / 0x40
    let code = ["IR", "IQ", "US", "DE"][index]
    let country = Entity(kind: .country, canonicalCode: code)
    let origins: [UInt32] = source & 0x80 == 0 ? [44_244] : [701, 3_320]
    return [country, Entity(kind: .region, canonicalCode: "\(code)-0\(index)")]
      + origins.map { Entity.asn($0) }
      + origins.map { Entity(kind: .geoasn, canonicalCode: "\($0)-\(code)") }
  }
}
