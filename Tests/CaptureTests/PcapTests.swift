import Capture
import TestSupport
import Testing
import Timeline

/// pcap files: byte orders, magics, versions, lengths.
struct PcapTests {
  typealias C = CaptureBytes

  static let frame = C.ethernet(0x0800, C.ipv4())

  @Test("Both byte orders and every magic tell the same packet", arguments: [false, true])
  func magics(big: Bool) {
    let forms: [(magic: UInt32, units: UInt64, more: [UInt8], extra: [UInt8])] = [
      (0xa1b2_c3d4, 1_000_000, [], []),
      (0xa1b2_3c4d, 1_000_000_000, [], []),
      (0xa1b2_cd34, 1_000_000, [], [0, 0, 0, 1, 0, 8, 4, 0]),
      (0xa1b2_cd34, 1_000_000, [], [0, 0, 0, 1, 0, 8, 4, 0, 0, 0, 0, 0]),
      (0x1c00_01ab, 1_000_000, [1, 2, 3, 4], []),
      (0x1c00_01ac, 1_000_000_000, [1, 2, 3, 4], []),
    ]
    for form in forms {
      let packets = [0, 1].flatMap { index in
        C.record(
          Self.frame, seconds: 1_573_900_000 + index, fraction: 999_999, original: 1_500,
          extra: form.extra, big: big)
      }
      let list = PacketList(C.fileHeader(magic: form.magic, big: big) + form.more + packets)
      #expect(list.damage.isEmpty)
      #expect(list.packets.count == 2)
      #expect(list.packets.allSatisfy { $0.bytes == Self.frame && $0.originalLength == 1_500 })
      #expect(list.packets.allSatisfy { $0.link == .ethernet })
      #expect(
        list.packets.map(\.time)
          == [0, 1].map { index in
            PacketTime(
              seconds: 1_573_900_000 + index, fraction: 999_999, unitsPerSecond: form.units)
          })
    }
  }

  @Test("Seconds are unsigned, so that files of after 2038 are read")
  func late() {
    let list = PacketList(C.fileHeader() + C.record(Self.frame, seconds: .max))
    #expect(list.packets.map(\.time.seconds) == [4_294_967_295])
  }

  @Test("Versions that give the original length first")
  func exchanged() {
    for (major, minor, first, second) in [
      (2, 2, 1_500, Self.frame.count), (543, 0, 1_500, Self.frame.count),
      (2, 3, 1_500, Self.frame.count), (2, 3, Self.frame.count, 1_500),
      (2, 4, Self.frame.count, 1_500),
    ] {
      let record = C.record(Self.frame, captured: UInt32(first), original: UInt32(second))
      let list = PacketList(C.fileHeader(major: major, minor: minor) + record + record)
      #expect(list.packets.map(\.bytes) == [Self.frame, Self.frame], "\(major).\(minor)")
      #expect(list.packets.map(\.originalLength) == [1_500, 1_500], "\(major).\(minor)")
    }
  }

  @Test("The upper bits of the link tell the frame check sequence, and ten must be zero")
  func upperBits() {
    let list = PacketList(C.fileHeader(link: 0xf400_0001) + C.record(Self.frame))
    #expect(list.packets.map(\.link) == [.ethernet])
    for link: UInt32 in [0x0224_0002, 0x0001_0001] {
      let refused = PacketList(C.fileHeader(link: link) + C.record(Self.frame))
      #expect(refused.packets.isEmpty)
      #expect(refused.damage.count(of: .header) == 1)
    }
  }

  @Test("A version before 2 is refused by name")
  func version() {
    let list = PacketList(C.fileHeader(major: 1) + C.record(Self.frame))
    #expect(list.packets.isEmpty)
    #expect(list.damage.findings(source: "a").map(\.kind) == ["capture-header"])
  }

  @Test("A packet cut when it was captured is no damage; more than the snap length neither")
  func snapLength() {
    let cut = Array(Self.frame.prefix(40))
    let list = PacketList(
      C.fileHeader(snapLength: 30) + C.record(cut, original: 60) + C.record([], original: 60)
        + C.record(cut, original: 20))
    #expect(list.damage.isEmpty)
    #expect(list.packets.map(\.bytes.count) == [40, 0, 40])
    #expect(list.packets.map(\.originalLength) == [60, 60, 20])
    #expect(list.packets[1].network == .unreadable)
  }

  @Test("A subsecond of a second or more is a finding and is delivered as it stands")
  func fraction() {
    let list = PacketList(
      C.fileHeader() + C.record(Self.frame, fraction: 999_999)
        + C.record(Self.frame, fraction: 1_000_000) + C.record(Self.frame, fraction: .max))
    #expect(list.packets.map(\.time.fraction) == [999_999, 1_000_000, 4_294_967_295])
    #expect(list.damage.count(of: .fraction) == 2)
    let finding = list.damage.findings(source: "a.pcap").first
    #expect(finding?.kind == "capture-fraction")
    #expect(finding?.place == "byte \(24 + 16 + Self.frame.count)")
    #expect(finding?.count == 2)
  }

  @Test("Links that are not taken apart are counted and said")
  func unknownLink() {
    let list = PacketList(
      C.fileHeader(link: 105) + C.record(Self.frame) + C.record(Self.frame))
    #expect(list.packets.map(\.network) == [.unknownLink, .unknownLink])
    #expect(list.damage.unknownLinks == [LinkType(rawValue: 105): 2])
    let findings = list.damage.findings(source: "a")
    #expect(findings.map(\.kind) == ["capture-unknown-link"])
    #expect(findings.first?.count == 2)
    #expect(findings.first?.detail.contains("105 (IEEE802_11) (2 packets)") == true)
  }
}
