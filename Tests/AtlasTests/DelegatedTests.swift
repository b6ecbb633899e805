import Atlas
import Net
import Testing
import Timeline

/// Delegated statistics of the registries.
struct DelegatedTests {
  @Test("Only what is allocated or assigned is placed; odd counts are split")
  func records() throws {
    let source = try AtlasSource(Array(MutationTests.delegated.utf8), name: "d", hash: "")
    #expect(source.provenance.kind == .delegated)
    #expect(source.provenance.edition == "delegated lacnic")
    #expect(source.provenance.built?.date == "2017-09-02")
    let list = try source.places()
    #expect(list.provenance.entries == 4)
    #expect(list.findings.isEmpty)
    let table = try PlaceTable(compiling: [list])
    func answer(_ text: String) throws -> String {
      let match = table.match(try #require(IPAddress(text)))
      return "\(match.place) \(match.rangeText)"
    }
    #expect(try answer("24.232.1.1") == "AR 24.232.0.0/16")
    #expect(try answer("45.4.5.1") == "BR 45.4.4.0/23")
    #expect(try answer("45.4.6.1") == "BR 45.4.6.0/24")
    #expect(try answer("24.152.0.1").hasPrefix("unknown"))
    #expect(try answer("2001:1280:1::") == "BR 2001:1280::/32")
  }

  @Test("Counts and lengths that cannot be are findings")
  func damage() throws {
    let text = """
      lacnic|AR|ipv4|24.232.0.0|256|19970602|allocated
      lacnic|AR|ipv4|255.255.255.0|257|19970602|allocated
      lacnic|AR|ipv4|24.232.9.0|0|19970602|allocated
      lacnic|AR|ipv4|2001:db8::|256|19970602|allocated
      lacnic|AR|ipv6|2001:db8::|129|19970602|allocated
      lacnic|AR|ipv6|2001:db8::1|32|19970602|allocated
      lacnic|AR|ipv4
      """
    let list = try DelegatedReader.read(Array(text.utf8), name: "d", hash: "")
    #expect(list.provenance.entries == 1)
    #expect(list.findings.count(of: "bad-record") == 6)
  }
}
