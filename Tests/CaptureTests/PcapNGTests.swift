import Capture
import TestSupport
import Testing
import Timeline

/// pcapng files: sections, interfaces, every block that carries a packet.
struct PcapNGTests {
  typealias C = CaptureBytes

  static let frame = C.ethernet(0x0800, C.ipv4([1, 2, 3]))

  @Test("Every block that carries a packet, in both byte orders", arguments: [false, true])
  func blocks(big: Bool) {
    let list = PacketList(
      C.section(big: big) + C.interface(big: big)
        + C.enhanced(
          Self.frame, time: 1_573_900_000_000_123, original: 99,
          options: C.option(1, [1, 2, 3], big: big), big: big)
        + C.block(0x8000_0001, [9, 9, 9], big: big)
        + C.obsolete(Self.frame, time: 1_573_900_001_000_000, big: big)
        + C.simple(Self.frame, big: big))
    #expect(list.packets.map(\.bytes) == [Self.frame, Self.frame, Self.frame])
    #expect(list.packets.map(\.originalLength) == [99, 37, 37])
    #expect(list.packets[0].time == PacketTime(seconds: 1_573_900_000, fraction: 123))
    #expect(list.packets[1].time == PacketTime(seconds: 1_573_900_001))
    #expect(list.packets[2].time.isUnknown)
    #expect(list.damage.findings(source: "a").map(\.kind) == ["capture-missing-time"])
  }

  @Test("A section has a byte order and interfaces of its own")
  func sections() {
    let list = PacketList(
      C.section() + C.interface(link: 1) + C.interface(link: 101)
        + C.enhanced(C.ipv4(), interface: 1) + C.section(big: true)
        + C.enhanced(Self.frame, interface: 0, big: true) + C.interface(link: 276, big: true)
        + C.enhanced(Self.frame, interface: 1, big: true)
        + C.enhanced([8, 0] + [UInt8](repeating: 0, count: 18) + C.ipv4(), big: true))
    #expect(list.packets.map(\.link) == [.raw, .linuxSLL2])
    #expect(list.damage.count(of: .unknownInterface) == 2)
    let isIPv4 = list.packets.map { packet in
      if case .ipv4 = packet.network { true } else { false }
    }
    #expect(isIPv4 == [true, true])
  }

  @Test("Units of time and their offset", arguments: [false, true])
  func times(big: Bool) {
    let cases: [(resolution: UInt8?, offset: Int64?, time: UInt64, expected: PacketTime)] = [
      (nil, nil, 5_000_001, PacketTime(seconds: 5, fraction: 1)),
      (0, nil, 5, PacketTime(seconds: 5, unitsPerSecond: 1)),
      (9, 100, 5_000_000_001, PacketTime(seconds: 105, fraction: 1, unitsPerSecond: 1_000_000_000)),
      (
        9, -100, 5_000_000_001, PacketTime(seconds: -95, fraction: 1, unitsPerSecond: 1_000_000_000)
      ),
      (0x8a, nil, 1_025, PacketTime(seconds: 1, fraction: 1, unitsPerSecond: 1_024)),
      (19, nil, 7, PacketTime(seconds: 0, fraction: 7, unitsPerSecond: 10_000_000_000_000_000_000)),
      (20, nil, 7, PacketTime(seconds: 0, fraction: 7, unitsPerSecond: .max)),
      (0xff, nil, 7, PacketTime(seconds: 0, fraction: 7, unitsPerSecond: .max)),
      (
        6, .max, .max,
        PacketTime(
          seconds: .max &+ 18_446_744_073_709, fraction: 551_615, unitsPerSecond: 1_000_000)
      ),
    ]
    for item in cases {
      var options = C.option(2, Array("lo".utf8), big: big)
      if let resolution = item.resolution { options += C.option(9, [resolution], big: big) }
      if let offset = item.offset {
        options += C.option(14, C.u64(UInt64(bitPattern: offset), big: big), big: big)
      }
      options += C.option(0, [], big: big) + C.option(9, [3], big: big)
      let list = PacketList(
        C.section(big: big) + C.interface(options: options, big: big)
          + C.enhanced(Self.frame, time: item.time, big: big))
      #expect(list.packets.map(\.time) == [item.expected])
    }
  }

  @Test("The snap length cuts a Simple Packet Block, and the block bounds it")
  func simple() {
    let list = PacketList(
      C.section() + C.interface(snapLength: 20)
        + C.simple(Array(Self.frame.prefix(20)), original: 37)
        + C.simple(Array(Self.frame.prefix(8)), original: 37))
    #expect(list.packets.map(\.bytes.count) == [20, 8])
    #expect(list.packets.map(\.originalLength) == [37, 37])
  }

  @Test("Blocks that do not hold what they say are dropped and counted")
  func malformed() {
    let list = PacketList(
      C.section() + C.simple(Self.frame) + C.block(1, [1, 0, 0, 0]) + C.interface()
        + C.block(6, [UInt8](repeating: 0, count: 16)) + C.block(3, [])
        + C.enhanced(Self.frame, captured: 41) + C.enhanced(Self.frame, captured: .max)
        + C.enhanced(Self.frame, interface: .max) + C.obsolete(Self.frame, interface: 1)
        + C.enhanced(Self.frame))
    #expect(list.packets.map(\.bytes) == [Self.frame])
    #expect(list.damage.count(of: .malformedBlock) == 5)
    #expect(list.damage.count(of: .unknownInterface) == 3)
  }

  @Test("A section of another version ends the reading")
  func version() {
    let list = PacketList(
      C.section() + C.interface() + C.enhanced(Self.frame) + C.section(major: 2) + C.interface()
        + C.enhanced(Self.frame))
    #expect(list.packets.count == 1)
    #expect(list.damage.findings(source: "a").map(\.kind) == ["capture-header"])
  }

  @Test("No more interfaces are kept than a section can have")
  func interfaces() {
    var bytes = C.section()
    for _ in 0...65_536 { bytes += C.interface() }
    let list = PacketList(
      bytes + C.enhanced(Self.frame, interface: 65_535)
        + C.enhanced(Self.frame, interface: 65_536))
    #expect(list.packets.count == 1)
    #expect(list.damage.count(of: .malformedBlock) == 1)
    #expect(list.damage.count(of: .unknownInterface) == 1)
  }
}
