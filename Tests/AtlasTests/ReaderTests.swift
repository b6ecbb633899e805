import Atlas
import Net
import Testing
import Timeline

/// The text forms, line by line.
struct ReaderTests {
  static let torRanges = """
    # Generated: Thu, 25 Jun 2026 04:33:59 GMT
    # Vendor:    IPFire Project
    94371840,94379903,IR
    94379904,94380031,??
    94380032,94380032,EU
    bad line
    94380040,94380039,IR
    99999999999,99999999999,IR
    2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,de
    """

  @Test("Tor's ranges: numbers, IPv6, unknown codes, bad lines")
  func textRanges() throws {
    let list = try TextRangeReader.read(Array(Self.torRanges.utf8), name: "geoip", hash: "ab")
    #expect(list.provenance.edition == "IPFire Project location ranges")
    #expect(list.provenance.built?.description == "2026-06-25T04:33:59Z")
    #expect(list.provenance.entries == 4)
    #expect(list.provenance.unknownEntries == 2)
    #expect(list.provenance.families == [.ipv4, .ipv6])
    #expect(!list.provenance.knowsRegions)
    #expect(list.findings.count(of: "bad-range") == 3)
    #expect(list.findings.findings.first?.place == "line 6")
    let table = try PlaceTable(compiling: [list])
    #expect(table.place(of: IPAddress(ipv4: 94_371_840)).country?.alpha2 == "IR")
    #expect(table.place(of: IPAddress(ipv4: 94_380_031)) == Place())
    let match = table.match(IPAddress(ipv4: 94_379_000))
    #expect(match.rangeText == "5.160.0.0-5.160.31.127")
    #expect(table.match(try #require(IPAddress("2001:db8::1"))).rangeText == "2001:db8::/48")
  }

  @Test("Vigil's table: header, comments, both families, regions")
  func rangeTable() throws {
    let text = """
      # built: 2026-10-01
      # edition: demo
      start,end,country,region
      5.160.0.0,5.160.255.255,IR,IR-23
      "5.161.0.0","5.161.0.255",IR,
      2a00::,2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,IR,IR-07
      5.162.0.0,2a00::,IR,
      5.163.0.0,5.163.0.255,IR,IR-07,more

      """
    let list = try RangeTableReader.read(Array(text.utf8), name: "t.csv", hash: "ab")
    #expect(list.provenance.built?.date == "2026-10-01")
    #expect(list.provenance.edition == "demo")
    #expect(list.provenance.knowsRegions)
    #expect(list.provenance.entries == 3)
    #expect(list.findings.count(of: "bad-range") == 2)
    let table = try PlaceTable(compiling: [list])
    #expect(table.places.map(\.description) == ["unknown", "IR", "IR IR-07", "IR IR-23"])
    #expect(table.place(of: try #require(IPAddress("2a00:1::"))).region == "IR-07")
  }

  @Test("pfx2as: several origins, sets, asdot, duplicates, longest match")
  func prefixOrigins() throws {
    let text = """
      1.0.0.0\t8\t100
      1.2.0.0\t16\t200_300
      1.2.3.0\t24\t400,401_1.10
      1.2.0.0\t16\t250
      1.2.0.1\t16\t7
      9.0.0.0\t40\t7
      2001:db8::\t32\t64500
      {}
      1.5.0.0/16\t{7,8}
      """
    let table = try PrefixOriginReader.read(
      Array(text.utf8), name: "routeviews-rv2-20170329-0200.pfx2as", hash: "ab")
    #expect(table.count == 5)
    #expect(table.provenance.built?.date == "2017-03-29")
    func answer(_ text: String) throws -> String {
      guard let match = table.match(try #require(IPAddress(text))) else { return "-" }
      return "\(match.prefix) \(match.origins)"
    }
    #expect(try answer("1.1.1.1") == "1.0.0.0/8 [100]")
    #expect(try answer("1.2.1.1") == "1.2.0.0/16 [200, 250, 300]")
    #expect(try answer("1.2.3.4") == "1.2.3.0/24 [400, 401, 65546]")
    #expect(try answer("1.5.3.4") == "1.5.0.0/16 [7, 8]")
    #expect(try answer("2001:db8::1") == "2001:db8::/32 [64500]")
    #expect(try answer("2.0.0.0") == "-")
    #expect(table.findings.count(of: "bad-prefix") == 2)
    #expect(table.findings.count(of: "bits-behind-length") == 1)
  }

  @Test("Nothing usable is an error")
  func empty() {
    #expect(throws: AtlasError.empty(source: "x")) {
      try TextRangeReader.read(Array("# only a comment\n".utf8), name: "x", hash: "")
    }
    #expect(throws: AtlasError.empty(source: "x")) {
      try PrefixOriginReader.read([], name: "x", hash: "")
    }
  }
}
