import Telescope
import Testing
import Timeline

/// Each filter with a packet that it removes and its nearest neighbour that it keeps.
struct FilterNeighbourTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let filter: PacketFilter
    let removed: SentPacket
    let kept: SentPacket
    var testDescription: String { filter.name }

    init(_ filter: PacketFilter, _ removed: SentPacket, _ kept: SentPacket) {
      self.filter = filter
      self.removed = removed
      self.kept = kept
    }
  }

  static let dht: [UInt8] = Array("d1:ad2:id20:".utf8)
  static let handshake =
    [UInt8](repeating: 7, count: 20) + [0x13] + Array("BitTorrent protocol".utf8)
  static let netbios =
    [UInt8](repeating: 0, count: 12) + [0x20, 0x43, 0x4B] + [UInt8](repeating: 0x41, count: 20)
  static let answer: [UInt8] = [9, 9, 0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0] + [1, 2, 3]
  static let zeros31 =
    [UInt8](repeating: 0, count: 8) + [0x31, 0] + [UInt8](repeating: 0, count: 20)

  static let tail: [UInt8] =
    [0x41, 2] + [UInt8](repeating: 5, count: 18) + [0, 8, 0, 0, 0, 0, 0, 0, 0, 0]

  static func words(_ last: UInt8) -> [UInt8] {
    [UInt8](repeating: 0, count: 12)
      + [0x7F, 0xFF, 0xFF, 0xFF, 0xAB, 2, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, last, 3]
  }

  static let pairs: [Pair] = [
    Pair(
      .abnormalProtocol, SentPacket().with { $0.protocolNumber = 47 },
      SentPacket().with { $0.protocolNumber = 41 }),
    Pair(.abnormalProtocol, .tcp(flags: 0), .tcp(flags: 3)),
    Pair(.abnormalProtocol, .tcp(flags: 0x28), .tcp(flags: 0xC2)),
    Pair(
      .highTTLNotScan, SentPacket.tcp(window: 1_025).with { $0.ttl = 200 },
      SentPacket.tcp(window: 1_024).with { $0.ttl = 200 }),
    Pair(
      .highTTLNotScan, SentPacket.tcp(window: 1_024, options: 1).with { $0.ttl = 255 },
      SentPacket.tcp(window: 29_200).with { $0.ttl = 199 }),
    Pair(
      .fragmented, SentPacket.tcp().with { $0.fragmentBits = 0x8000 },
      SentPacket.tcp().with { $0.fragmentBits = 0x6000 }),
    Pair(
      .fragmented, SentPacket.udp().with { $0.fragmentBits = 1 },
      SentPacket.udp().with { $0.fragmentBits = 0x2000 }),
    Pair(
      .sourceEndsIn0, SentPacket.tcp().with { $0.source = 0x0102_0300 },
      SentPacket.tcp().with { $0.source = 0x0102_0001 }),
    Pair(
      .sourceEndsIn255, SentPacket.tcp().with { $0.source = 0x0102_03FF },
      SentPacket.tcp().with { $0.source = 0x0102_FFFE }),
    Pair(
      .sameAddresses, SentPacket.tcp().with { $0.source = $0.destination },
      SentPacket.tcp().with { $0.source = $0.destination + 1 }),
    Pair(.udpPort0, .udp(from: 0), .tcp(from: 0)),
    Pair(.tcpPort0, .tcp(to: 0), .udp(to: 0)),
    Pair(.udpToPort80, .udp(to: 80), .udp(from: 80)),
    Pair(
      .highTTL, SentPacket.udp().with { $0.ttl = 200 },
      SentPacket.icmp(type: 8).with { $0.ttl = 255 }),
    Pair(.udp0x31, .udp(zeros31), .udp(zeros31 + [0])),
    Pair(
      .sipStatus, .udp(from: 5060, to: 5060, Array("SIP/2.0".utf8)),
      .udp(from: 5060, to: 5061, Array("SIP/2.0".utf8))),
    Pair(
      .sipStatus, .udp(from: 5060, to: 5060, Array("SIP/2.0 200 OK".utf8)),
      .udp(from: 5060, to: 5060, Array("SIP/3.0 200 OK".utf8))),
    Pair(
      .udpLength96, .udp([UInt8](repeating: 1, count: 68)),
      .udp([UInt8](repeating: 1, count: 67))),
    Pair(
      .udpLength1500, .udp([UInt8](repeating: 1, count: 1_472)),
      .udp([UInt8](repeating: 1, count: 1_471))),
    Pair(.port53, .tcp(from: 53), .tcp(from: 54)),
    Pair(.port53, .icmp(type: 8, code: 53), .icmp(type: 8, code: 52)),
    Pair(.tcpPort23, .tcp(to: 23), .udp(to: 23)),
    Pair(.tcpPort80, .tcp(from: 80), .udp(from: 80)),
    Pair(.tcpPort5000, .tcp(to: 5_000), .tcp(to: 5_001)),
    Pair(
      .scanOfAS208843,
      SentPacket.tcp(window: 8_192, options: 1).with {
        $0.source = 0x2D53_4309; $0.ttl = 63
      },
      SentPacket.tcp(window: 8_192, options: 1).with {
        $0.source = 0x2D53_4309; $0.ttl = 64
      }),
    Pair(
      .scanOfAS208843, SentPacket.udp().with { $0.source = 0xC2BB_B301 },
      SentPacket.udp().with { $0.source = 0xC2BB_B401 }),
    Pair(
      .dnsResponse, .udp(answer),
      .udp([9, 9, 0x81, 0x80, 0, 1, 0, 10, 0, 0, 0, 0] + [1, 2, 3])),
    Pair(.dnsResponse, .udp(answer), .udp(Array(answer.prefix(14)))),
    Pair(
      .netbiosName, .udp(from: 137, to: 137, netbios), .udp(from: 137, to: 138, netbios)),
    Pair(.backscatter, .tcp(flags: 0x12), .tcp(flags: 0x10)),
    Pair(.backscatter, .tcp(flags: 4), .tcp(flags: 1)),
    Pair(.backscatter, .icmp(type: 0), .icmp(type: 8)),
    Pair(.backscatter, .icmp(type: 18), .icmp(type: 17)),
    Pair(.backscatter, .udp(from: 53), .udp(to: 53)),
    Pair(.bitTorrent, .udp(dht), .udp(Array(dht.dropLast()) + [0x3B])),
    Pair(.bitTorrent, .udp(handshake), .udp(Array(handshake.dropLast()))),
    Pair(.bitTorrent, .udp(tail), .udp(tail + [0])),
    Pair(
      .bitTorrent, .udp([0x21, 0] + [UInt8](repeating: 0, count: 18)),
      .udp([0x31, 0] + [UInt8](repeating: 0, count: 18))),
    Pair(.bitTorrent, .udp(words(0)), .udp(words(1))),
    Pair(
      .paloAltoSubnet, SentPacket.tcp().with { $0.source = 0x93B9_8501 },
      SentPacket.tcp().with { $0.source = 0x93B9_8401 }),
  ]

  @Test("A filter removes its packet and keeps the neighbour", arguments: pairs)
  func neighbours(_ pair: Pair) {
    #expect(pair.removed.filters().contains(FilterSet(pair.filter)))
    #expect(!pair.kept.filters().contains(FilterSet(pair.filter)))
  }

  @Test("Special-purpose sources are removed up to their last address and not beyond")
  func unroutable() {
    let ranges: [(UInt32, UInt32)] = [
      (0, 0x00FF_FFFF), (0x0A00_0000, 0x0AFF_FFFF), (0x7F00_0000, 0x7FFF_FFFF),
      (0xA9FE_0000, 0xA9FE_FFFF), (0xAC10_0000, 0xAC1F_FFFF), (0xC000_0000, 0xC000_00FF),
      (0xC000_0200, 0xC000_02FF), (0xC058_6300, 0xC058_63FF), (0xC0A8_0000, 0xC0A8_FFFF),
      (0xC612_0000, 0xC613_FFFF), (0xC633_6400, 0xC633_64FF), (0xCB00_7100, 0xCB00_71FF),
      (0xE000_0000, 0xFFFF_FFFF),
    ]
    func isRemoved(_ source: UInt32) -> Bool {
      SentPacket.tcp().with { $0.source = source }.filters().contains(FilterSet(.rfc5735))
    }
    for (first, last) in ranges {
      #expect(isRemoved(first) && isRemoved(last))
      if first > 0 { #expect(!isRemoved(first - 1)) }
      if last < .max { #expect(!isRemoved(last + 1)) }
    }
    // Shared address space is younger than the RFC.
    #expect(!isRemoved(0x6440_0001))
  }

  @Test("Every filter has a pair")
  func complete() {
    let tested = Set(FilterNeighbourTests.pairs.map(\.filter)).union([.rfc5735])
    #expect(tested == Set(PacketFilter.allCases))
  }

  @Test("The dated filters apply from their date on, or as of the one that is asked for")
  func dates() throws {
    let date = try #require(UnixTime(year: 2025, month: 9, day: 1))
    let dated: FilterSet = [FilterSet(.scanOfAS208843), FilterSet(.paloAltoSubnet)]
    #expect(FilterOptions().enabled(at: date).isSuperset(of: dated))
    #expect(FilterOptions().enabled(at: date - 1).isDisjoint(with: dated))
    #expect(FilterOptions(asOf: date).enabled(at: UnixTime(0)) == .all)
    #expect(FilterOptions(asOf: date - 1).enabled(at: date) == FilterSet.all.subtracting(dated))
  }

  @Test("Names and groups switch filters off, and an unknown name lists the known")
  func names() throws {
    let options = try FilterOptions(disabling: ["erratic", "fragmented"])
    let enabled = options.enabled(at: UnixTime(1_800_000_000)).filters.map(\.name)
    #expect(
      enabled == [
        "abnormal-protocol", "ttl-200-nonspoofed", "last-byte-src-0", "last-byte-src-255",
        "same-src-dst", "udp-port-0", "tcp-port-0", "udp-destport-80", "rfc5735",
      ])
    let error = #expect(throws: FilterError.self) { try FilterOptions(disabling: ["ttl200"]) }
    #expect(error?.description.contains("ttl-200-nonspoofed") == true)
  }

  @Test("A rule whose octets were cut off does not match, and is undecidable")
  func cut() {
    let rst = SentPacket.tcp(flags: 4).with { $0.captured = 33 }
    #expect(rst.filters().isEmpty)
    #expect(rst.filters(undecidable: true).contains(FilterSet(.backscatter)))
    let options = SentPacket.tcp(flags: 4, options: 5).with { $0.captured = 44 }
    #expect(options.filters().isEmpty)
    #expect(options.filters(undecidable: true).contains(FilterSet(.abnormalProtocol)))
    let query = SentPacket.udp(FilterNeighbourTests.dht).with { $0.captured = 36 }
    #expect(query.filters().isEmpty)
    #expect(query.filters(undecidable: true) == FilterSet(.bitTorrent))
    // What was captured already says that it is another payload.
    let other = SentPacket.udp(Array("d1:bd2:id20:".utf8)).with { $0.captured = 36 }
    #expect(other.filters(undecidable: true).isEmpty)
    // A short packet that was captured whole misses nothing.
    #expect(SentPacket.udp([1]).filters(undecidable: true).isEmpty)
  }
}
