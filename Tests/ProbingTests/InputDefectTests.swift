import Probing
import TestSupport
import Testing
import Timeline

/// What readers of probe results got wrong once.
struct InputDefectTests {
  private static func atlas(_ packets: String) throws -> ProbeReading {
    try ProbeReading(
      #"{"prb_id":7,"type":"ping","timestamp":1573891200,"lts":1,"dst_addr":"192.0.2.1","#
        + #""result":[\#(packets)]}"# + "\n", name: "atlas.json")
  }

  @Test(
    "RIPE Atlas: a packet is answered where a time says so, and none where nothing is said",
    arguments: [
      (#"{}"#, "", 1), (#"{"x":"*"},{"late":2},{"x":"*"}"#, "00", 1), (#"{"rtt":-1}"#, "", 1),
      (#"{"rtt":1e999}"#, "", 1), (#"{"rtt":0},{"x":"*"}"#, "10", 0),
    ])
  func atlasPackets(packets: String, replies: String, left: Int) throws {
    let reading = try InputDefectTests.atlas(packets)
    #expect(reading.results.map { $0.isReply ? "1" : "0" }.joined() == replies)
    #expect(reading.findings.count(of: "no-probe") == left)
  }

  @Test(
    "RIPE Atlas: a source is said where it differs from the first answer's",
    arguments: [
      (#"{"rtt":1},{"rtt":2}"#, "11"),
      (#"{"rtt":1},{"rtt":2,"src_addr":"192.0.2.1"}"#, "01"),
      (#"{"rtt":1},{"rtt":2,"src_addr":"192.0.2.1"},{"rtt":3}"#, "010"),
      (#"{"rtt":1},{"rtt":2,"src_addr":"192.0.2.9"}"#, "10"),
      (#"{"rtt":1,"src_addr":"192.0.2.1"},{"rtt":2}"#, "11"),
      (#"{"x":"*"},{"rtt":1},{"rtt":2,"src_addr":"192.0.2.1","dup":1}"#, "00"),
    ])
  func atlasSources(packets: String, replies: String) throws {
    let reading = try InputDefectTests.atlas(packets)
    #expect(reading.results.map { $0.isReply ? "1" : "0" }.joined() == replies)
  }

  private static func zmap(
    sent: Int, targets: [String], networks: Int = 0, onlyReplies: Bool = false
  ) throws -> ProbeReading {
    let list = (0..<networks).map { "\"10.0.\($0 / 256 % 256).\($0 % 256)/32\"" }
    let metadata =
      #"{ "rate": 1, "total_sent": \#(sent), "send_start_time": "2019-11-16T08:00:00+0000", "#
      + #""send_end_time": "2019-11-16T08:00:05+0000", "whitelisted_networks": [ "#
      + list.joined(separator: ", ") + " ] }"
    let scan = try ZMapScan(
      targets: ProbeInput(
        bytes: Array(targets.joined(separator: "\n").utf8), name: "targets.txt"),
      metadata: ProbeInput(bytes: Array(metadata.utf8), name: "scan.json"))
    let rows =
      "saddr,classification,success,repeat,timestamp-ts\n192.0.2.2,echoreply,1,0,1573891202\n"
    return try ProbeReading(
      [
        ProbeInput(
          bytes: Array(rows.utf8), name: "replies.csv", options: ProbeInputOptions(scan: scan))
      ], includesRepliesOnly: onlyReplies)
  }

  @Test("ZMap: a scan cut short makes no unanswered probes")
  func incompleteScan() throws {
    let targets = (1...4).map { "192.0.2.\($0)" }
    let whole = try InputDefectTests.zmap(sent: 4, targets: targets)
    #expect(whole.results.count == 4)
    #expect(whole.findings.isEmpty)
    let cut = try InputDefectTests.zmap(sent: 3, targets: targets)
    #expect(cut.results.isEmpty)
    #expect(cut.counts[0].isRepliesOnly)
    #expect(cut.findings.findings.map(\.kind) == ["scan-incomplete"])
    #expect(cut.findings.findings[0].detail.contains("3 packets, 4 targets"))
    let counted = try InputDefectTests.zmap(sent: 3, targets: targets, onlyReplies: true)
    #expect(counted.lines(since: 1_573_891_200_000) == ["2000 192.0.2.2 1 replies 0"])
  }

  @Test("ZMap: metadata that list many networks are read as far as is needed")
  func longMetadata() throws {
    let reading = try InputDefectTests.zmap(
      sent: 1, targets: ["192.0.2.2"], networks: 70_000)
    #expect(reading.results.count == 1)
  }

  @Test("ZMap: a prefix among the targets stands for its addresses")
  func prefixes() throws {
    func targets(_ text: String) throws(ProbeInputError) -> [UInt32] {
      try ZMapScan(
        targets: ProbeInput(bytes: Array(text.utf8), name: "targets"), start: 0, end: 1
      ).targets
    }
    let text = "192.0.2.7/30\n192.0.2.9 # one\n192.0.2.4\n192.0.2.1/33\n192.0.2.1/x\n192.0.2.16/31"
    #expect(try targets(text).map { $0 & 255 } == [4, 5, 6, 7, 9, 16, 17])
    #expect(throws: ProbeInputError.tooManyTargets(name: "targets", most: 1 << 26)) {
      _ = try targets("192.0.2.1\n0.0.0.0/0\n")
    }
  }

  private static func list(_ text: String) throws(BlockListError) -> BlockListReading {
    try BlockListReader.read(BlockListInput(bytes: Array(text.utf8), name: "list"))
  }

  @Test("A list of blocks may begin with a byte order mark")
  func mark() throws {
    let text = "\u{FEFF}prefix,ever_responsive,availability\n192.0.2.0/24,20,0.5\n"
    #expect(try InputDefectTests.list(text).list.count == 1)
  }

  @Test(
    "Of a block that is listed twice the last row counts, also where the rule leaves it out",
    arguments: [
      (["0 0.5", "0 0.05"], "", 1), (["0 0.5", "1 0.5", "0 0.05"], "1", 1),
      (["0 0.05", "1 0.5", "0 0.5"], "0 1", 0), (["0 0.05", "0 0.5"], "0", 0),
    ])
  func repeatedBlocks(rows: [String], kept: String, excluded: Int) throws {
    // A block besides, because a list of none is an error.
    var text = "prefix,ever_responsive,availability\n203.0.113.0/24,20,0.5\n"
    for row in rows {
      let parts = row.split(separator: " ")
      text += "192.0.\(parts[0]).0/24,20,\(parts[1])\n"
    }
    let reading = try InputDefectTests.list(text)
    let blocks = reading.list.blocks.dropLast().map { "\($0.rawValue & 255)" }
    #expect(blocks.joined(separator: " ") == kept)
    #expect(reading.excluded == excluded)
    #expect(reading.findings.count(of: "repeated-block") == 1)
  }

  @Test("Packets of a prober to an address in a round are one probe of a history")
  func packets() {
    var history = ProbeHistory()
    for round in Int64(0)..<200 {
      // Two addresses, two packets each, of which the first is lost.
      for (packet, host) in [UInt32(1), 2, 1, 2].enumerated() {
        history.take(
          ProbeResult(
            milliseconds: round * 600_000 + Int64(packet) * 1_000, address: 0xC000_0200 | host,
            isReply: packet >= 2))
      }
    }
    let (list, _) = history.list(rule: .all)
    #expect(list.count == 1)
    #expect(list.availability(at: 0) == 1)
  }
}
