import Inflate
import Probing
import Testing
import Timeline

/// Rows of CSV and objects of NDJSON.
struct ProbeRowTests {
  @Test("Columns stand in any order, times in both forms")
  func columns() throws {
    let reading = try ProbeReading(
      """
      prober,replied,note,address,rtt,time
      a,1,x,192.0.2.7,12.5,1573923600.25
      b,false,,192.0.2.8,,2019-11-16T17:00:00.5Z
      "a",TRUE,"x, y", 192.0.2.9 ,3,2019-11-16 20:30:00+03:30
      ,0,,192.0.2.10,,1573923601

      """)
    #expect(
      reading.lines(since: 1_573_923_600_000) == [
        "250 192.0.2.7 1 a 12500", "500 192.0.2.8 0 b 0", "0 192.0.2.9 1 a 3000",
        "1000 192.0.2.10 0 vp1 0",
      ])
    #expect(reading.findings.isEmpty)
    #expect(reading.counts.first?.format == .csv)
    #expect(reading.counts.first?.records == 4)
    #expect(reading.counts.first?.replies == 2)
  }

  @Test("What cannot be read is counted with its line, and the rows behind it are read")
  func damage() throws {
    let reading = try ProbeReading(
      """
      # a comment
      time,address,replied,rtt
      soon,192.0.2.1,1,5
      1573923600,192.0.2.256,1,5
      1573923600,192.0.2.01,1,5
      1573923600,2001:db8::1,1,5
      1573923600,192.0.2.1,yes,5
      1573923600,192.0.2.1,1,-5
      1573923600,192.0.2.1,1
      1573923600,192.0.2.1,1,5,6
      2019-11-16T17:00:00,192.0.2.1,1,5
      99999999999,192.0.2.1,1,5
      1573923601,192.0.2.2,0,
      """, options: ProbeInputOptions(prober: "vp"))
    #expect(
      reading.lines(since: 1_573_923_600_000) == ["0 192.0.2.1 1 vp 0", "1000 192.0.2.2 0 vp 0"])
    let found = reading.findings.findings.map { "\($0.kind) \($0.count) \($0.place ?? "")" }
    #expect(
      found == [
        "bad-time 3 line 3", "bad-address 2 line 4", "bad-reply 1 line 7",
        "bad-round-trip 1 line 8", "bad-row 2 line 9", "ipv6-target 1 line 6",
      ])
    #expect(reading.counts.first?.records == 11)
  }

  @Test("Objects say the same as rows")
  func objects() throws {
    let reading = try ProbeReading(
      """
      {"time":1573923600.25,"address":"192.0.2.7","replied":true,"rtt":12.5,"prober":"a"}
      {"address":"192.0.2.8","replied":0,"extra":{"a":[1,{"b":2}]},"time":"2019-11-16T17:00:00.5Z"}
      {"time":1573923600,"address":"2001:db8::1","replied":1}
      {"time":1573923600,"address":"192.0.2.9"
      {"time":1573923602,"address":"192.0.2.9","replied":"1"}
      """, name: "vp1.2019.ndjson")
    #expect(
      reading.lines(since: 1_573_923_600_000) == [
        "250 192.0.2.7 1 a 12500", "500 192.0.2.8 0 vp1 0", "2000 192.0.2.9 1 vp1 0",
      ])
    let found = reading.findings.findings.map { "\($0.kind) \($0.count) \($0.place ?? "")" }
    #expect(found == ["bad-record 1 line 4", "ipv6-target 1 line 3"])
    #expect(reading.counts.first?.format == .ndjson)
  }

  @Test("Compressed inputs give the same")
  func compressed() throws {
    var text = "time,address,replied\n"
    for row in 0..<30_000 { text += "\(1_573_923_600 + row),192.0.2.\(row % 256),\(row % 2)\n" }
    let plain = try ProbeReading(text)
    let gzip = try ProbeReading([
      ProbeInput(bytes: try Gzip.compress(Array(text.utf8)), name: "vp1.csv.gz")
    ])
    #expect(plain.results.count == 30_000)
    #expect(gzip.results == plain.results)
    #expect(gzip.probers == ["vp1"])
  }

  @Test("A line without end is passed over and takes no memory")
  func longLine() throws {
    let long = String(repeating: "9", count: 3 << 20)
    let text = "time,address,replied\n\(long)\n1573923600,192.0.2.1,1\n"
    for bytes in [Array(text.utf8), try Gzip.compress(Array(text.utf8))] {
      let reading = try ProbeReading([ProbeInput(bytes: bytes, name: "vp1")])
      #expect(reading.results.count == 1)
      #expect(reading.findings.count(of: "long-line") == 1)
    }
  }

  @Test(
    "Files in no known form are refused by name",
    arguments: [
      ("foo,bar\n1,2\n", "no form of probe results"), ("time,address\n", "lacks replied"),
      ("\u{12}\u{5}\u{0}\u{1}", "sc_warts2json"), ("saddr,ttl\n", "lacks timestamp-ts"),
      ("\u{1}\u{2}\u{3}\u{4}", "0x1 0x2 0x3 0x4"),
    ])
  func refusal(text: String, words: String) {
    let error = #expect(throws: ProbeInputError.self) { _ = try ProbeReading(text) }
    #expect(error?.description.contains(words) == true)
  }
}
