import Inflate
import Net
import Telescope
import Testing
import Timeline

/// Flow records counted as the packets that they stand for.
struct FlowTests {
  static let csv = """
    time,src_ip,dst_ip,src_port,dst_port,protocol,ttl,tcp_flags,ip_len,tcp_synlen,tcp_synwinlen,\
    packet_cnt,is_spoofed,is_masscan,prefix2asn
    1573900020,46.100.10.5,44.1.2.3,40000,445,6,64,2,44,24,29200,3,0,0,44244
    1573900020,46.100.10.6,44.1.2.3,40000,23,6,64,2,44,24,29200,5,0,0,44244
    1573900020,46.100.10.7,44.1.2.3,40000,445,6,64,2,44,24,29200,2,1,0,44244
    1573900080,46.100.10.5,44.1.2.4,8,0,1,250,0,84,0,0,1,0,0,44244
    1573900080,46.100.10.300,44.1.2.4,8,0,1,250,0,84,0,0,1,0,0,44244
    1573900080,46.100.10.5,44.1.2.4,40000,1900,17,64,0,120,0,0,4000000000,0,0,44244

    """

  private func count(_ text: String) throws -> (TelescopeAccumulator, FlowReader) {
    var part = TelescopeAccumulator()
    var reader = FlowReader(name: "flows.csv")
    let feed = try ByteFeed(bytes: Array(text.utf8), name: "flows.csv")
    try reader.readAll(feed, into: &part)
    return (part, reader)
  }

  @Test("Rows of CSV count by their packets, filtered as far as they tell")
  func rows() throws {
    var (part, reader) = try count(FlowTests.csv)
    #expect(reader.rows == 5 && reader.findings.count(of: "flow-row") == 1)
    #expect(part.totals.packets == 4_000_000_011 && part.totals.passed == 4_000_000_004)
    #expect(part.totals.removed(by: .tcpPort23) == 5 && part.totals.removed(by: .fragmented) == 2)
    let minutes = part.finish()
    #expect(minutes.map(\.sourceCount) == [1, 1])
    #expect(minutes.map(\.tally.bytes) == [132, 84 + 120 * 4_000_000_000])
  }

  @Test("The same rows as NDJSON count the same")
  func lines() throws {
    let lines = FlowTests.csv.split(separator: "\n").map { $0.split(separator: ",") }
    let json = lines.dropFirst().map { cells in
      let members = zip(lines[0], cells).map { name, cell in
        name.hasSuffix("_ip") ? "\"\(name)\": \"\(cell)\"" : "\"\(name)\": \(cell)"
      }
      return "{\(members.joined(separator: ", "))}\n"
    }
    var (part, _) = try count(json.joined())
    var (expected, _) = try count(FlowTests.csv)
    #expect(part.totals == expected.totals && part.finish() == expected.finish())
  }

  @Test("Times that are none are in no bin and cast no doubt on the rows beside them")
  func times() throws {
    let rows = FlowTests.csv.split(separator: "\n").prefix(2)
    for time in ["-9223372036854775808", "-1", "8589934592", "9223372036854775807"] {
      let odd = rows[1].replacing("1573900020", with: time)
      var (part, _) = try count("\(rows[0])\n\(rows[1])\n\(odd)\n\(rows[1])\n\(odd)\n\(rows[1])\n")
      #expect(part.totals.packets == 15 && part.totals.strayTimes == 6)
      #expect(part.finish().map(\.tally.packets) == [9])
    }
  }

  @Test("Rows from an address to itself do not count as sent by the telescope")
  func sameSource() throws {
    var options = TelescopeOptions()
    options.dark = Prefix(ipv4: 0x2C01_0000, length: 16)
    var part = TelescopeAccumulator(options)
    var reader = FlowReader(name: "flows.csv")
    let text = FlowTests.csv.replacing("46.100.10.5,", with: "44.1.2.3,")
    try reader.readAll(ByteFeed(bytes: Array(text.utf8), name: "flows.csv"), into: &part)
    #expect(part.totals.removed(by: .sameAddresses) == 3)
    // The two rows of the second minute go to another address.
    #expect(part.finish().map(\.tally.fromInside) == [0, 4_000_000_001])
  }

  @Test("Rows without a field that counts are left out")
  func missing() throws {
    let (part, reader) = try count("time,src_ip\n1573900020,46.100.10.5\n{\"time\":1}\n{]\n")
    #expect(part.totals.packets == 0 && reader.rows == 0 && !reader.findings.isEmpty)
  }
}
