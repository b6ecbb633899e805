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
}
