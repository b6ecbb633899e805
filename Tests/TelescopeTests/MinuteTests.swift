import Atlas
import Net
import Telescope
import TestSupport
import Testing
import Timeline

/// Which minutes a capture has, which are missing, and which can be trusted.
struct MinuteTests {
  static let start: Int64 = 1_573_900_020

  /// A source's packet so many seconds after the start of a minute.
  static func packet(_ seconds: Int64, source: UInt32 = 0x2E64_0001) -> SentPacket {
    SentPacket.tcp().with {
      $0.seconds = start + seconds
      $0.source = source
    }
  }

  private func replay(
    _ packets: [SentPacket], _ options: TelescopeOptions = TelescopeOptions(), force: Bool = false
  ) throws -> TelescopeReplay {
    let input = CaptureInput(bytes: SentPacket.file(packets), name: "capture")
    return try TelescopeReplay([input], options: options, isForced: force)
  }

  private func series(_ replay: TelescopeReplay) throws -> [Series] {
    var recorder = TelescopeRecorder(places: try SplitTests.places())
    recorder.take(replay.minutes, threads: 1)
    return recorder.segments.flatMap { recorder.series(of: $0) }.filter {
      $0.entity.kind == .country
    }
  }

  @Test("A minute without packets is missing; one in which nothing passed reads zero")
  func gaps() throws {
    let removed = MinuteTests.packet(130).with { $0.fragmentBits = 1 }
    let counted = try series(
      replay([MinuteTests.packet(0), MinuteTests.packet(60), removed, MinuteTests.packet(245)]))
    let iran = try #require(counted.first)
    #expect(counted.count == 1 && iran.start.seconds == MinuteTests.start && iran.step == 60)
    #expect(iran.values.map { $0.isNaN ? -1 : $0 } == [1, 1, 0, -1, 1])
    #expect(iran.quality == [.partial, [], [], .captureGap, .partial])
  }

  @Test("A minute in which the telescope heard nothing is missing, whatever else was captured")
  func deaf() throws {
    let other = MinuteTests.packet(62).with { $0.destination = 0x2C01_0303 }
    let neither = MinuteTests.packet(125).with { $0.version = 7 }
    let packets = [MinuteTests.packet(0), other, neither, MinuteTests.packet(185)]
    var dark = TelescopeOptions()
    dark.dark = Prefix(ipv4: 0x2C01_0200, length: 24)
    for (options, second) in [(dark, -1.0), (TelescopeOptions(), 1)] {
      let iran = try #require(series(replay(packets, options)).first)
      #expect(iran.values.map { $0.isNaN ? -1 : $0 } == [1, second, -1, 1])
      #expect(iran.quality == [.partial, second < 0 ? .captureGap : [], .captureGap, .partial])
    }
  }

  @Test("A minute of which all packets were dropped is missing, and says so")
  func allDropped() throws {
    var part = TelescopeAccumulator()
    let file = SentPacket.file([0, 60, 180].map { MinuteTests.packet($0) })
    _ = try CaptureInput(bytes: file, name: "live").read(into: &part)
    for seconds in [60, 120] { part.recordDropped(5, at: UnixTime(MinuteTests.start) + seconds) }
    var recorder = TelescopeRecorder(places: try SplitTests.places())
    recorder.take(part.finish(), threads: 1)
    let iran = try #require(recorder.series(of: recorder.segments[0]).first)
    #expect(iran.values.map { $0.isNaN ? -1 : $0 } == [1, 1, -1, 1])
    #expect(iran.quality == [.partial, .dropped, [.captureGap, .dropped], .partial])
  }

  @Test("An entity has no value before its first source")
  func firstSource() throws {
    let counted = try series(
      replay([
        MinuteTests.packet(0), MinuteTests.packet(61, source: 0x2E64_0041), MinuteTests.packet(125),
      ]))
    let iraq = try #require(counted.first { $0.entity.code == "IQ" })
    #expect(iraq.values.map { $0.isNaN ? -1 : $0 } == [-1, 1, 0])
  }

  @Test("Minutes that are written and forgotten, one at a time, read as all at once")
  func forgotten() throws {
    let minutes = try replay([
      MinuteTests.packet(0), MinuteTests.packet(61, source: 0x2E64_0041), MinuteTests.packet(125),
      MinuteTests.packet(130).with { $0.fragmentBits = 1 }, MinuteTests.packet(185),
    ]).minutes
    var whole = TelescopeRecorder(places: try SplitTests.places())
    whole.take(minutes, threads: 1)
    var parts = TelescopeRecorder(places: try SplitTests.places())
    var rows: [String] = []
    for (index, minute) in minutes.enumerated() {
      parts.take(minute)
      parts.endsPartial = index + 1 == minutes.count
      rows += parts.segments.flatMap { MinuteTests.rows(parts.series(of: $0)) }
      parts.forgetMinutes()
      parts.beginsPartial = false
    }
    #expect(minutes.count == 4)
    // A forgotten entity has rows from its first source on, as all at once it has values.
    let all = whole.segments.flatMap { MinuteTests.rows(whole.series(of: $0)) }
    #expect(rows.sorted() == all.filter { !$0.hasSuffix("nan") }.sorted())
  }

  private static func rows(_ series: [Series]) -> [String] {
    series.flatMap { one in
      one.values.indices.map {
        "\(one.entity) \(one.time(at: $0)) \(one.marks(at: $0).names) \(one.values[$0])"
      }
    }
  }

  @Test("A jump of 136 years fills nothing and states the gap")
  func jump() throws {
    let late = (0..<3).map { index in
      MinuteTests.packet(0).with { $0.seconds = 4_294_967_000 + Int64(index) }
    }
    let result = try replay([MinuteTests.packet(0), MinuteTests.packet(1)] + late)
    #expect(result.minutes.count == 2)
    #expect(result.findings.count(of: "capture-long-gap") == 1)
    let counted = try series(result)
    #expect(counted.map(\.count) == [1, 1])
  }

  @Test("Packets hours apart make no series longer than 64 times their minutes and an hour")
  func sparse() throws {
    for gap in [7_000, 86_000, 86_400] as [Int64] {
      let packets = (0..<400).map { MinuteTests.packet($0 * gap) }
      let counted = try series(replay(packets))
      #expect(counted.reduce(0) { $0 + $1.count } <= 400 * 64 + 60 * counted.count)
      #expect(counted.reduce(0) { $0 + $1.presentCount } == 400)
    }
    let dense = try series(replay([0, 60, 120, 180, 14_400].map { MinuteTests.packet($0) }))
    #expect(dense.map(\.count) == [241])
  }

  @Test("One series over all holds what is in proportion, and findings say what is left out")
  func extent() throws {
    var recorder = TelescopeRecorder(places: try SplitTests.places())
    let dense = (0..<600).map { MinuteTests.packet(($0 - 1_000) * 60) }
    let apart = (1...400).map { MinuteTests.packet($0 * 86_000) }
    recorder.take(try replay(dense + apart).minutes, threads: 1)
    let extent = try #require(recorder.extent(step: 300) { $0.kind == .country })
    #expect(extent.findings.map(\.kind) == ["capture-far-time"])
    #expect(extent.segment.count <= extent.segment.minutes.count * 64 + 10_080)
    #expect(extent.findings[0].count == 1_000 - extent.segment.minutes.count)
    let iran = recorder.series(of: extent)
    #expect(iran.count == 1 && iran[0].step == 300 && iran[0].presentCount >= 120)
    #expect(recorder.sourceSums[iran[0].entity] == 1_000)
  }

  @Test("Entities that are hardly met do not make a long capture's bins out of proportion")
  func entities() throws {
    let table = OriginTable(
      (0..<20_000).map { index in
        (Prefix(ipv4: 0x2E00_0000 + UInt32(index) << 8, length: 24), [ASN(UInt32(index + 1))])
      }, provenance: SplitTests.provenance("origins"))
    let once = (0..<20_000).map { MinuteTests.packet(0, source: 0x2E00_0001 + UInt32($0) << 8) }
    let hourly = (1...2_000).map { MinuteTests.packet($0 * 3_600, source: 0x2E00_0101) }
    var recorder = TelescopeRecorder(places: nil, origins: [table])
    recorder.take(try replay(once + hourly).minutes, threads: 1)
    let extent = try #require(recorder.extent(step: 300))
    #expect(extent.findings.map(\.kind) == ["capture-sparse-entity"])
    let series = recorder.series(of: extent)
    #expect(series.contains { $0.entity == .asn(2) })
    #expect(series.reduce(0) { $0 + $1.count } <= 1 << 24 + 22_000 * 16)
    #expect(series.count + extent.findings[0].count == 20_000)
  }

  @Test("A time that neither neighbour vouches for is in no bin")
  func stray() throws {
    let odd = MinuteTests.packet(0).with { $0.seconds = 12 }
    for place in 0...3 {
      var packets = (0..<3).map { MinuteTests.packet(Int64($0)) }
      packets.insert(odd, at: place)
      let result = try replay(packets)
      #expect(result.minutes.map(\.start.seconds) == [MinuteTests.start])
      #expect(result.totals.strayTimes == 1 && result.totals.packets == 4)
      #expect(result.findings.count(of: "capture-stray-time") == 1)
    }
  }

  @Test("Packets whose file says no time are in no bin and cast no doubt on their neighbours")
  func unknownTime() throws {
    func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
      let filled = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
      let length = SentPacket.octets(UInt32(filled.count + 12))
      return SentPacket.octets(type) + length + filled + length
    }
    let octets = MinuteTests.packet(0).octets
    let length = SentPacket.octets(UInt32(octets.count))
    let time = UInt64(MinuteTests.start) * 1_000_000
    let words: [UInt32] = [0, UInt32(time >> 32), UInt32(truncatingIfNeeded: time)]
    let timed = block(6, words.flatMap(SentPacket.octets) + length + length + octets)
    let untimed = block(3, length + octets)
    let header: [UInt8] =
      [0x1A, 0x2B, 0x3C, 0x4D, 0, 1, 0, 0] + [UInt8](repeating: 0xFF, count: 8)
    let file =
      block(0x0A0D_0D0A, header) + block(1, [0, 101, 0, 0, 0, 4, 0, 0])
      + untimed + timed + untimed + timed + untimed
    let result = try TelescopeReplay([CaptureInput(bytes: file, name: "capture")])
    #expect(result.totals.packets == 5 && result.totals.strayTimes == 3)
    #expect(result.minutes.map(\.start.seconds) == [MinuteTests.start])
    #expect(result.minutes.map(\.tally.packets) == [2])
  }

  @Test("A clock that is set back flags the minutes it leaves and enters")
  func clockStep() throws {
    let result = try replay([0, 61, 125, 62, 63].map { MinuteTests.packet($0) })
    #expect(result.minutes.map(\.tally.marks) == [[], .flagged, .flagged])
    let reordered = try replay([0, 61, 125, 119].map { MinuteTests.packet($0) })
    #expect(reordered.minutes.allSatisfy { $0.tally.marks.isEmpty })
  }

  @Test("More than a hundredth of undecided packets marks a minute as truncated")
  func truncated() throws {
    let cut = MinuteTests.packet(1).with { $0.captured = 34 }
    let whole = (0..<99).map { _ in MinuteTests.packet(1) }
    #expect(try replay(whole + [cut]).minutes[0].tally.marks.isEmpty)
    let result = try replay(whole + [cut, cut])
    #expect(result.minutes[0].tally.marks == .truncated)
    #expect(result.totals.undecided == 2 && result.totals.truncated == 2)
  }

  @Test("A live minute closes a minute after its end, and later packets are counted late")
  func live() throws {
    var options = TelescopeOptions()
    options.closingDelay = 60
    var part = TelescopeAccumulator(options)
    func add(_ seconds: [Int64]) throws {
      let file = SentPacket.file(seconds.map { MinuteTests.packet($0) })
      _ = try CaptureInput(bytes: file, name: "live").read(into: &part)
    }
    try add([0, 1, 61])
    #expect(part.takeClosed(at: UnixTime(MinuteTests.start + 119)).isEmpty)
    part.recordDropped(7, at: UnixTime(MinuteTests.start))
    let closed = part.takeClosed(at: UnixTime(MinuteTests.start + 120))
    #expect(closed.map(\.sourceCount) == [1] && closed[0].tally.marks == .dropped)
    try add([59, 62])
    #expect(part.totals.late == 1)
    #expect(part.finish().map(\.tally.passed) == [2])
  }

  @Test("Single packets of a quiet live capture are in their minutes")
  func quiet() throws {
    var options = TelescopeOptions()
    options.closingDelay = 60
    var part = TelescopeAccumulator(options)
    var closed: [TelescopeMinute] = []
    for seconds in [0, 600, 100_000, 300_000, 300_600] as [Int64] {
      let file = SentPacket.file([MinuteTests.packet(seconds)])
      _ = try CaptureInput(bytes: file, name: "live").read(into: &part)
      closed += part.takeClosed(at: UnixTime(MinuteTests.start + seconds + 30))
      #expect(!closed.contains { $0.start.seconds > MinuteTests.start + seconds - 60 })
      closed += part.takeClosed(at: UnixTime(MinuteTests.start + seconds + 150))
    }
    #expect(part.totals.late == 0 && part.totals.strayTimes == 0)
    #expect(closed.map(\.sourceCount) == [1, 1, 1, 1, 1] && part.finish().isEmpty)
  }

  @Test("Both directions of a conversation refuse a capture, unless it is forced")
  func twoWay() throws {
    let question = MinuteTests.packet(0)
    let answer = question.with {
      $0.source = question.destination
      $0.destination = question.source
    }
    let few =
      [SentPacket](repeating: question, count: 20) + [SentPacket](repeating: answer, count: 9)
    #expect(try replay(few).totals.packets == 29)
    let many = few + [answer]
    let error = #expect(throws: TelescopeReplay.Failure.self) { try replay(many) }
    #expect(
      error?.description.hasPrefix("two-way traffic to 44.1.2.0/24: not a telescope") == true)
    #expect(try replay(many, force: true).totals.packets == 30)
    let rare =
      [SentPacket](repeating: question, count: 991) + [SentPacket](repeating: answer, count: 10)
    #expect(try replay(rare).totals.packets == 1_001)
    var dark = TelescopeOptions()
    dark.dark = Prefix(ipv4: 0x2C01_0000, length: 16)
    #expect(throws: TelescopeReplay.Failure.self) { try replay(many, dark) }
  }

  @Test("Packets that seem to come from where they go to are no answers")
  func sameSource() throws {
    let land = MinuteTests.packet(0).with { $0.source = $0.destination }
    let packets = [SentPacket](repeating: land, count: 50) + [MinuteTests.packet(1)]
    var dark = TelescopeOptions()
    dark.dark = Prefix(ipv4: 0x2C01_0000, length: 16)
    for options in [TelescopeOptions(), dark] {
      let result = try replay(packets, options)
      #expect(result.totals.removed(by: .sameAddresses) == 50)
      #expect(result.minutes.map(\.tally.fromInside) == [0])
      #expect(result.minutes[0].tally.marks.isEmpty)
    }
  }

  @Test(
    "Pairs whose exclusive or and whose sum are all the same are looked at as fast as others",
    .timeLimit(.minutes(1)))
  func complements() throws {
    let packets = (0..<600_000).map { index in
      MinuteTests.packet(0, source: 0x2E00_0001 + UInt32(index)).with {
        $0.destination = ~$0.source
      }
    }
    let input = CaptureInput(bytes: SentPacket.file(packets), name: "capture")
    var check = OneWayCheck()
    _ = try input.read(into: &check)
    #expect(check.seen == 600_000 && check.twoWayNetwork == nil)
  }

  @Test("Packets to other addresses than the dark ones are dropped and counted")
  func dark() throws {
    var options = TelescopeOptions()
    options.dark = Prefix(ipv4: 0x2C01_0200, length: 24)
    let other = MinuteTests.packet(1).with { $0.destination = 0x2C01_0303 }
    let result = try replay([MinuteTests.packet(0), other], options)
    #expect(result.totals.otherDestinations == 1 && result.totals.passed == 1)
    #expect(result.minutes.map(\.tally.packets) == [2])
  }

  @Test("Five minutes become their lower median or their mean, missing under three")
  func aggregate() {
    let minutes = Series(
      entity: .asn(1), datasource: Datasource("darknet"), start: UnixTime(600), step: 60,
      values: [4, 9, .nan, 5, 1, 3, 3, .nan, .nan, .nan],
      quality: [.partial, [], .captureGap, [], [], [], [], .captureGap, .captureGap, .captureGap])
    let median = MinuteAggregate.median.bins(of: minutes)
    #expect(median.values[0] == 4 && median.values[1].isNaN && median.step == 300)
    #expect(median.marks(at: 0) == [] && median.marks(at: 1) == .captureGap)
    let mean = MinuteAggregate.mean.bins(of: minutes)
    #expect(mean.values[0] == 4.75 && !mean.marks(at: 0).isTrusted)
  }

  @Test("A median is trusted where more than half of its minutes are")
  func longBins() {
    for trusted in 0...10 {
      let minutes = Series(
        entity: .asn(1), datasource: Datasource("darknet"), start: UnixTime(600), step: 60,
        values: (0..<10).map { $0 < trusted ? 100 + Double($0) : 5_000 },
        quality: (0..<10).map { $0 < trusted ? [] : .truncated })
      let bin = MinuteAggregate.median.bins(of: minutes, step: 600)
      #expect(bin.marks(at: 0) == (trusted > 5 ? [] : .truncated))
      #expect((bin.values[0] < 200) == (trusted >= 5))
      let five = MinuteAggregate.median.bins(of: minutes)
      #expect(five.marks(at: 0).isTrusted == (trusted >= 3))
    }
  }
}
