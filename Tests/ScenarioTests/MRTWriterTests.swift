import Net
import Scenario
import Testing
import Timeline

/// What the byte writers write, read by Debian's `bgpdump`.
@Suite(.enabled(if: Bgpdump.isInstalled, "bgpdump is not installed"))
struct MRTWriterTests {
  typealias Writer = BGPMessageWriter
  let time = UnixTime(1_573_862_400)

  private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }
  private func prefix(_ text: String) throws -> Prefix { try #require(Prefix(text)) }

  private func lines(
    _ options: [String] = ["-m"], _ write: (inout MRTRecordWriter) throws -> Void
  ) throws -> [String] {
    var file = MRTRecordWriter()
    try write(&file)
    return try Bgpdump.lines(file.bytes, options: options)
  }

  @Test func `a table of version 2 with IPv4 and IPv6 routes`() throws {
    let peers = [
      MRTRecordWriter.Peer(address: try address("192.0.2.1"), asn: ASN(64_500), width: .two),
      MRTRecordWriter.Peer(address: try address("2001:db8::1"), asn: ASN(4_200_000_000)),
    ]
    let first: [Writer.Attribute] = [
      .origin(0), .path(ASN(64_500), ASN(65_550)), .nextHop(try address("192.0.2.1")),
      .multiExit(7), .localPreference(100), .communities([64_500 << 16 | 1]), .atomicAggregate,
      .aggregator(ASN(65_550), try address("198.51.100.1")),
    ]
    let second: [Writer.Attribute] = [
      .origin(2), .asPath([.sequence([ASN(4_200_000_000)]), .set([ASN(1), ASN(2)])]),
      .multiprotocolReach(nextHops: [try address("2001:db8::1"), try address("fe80::1")], []),
    ]
    let printed = try lines { file in
      file.peerIndexTable(at: time, view: "test", peers: peers)
      file.rib(
        at: time, sequence: 0, prefix: try prefix("203.0.112.0/23"),
        entries: [MRTRecordWriter.Entry(peer: 0, originated: time - 9, attributes: first)])
      file.rib(
        at: time, sequence: 1, prefix: try prefix("2001:db8:8000::/33"),
        entries: [MRTRecordWriter.Entry(peer: 1, originated: time, attributes: second)])
    }
    #expect(
      printed == [
        "TABLE_DUMP2|1573862400|B|192.0.2.1|64500|203.0.112.0/23|64500 65550|IGP|192.0.2.1|100|7|"
          + "64500:1|AG|65550 198.51.100.1|",
        "TABLE_DUMP2|1573862400|B|2001:db8::1|4200000000|2001:db8:8000::/33|4200000000 {1,2}|"
          + "INCOMPLETE|2001:db8::1|0|0||NAG||",
      ])
  }

  @Test func `a table of version 1 merges AS4_PATH`() throws {
    let printed = try lines { file in
      file.tableDump(
        at: time, sequence: 3, prefix: try prefix("10.0.0.0/8"),
        peer: .init(address: try address("192.0.2.9"), asn: ASN(64_500), width: .two),
        originated: time - 60,
        attributes: [
          .origin(0), .path(ASN(64_500), ASN(4_200_000_000)),
          .nextHop(try address("192.0.2.9")), .as4Path([.sequence([ASN(4_200_000_000)])]),
        ])
    }
    #expect(
      printed == [
        "TABLE_DUMP|1573862400|B|192.0.2.9|64500|10.0.0.0/8|64500 4200000000|IGP|192.0.2.9|0|0||"
          + "NAG||"
      ])
  }

  @Test(arguments: [Writer.ASNWidth.two, .four], [nil, UInt32(250_000)])
  func `messages of either width, with and without microseconds`(
    width: Writer.ASNWidth, microseconds: UInt32?
  ) throws {
    let session = MRTRecordWriter.Session(
      peer: ASN(64_500), address: try address("192.0.2.1"), width: width)
    let writer = Writer(width: width)
    let path: Writer.Attribute = .asPath([
      .confederationSequence([ASN(65_001)]), .sequence([ASN(64_500), ASN(64_501)]),
    ])
    let printed = try lines { file in
      file.stateChange(
        from: .openConfirm, to: .established, at: time, microseconds: microseconds, of: session)
      file.message(
        writer.update(
          withdrawn: [.init(try prefix("198.51.100.0/24"))],
          attributes: [.origin(1), path, .nextHop(try address("192.0.2.1"))],
          announced: [.init(try prefix("203.0.113.0/24")), .init(try prefix("0.0.0.0/0"))]),
        at: time, microseconds: microseconds, of: session)
      file.message(
        writer.update(attributes: [
          .origin(0), .path(ASN(64_500)),
          .multiprotocolReach(
            nextHops: [try address("2001:db8::1")], [.init(try prefix("2001:db8::/32"))]),
        ]), at: time, microseconds: microseconds, of: session)
      file.message(
        writer.update(attributes: [.multiprotocolUnreach([.init(try prefix("::/0"))])]), at: time,
        microseconds: microseconds, of: session)
    }
    let (kind, clock) =
      microseconds == nil ? ("BGP4MP", "1573862400") : ("BGP4MP_ET", "1573862400.250000")
    let head = "192.0.2.1|64500|"
    #expect(
      printed == [
        "\(kind)|\(clock)|STATE|\(head)5|6",
        "\(kind)|\(clock)|W|\(head)198.51.100.0/24",
        "\(kind)|\(clock)|A|\(head)203.0.113.0/24|(65001) 64500 64501|EGP|192.0.2.1|0|0||NAG||",
        "\(kind)|\(clock)|A|\(head)0.0.0.0/0|(65001) 64500 64501|EGP|192.0.2.1|0|0||NAG||",
        "\(kind)|\(clock)|A|\(head)2001:db8::/32|64500|IGP|2001:db8::1|0|0||NAG||",
        "\(kind)|\(clock)|W|\(head)::/0",
      ])
  }

  @Test func `path ids, in messages and in tables`() throws {
    let session = MRTRecordWriter.Session(peer: ASN(64_500), address: try address("192.0.2.1"))
    let attributes: [Writer.Attribute] = [
      .origin(0), .path(ASN(64_500), ASN(64_502)), .nextHop(try address("192.0.2.1")),
    ]
    let printed = try lines { file in
      file.peerIndexTable(
        at: time, peers: [.init(address: session.peerAddress, asn: session.peer)])
      file.rib(
        at: time, sequence: 0, prefix: try prefix("203.0.113.0/24"), addPath: true,
        entries: [.init(peer: 0, originated: time, pathID: 5, attributes: attributes)])
      file.message(
        Writer().update(
          attributes: attributes, announced: [.init(try prefix("203.0.113.0/24"), pathID: 6)]),
        at: time, of: session, addPath: true)
    }
    let (head, tail) = (
      "|192.0.2.1|64500|203.0.113.0/24|", "|64500 64502|IGP|192.0.2.1|0|0||NAG||"
    )
    #expect(
      printed == [
        "TABLE_DUMP2_AP|1573862400|B\(head)5\(tail)", "BGP4MP_AP|1573862400|A\(head)6\(tail)",
      ])
  }

  @Test func `long attributes, large communities and unknown ones`() throws {
    let session = MRTRecordWriter.Session(peer: ASN(64_500), address: try address("192.0.2.1"))
    let long = (0..<300).map { ASN(100_000 + $0) }
    let printed = try lines(["-m", "-l"]) { file in
      file.message(
        Writer().update(
          attributes: [
            .origin(0), .asPath([.sequence(long)]), .nextHop(try address("192.0.2.1")),
            .extendedCommunities([0x0002_FC00_0000_0001]),
            .largeCommunities([.init(64_500, 1, 4_294_967_295)]),
            .raw(flags: 0xE0, type: 200, value: [1, 2, 3]),
          ], announced: [.init(try prefix("203.0.113.0/24"))]), at: time, of: session)
    }
    let path = long.map(\.description).joined(separator: " ")
    #expect(
      printed == [
        "BGP4MP|1573862400|A|192.0.2.1|64500|203.0.113.0/24|\(path)|IGP|192.0.2.1|0|0||"
          + "64500:1:4294967295|NAG||"
      ])
  }

  @Test func `open, notification and keepalive`() throws {
    let session = MRTRecordWriter.Session(peer: ASN(70_000), address: try address("2001:db8::7"))
    let printed = try lines([]) { file in
      file.message(
        Writer().open(
          asn: ASN(70_000),
          capabilities: [.fourOctets(ASN(70_000)), .multiprotocol(afi: 2, safi: 1)]), at: time,
        of: session)
      file.message(Writer().notification(), at: time, of: session)
      file.message(Writer().keepalive(), at: time, of: session)
    }
    let types = printed.filter { $0.hasPrefix("TYPE:") }
    #expect(
      types == [
        "TYPE: BGP4MP/MESSAGE/Open", "TYPE: BGP4MP/MESSAGE/Notify",
        "TYPE: BGP4MP/MESSAGE/Keepalive",
      ])
  }
}
