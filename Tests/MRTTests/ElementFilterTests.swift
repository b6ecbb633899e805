import MRT
import Net
import Testing
import Timeline

/// Which elements pass, and what is counted of those that do.
struct ElementFilterTests {
  typealias M = MRTBytes

  static let bytes: [UInt8] =
    M.session(
      4,
      M.update(
        withdrawn: M.prefix("10.0.0.0/8"), M.plain(),
        M.prefix("10.0.0.0/8") + M.prefix("10.1.0.0/16") + M.prefix("10.1.2.0/24")))
    + M.session(5, M.u16(6) + M.u16(1), time: M.time + 60) + M.session(4, M.message(4, []))

  static func kept(_ change: (inout ElementFilter) -> Void) -> Int {
    var filter = ElementFilter()
    change(&filter)
    return ElementList(bytes).elements.count { filter.accepts($0) }
  }

  @Test("Each condition, and none")
  func conditions() throws {
    let prefix = try #require(Prefix("10.1.0.0/16"))
    #expect(Self.kept { _ in } == 6)
    #expect(Self.kept { $0.prefixes = [prefix] } == 1)
    #expect(
      Self.kept {
        $0.prefixes = [prefix]
        $0.width = .moreSpecific
      } == 2)
    #expect(
      Self.kept {
        $0.prefixes = [prefix]
        $0.width = .lessSpecific
      } == 3)
    #expect(
      Self.kept {
        $0.prefixes = [prefix]
        $0.width = .related
      } == 4)
    #expect(Self.kept { $0.origins = [ASN(64501)] } == 3)
    #expect(Self.kept { $0.origins = [ASN(64500)] } == 0)
    #expect(Self.kept { $0.peers = [.asn(ASN(64500))] } == 6)
    #expect(Self.kept { $0.peers = [.address(IPAddress(ipv4: 1))] } == 0)
    #expect(Self.kept { $0.kinds = [.withdrawal, .stateChange] } == 2)
    #expect(Self.kept { $0.from = UnixTime(Int64(M.time) + 1) } == 1)
    #expect(Self.kept { $0.until = UnixTime(Int64(M.time) + 60) } == 5)
  }

  @Test("Statistics count records, elements, messages and peers")
  func statistics() {
    var statistics = MRTStatistics()
    var reader = ElementReader()
    let bytes = Self.bytes
    _ = reader.read(bytes.span.bytes, isComplete: true, into: &statistics)
    #expect(
      statistics.text(name: "a.mrt") == """
        file a.mrt
        time 2020-09-13T12:26:40Z to 2020-09-13T12:27:40Z
        records 16/4 2
        records 16/5 1
        elements A 3
        elements W 1
        elements STATE 1
        messages keepalive 1
        peer AS64500 192.0.2.1 5

        """)
  }

  @Test(
    "Addresses are written as their description says",
    arguments: [
      "::", "::1", "::/0", "2001:db8::", "2001:db8:0:1::", "1:0:0:2::3", "0:1:1:1:1:1:1:1",
      "1:1:1:1:1:1::", "::ffff:192.0.2.1", "64:ff9b::102:304", "1:0:0:2:0:0:0:3", "a:b:c:d:e:f:0:1",
      "fe80::1:0:0:1", "192.0.2.1", "0.0.0.0", "255.255.255.255",
    ])
  func addresses(_ text: String) throws {
    guard let address = IPAddress(text) else { return }
    let element = MRTElement(
      kind: .stateChange(from: 1, to: 2), recordType: .bgp4mp, seconds: 0,
      peer: RoutePeer(address: address, asn: ASN(1)))
    var line: [UInt8] = []
    PSVWriter().append(element, to: &line)
    #expect(String(decoding: line, as: UTF8.self) == "BGP4MP|0|STATE|\(address)|1|1|2\n")
  }
}
