import Inflate
import Probing
import TestSupport
import Testing
import Timeline

/// What readers of scans and histories got wrong once.
struct ScanDefectTests {
  private static let targets = (1...40).map { UInt32(0xC000_0200) | $0 }
  private static let start: Int64 = 1_573_891_200_000

  /// A scan whose even targets answered, seconds after its start.
  private static func replies(
    _ targets: [UInt32], at seconds: Int = 1, shift: UInt32 = 0
  ) -> [UInt8] {
    var text = "saddr,timestamp-ts\n"
    for target in targets where target.isMultiple(of: 2) {
      text += "192.0.\((target + shift) >> 8 & 255).\(target & 255),\(1_573_891_200 + seconds)\n"
    }
    return Array(text.utf8)
  }

  private static func read(
    _ bytes: [UInt8], onlyReplies: Bool = false
  ) throws -> ProbeReading {
    let scan = ZMapScan(targets: targets, start: start, end: start + 60_000)
    return try ProbeReading(
      [ProbeInput(bytes: bytes, name: "replies.csv", options: ProbeInputOptions(scan: scan))],
      includesRepliesOnly: onlyReplies)
  }

  @Test("Replies of another time or of other targets make nobody silent")
  func otherScans() throws {
    let whole = try ScanDefectTests.read(ScanDefectTests.replies(ScanDefectTests.targets))
    #expect(whole.results.count == 40)
    #expect(whole.results.count { $0.isReply } == 20)
    #expect(whole.findings.isEmpty)
    for bytes in [
      ScanDefectTests.replies(ScanDefectTests.targets, at: 86_400),
      ScanDefectTests.replies(ScanDefectTests.targets, shift: 256),
    ] {
      let other = try ScanDefectTests.read(bytes)
      #expect(other.results.isEmpty)
      #expect(other.findings.count(of: "scan-of-others") == 1)
      #expect(other.counts[0].isRepliesOnly)
    }
    // A scan that nobody answered is one all the same.
    let silent = try ScanDefectTests.read(Array("saddr,timestamp-ts\n".utf8))
    #expect(silent.results.count == 40)
    #expect(!silent.results.contains { $0.isReply })
  }

  @Test("Replies that cannot be read, or come too late, make nobody silent")
  func unreadReplies() throws {
    let unread = try ScanDefectTests.read(
      Array("saddr,timestamp-str\n192.0.2.8,2019-11-16 10:00:00\n".utf8))
    #expect(unread.results.isEmpty)
    #expect(unread.findings.count(of: "bad-time") == 1)
    #expect(unread.findings.count(of: "scan-replies-cut") == 1)
    // One of many: nothing is said of who sent it.
    var text = ScanDefectTests.replies(ScanDefectTests.targets)
    text += Array("192.0.2.5,\(1_573_891_200 + 3_600)\n".utf8)
    let late = try ScanDefectTests.read(text)
    #expect(late.results.count == 39)
    #expect(late.results.count { $0.isReply } == 20)
    #expect(!late.results.contains { $0.address == 0xC000_0205 })
    #expect(late.findings.count(of: "reply-outside-scan") == 1)
    // A few of them, and a header in between: the others count.
    let ends = [1, 3_600].flatMap { seconds in
      ScanDefectTests.replies(
        ScanDefectTests.targets.filter { ($0 & 255 > 10) == (seconds == 1) }, at: seconds)
    }
    let cut = try ScanDefectTests.read(ends)
    #expect(cut.results.count == 35)
    let long = ZMapScan(
      targets: ScanDefectTests.targets, start: ScanDefectTests.start,
      end: ScanDefectTests.start + 10 * 86_400_000)
    #expect(long.isTooLong && long.isIncomplete)
  }

  @Test("Replies whose compressed stream is cut make nobody silent")
  func cutReplies() throws {
    let packed = try Gzip.compress(ScanDefectTests.replies(ScanDefectTests.targets))
    #expect(try ScanDefectTests.read(packed).results.count == 40)
    let cut = Array(packed.dropLast(packed.count / 3))
    let reading = try ScanDefectTests.read(cut)
    #expect(reading.results.isEmpty)
    #expect(reading.findings.count(of: "scan-replies-cut") == 1)
    let counted = try ScanDefectTests.read(cut, onlyReplies: true)
    #expect(!counted.results.isEmpty)
    #expect(!counted.results.contains { !$0.isReply })
  }

  @Test("A second reply of an address to a scan is counted")
  func duplicates() throws {
    let text = "saddr,timestamp-ts\n192.0.2.2,1573891201\n192.0.2.2,1573891202\n"
    let reading = try ScanDefectTests.read(Array(text.utf8))
    #expect(reading.results.count == 40)
    #expect(reading.results.count { $0.isReply } == 1)
    #expect(reading.findings.count(of: "duplicate-reply") == 1)
  }

  @Test("However late results may come, reading goes on", arguments: [Int.max, .min, 86_400])
  func settle(seconds: Int) throws {
    let text = "time,address,replied\n1573891200,192.0.2.2,1\n1573891201,192.0.2.3,0\n"
    var feed = ProbeFeed([ProbeInput(bytes: Array(text.utf8), name: "a.csv")], settle: seconds)
    var history = ProbeHistory()
    try feed.read(into: &history)
    #expect(history.blockCount == 1)
    #expect((0...86_400).contains(feed.settle))
  }

  @Test("A record of one's own may say more than is asked for")
  func furtherKeys() throws {
    let reading = try ProbeReading(
      #"{"time":1573891200,"address":"192.0.2.2","replied":true,"type":"icmp","prb_id":3}"# + "\n",
      name: "a.ndjson")
    #expect(reading.results.count == 1)
    #expect(reading.findings.isEmpty)
  }

  private static func take(
    _ history: inout ProbeHistory, rounds: Range<Int64>
  ) {
    for round in rounds {
      history.take(
        ProbeResult(
          milliseconds: start + round * 600_000, address: 0xC000_0201 + UInt32(round % 5),
          isReply: round % 3 > 0))
    }
  }

  @Test("A time far from all others does not end the history of a block")
  func strayTime() {
    var (whole, broken) = (ProbeHistory(), ProbeHistory())
    ScanDefectTests.take(&whole, rounds: 0..<300)
    ScanDefectTests.take(&broken, rounds: 0..<30)
    broken.take(ProbeResult(milliseconds: 4_000_000_000_000, address: 0xC000_0201, isReply: true))
    ScanDefectTests.take(&broken, rounds: 30..<300)
    #expect(broken.strayTimes == 1)
    #expect(whole.strayTimes == 0)
    #expect(broken.span == whole.span)
    #expect(broken.list(rule: .all).list == whole.list(rule: .all).list)
    // A gap of days is none.
    var gap = ProbeHistory()
    ScanDefectTests.take(&gap, rounds: 0..<30)
    ScanDefectTests.take(&gap, rounds: 2_000..<2_300)
    #expect(gap.list(rule: .all).list.count == 1)
    #expect(gap.strayTimes == 0)
  }

  @Test("The packets of many probers in a round are told apart")
  func manyProbers() {
    var history = ProbeHistory()
    let probers = Array(UInt16(0)..<300) + [0]
    for round in Int64(0)..<20 {
      // The first packet of the first prober is lost, the second comes behind those of all others.
      for (packet, prober) in probers.enumerated() {
        history.take(
          ProbeResult(
            milliseconds: ScanDefectTests.start + round * 600_000, address: 0xC000_0201,
            isReply: packet > 0, prober: prober))
      }
    }
    #expect(history.list(rule: .all).list.availability(at: 0) == 1)
  }

  @Test("Blocks that the rule leaves out are a finding")
  func excludedBlocks() throws {
    let text =
      "prefix,ever_responsive,availability\n192.0.2.0/24,20,0.5\n192.0.3.0/24,14,0.5\n"
      + "192.0.4.0/24,20,0.05\n"
    let reading = try BlockListReader.read(BlockListInput(bytes: Array(text.utf8), name: "list"))
    #expect(reading.list.count == 1)
    #expect(reading.findings.count(of: "excluded-block") == 2)
  }

  @Test("A list of replies may begin with a byte order mark")
  func mark() throws {
    let text = "\u{FEFF}time,address\n1573891200,a\n1573891300,b\n"
    let entity = try #require(Entity("country/IR"))
    let (series, _) = try ReplyCountReader.read(
      [ProbeInput(bytes: Array(text.utf8), name: "pings.csv")],
      options: ReplyOptions(entity: entity))
    #expect(series?.values == [2])
  }
}
