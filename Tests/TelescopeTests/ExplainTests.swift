import Foundation
import Telescope
import Testing
import Timeline

/// What `explain` says of a capture.
struct ExplainTests {
  private func report(_ packets: [SentPacket], _ options: FilterOptions) throws -> ExplainReport {
    var explanation = FilterExplanation(options)
    explanation.begin(file: "a \"b\".pcap")
    let input = CaptureInput(bytes: SentPacket.file(packets), name: "a")
    let findings = try input.read(into: &explanation)
    return explanation.report(findings: findings)
  }

  static let packets: [SentPacket] = [
    .tcp(), SentPacket.tcp(to: 23).with { $0.ttl = 230 }, .tcp(to: 23), .icmp(type: 3),
    SentPacket.tcp().with { $0.captured = 8 },
  ]

  @Test("JSON holds the counts that add up, and an example of each filter that matched")
  func json() throws {
    let text = try report(ExplainTests.packets, FilterOptions()).json
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "vigil.telescope.explain/1")
    let removed = try #require(json["removed"] as? [String: Int])
    let matched = try #require(json["matched"] as? [String: Int])
    #expect(removed.count == 25 && matched.count == 25)
    #expect(
      removed.filter { $0.value > 0 } == [
        "ttl-200-nonspoofed": 1, "tcp-port-23": 1, "backscatter": 1,
      ])
    #expect(matched["ttl-200"] == 1 && matched["tcp-port-23"] == 2)
    #expect(
      json["packets"] as? Int == 5 && json["notIPv4"] as? Int == 1 && json["passed"] as? Int == 1)
    #expect(json["sources"] as? [String: Int] == ["ipv4": 1, "passed": 1])
    let examples = try #require(json["examples"] as? [String: [String: Any]])
    #expect(examples.count == 4)
    // The first that it removed, not the first that it matched.
    let telnet = try #require(examples["tcp-port-23"])
    #expect(telnet["packet"] as? Int == 3 && telnet["file"] as? String == "a \"b\".pcap")
    #expect(telnet["src"] as? String == "46.100.10.5" && telnet["dstPort"] as? Int == 23)
    #expect(telnet["time"] as? String == "2019-11-16T10:26:40.000000Z")
    #expect(examples["backscatter"]?["srcPort"] is NSNull)
  }

  @Test("A filter that is switched off removes nothing and still matches")
  func disabled() throws {
    let options = try FilterOptions(disabling: ["spoofed", "erratic"])
    let report = try report(ExplainTests.packets, options)
    #expect(report.totals.passed == 4 && report.matched(by: .tcpPort23) == 2)
    #expect(report.table.contains("passed     4, from 1 of 1 sources"))
  }
}
