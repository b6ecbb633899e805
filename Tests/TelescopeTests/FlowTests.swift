import Inflate
import Net
import Telescope
import TestSupport
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

  @Test("A field that is missing is no zero to a filter")
  func missingPorts() throws {
    let names = "time,src_ip,dst_ip,protocol,ttl,ip_len,packet_cnt"
    for (number, besides, values) in [
      (6, ",src_port,dst_port,tcp_flags", ",40000,445,2"), (17, ",src_port,dst_port", ",40000,99"),
      (1, ",src_port,dst_port", ",8,0"), (41, "", ""),
    ] {
      let row = "1573900020,46.100.10.5,44.1.2.3,\(number),64,120,3"
      let (part, reader) = try count("\(names)\(besides)\n\(row)\(values)\n")
      #expect(reader.rows == 1 && part.totals.passed == 3, "\(number)")
      if besides.isEmpty { continue }
      let (other, short) = try count("\(names)\n\(row)\n")
      #expect(other.totals.packets == 0 && short.findings.count(of: "flow-row") == 1, "\(number)")
    }
  }

  @Test("Rows without a field that counts are left out")
  func missing() throws {
    let (part, reader) = try count("time,src_ip\n1573900020,46.100.10.5\n{\"time\":1}\n{]\n")
    #expect(part.totals.packets == 0 && reader.rows == 0 && !reader.findings.isEmpty)
  }

  @Test("Flow records and captures of one telescope are read one behind the other")
  func mixed() throws {
    let capture = SentPacket.file((0..<4).map { MinuteTests.packet(Int64($0 * 30)) })
    let rows = FlowTests.csv.replacing("1573900080", with: "1573900260")
    let result = try TelescopeReplay([
      CaptureInput(bytes: capture, name: "a.pcap"),
      CaptureInput(bytes: [0xEF, 0xBB, 0xBF] + Array(rows.utf8), name: "b.csv"),
      CaptureInput(bytes: try Gzip.compress(Array(rows.utf8)), name: "c.csv.gz"),
    ])
    #expect(result.totals.flows == 10 && result.totals.packets == 4 + 2 * 4_000_000_011)
    #expect(result.minutes.map { $0.start.seconds - MinuteTests.start } == [0, 60, 240])
    #expect(result.minutes.map(\.tally.passed) == [2 + 6, 2, 2 * 4_000_000_001])
    #expect(result.findings.count(of: "flow-row") == 2)
    #expect(result.findings.count(of: "flows-unchecked") == 10)
  }

  @Test("Rows are looked at for answers where the dark space is known")
  func oneWay() throws {
    var options = TelescopeOptions()
    options.dark = Prefix(ipv4: 0x2C01_0000, length: 16)
    let rows = FlowTests.csv.split(separator: "\n")
    func read(_ count: String, isForced: Bool = false) throws -> TelescopeReplay {
      let answer = "1573900020,44.1.9.9,46.100.10.5,445,40000,6,64,18,44,24,29200,\(count),0,0,0"
      let text = "\(rows[0])\n\(rows[1])\n\(answer)\n"
      return try TelescopeReplay(
        [CaptureInput(bytes: Array(text.utf8), name: "flows.csv")], options: options,
        isForced: isForced)
    }
    #expect(try read("9").findings.count(of: "flows-unchecked") == 0)
    let error = #expect(throws: TelescopeReplay.Failure.self) { try read("10") }
    #expect(error?.description.hasPrefix("two-way traffic to 44.1.0.0/16") == true)
    #expect(try read("10", isForced: true).minutes.map(\.tally.fromInside) == [10])
  }

  @Test("What begins like flow records and is none is read as a capture, and named")
  func form() throws {
    func holds(_ text: String) throws -> Bool {
      try CaptureInput(bytes: Array(text.utf8), name: "file").holdsFlows()
    }
    #expect(
      try holds("time,\"src_ip\", dst_ip\r\n") && holds(" {\"src_ip\":1,\"dst_ip\":null}") == false)
    #expect(try holds("{\"a\":{\"src_ip\":1},\"src_ip\":\"1.2.3.4\",\"dst_ip\":\"\\u0031\"}"))
    for text in ["", "\n", "time,src_ip\n", "{\"src_ip\":\"1.2.3.4\"}", "{", "src_ip dst_ip\n"] {
      #expect(try !holds(text), "\(text)")
    }
    #expect(try !holds(String(repeating: "a", count: 70_000) + ",src_ip,dst_ip\n"))
    let page = CaptureInput(bytes: Array("a,b\n1,2\n".utf8), name: "page.csv")
    #expect(try TelescopeReplay([page]).findings.count(of: "capture-format") == 1)
  }

  @Test("JSON is read as JSON, with escapes, other members and nulls")
  func json() throws {
    let line = """
      {"a":[{"src_ip":","}], "time":1573900020,"src\\u005fip":"46.100.10.\\u0035","dst_ip":"44.1.2.3",\
      "protocol":6,"ttl":64,"tcp_flags":2,"ip_len":44,"packet_cnt":3,"is_spoofed":false,"tcp_synlen":null,\
      "src_port":40000,"dst_port":445}

      """
    let (part, reader) = try count(line)
    #expect(reader.rows == 1 && reader.findings.isEmpty && part.totals.packets == 3)
    for damaged in [
      line.replacing("3,\"is", with: "3.5,\"is"), line.replacing("}\n", with: "} 1\n"),
    ] {
      let (part, reader) = try count(damaged)
      #expect(part.totals.packets == 0 && reader.findings.count(of: "flow-row") == 1)
    }
  }

  @Test("Rows that are damaged anywhere are counted or left out", arguments: 0..<4)
  func damage(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let csv = Array(FlowTests.csv.utf8)
    let line = """
      {"time":1573900020,"src_ip":"46.1.2.3","dst_ip":"44.1.2.3","protocol":17,"ttl":64,\
      "ip_len":44,"packet_cnt":3,"src_port":40000,"dst_port":1900}

      """
    let json = Array(line.utf8)
    for bytes in [csv, json + json] {
      for _ in 0..<1_000 {
        var made = bytes
        for _ in 0...random.next() % 4 {
          made[Int(random.next() % UInt64(made.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        if random.next() % 3 == 0 { made.removeLast(Int(random.next() % UInt64(made.count))) }
        let input = CaptureInput(bytes: made, name: "flows")
        let result = try TelescopeReplay([input], isForced: true)
        #expect(result.totals.flows <= 6)
        var explanation = FilterExplanation()
        _ = try explanation.read(input)
        #expect(explanation.report().totals.packets == result.totals.packets)
      }
    }
  }
}
