import Capture
import TestSupport
import Testing
import Timeline

/// Damaged framing: what is found again behind it, and what the findings say was lost.
struct FramingTests {
  typealias C = CaptureBytes

  static func frame(_ last: Int) -> [UInt8] {
    C.ethernet(0x0800, C.ipv4(last: UInt8(truncatingIfNeeded: last)))
  }

  static func record(_ last: Int, captured: UInt32? = nil) -> [UInt8] {
    C.record(frame(last), seconds: 1_573_900_000 + UInt32(last), captured: captured)
  }

  static func lasts(_ list: PacketList) -> [UInt32] {
    list.packets.map { packet in
      guard case .ipv4(let header) = packet.network else { return .max }
      return header.destination & 0xff
    }
  }

  @Test("A length beyond 256 KiB costs its own packet")
  func tooLong() {
    let bytes =
      C.fileHeader() + Self.record(1) + Self.record(2, captured: 262_145)
      + Self.record(3) + Self.record(4)
    let list = PacketList(bytes)
    #expect(Self.lasts(list) == [1, 3, 4])
    #expect(list.damage.count(of: .framing) == 1)
    #expect(list.damage.lostOctets == UInt64(Self.record(2).count))
    let findings = list.damage.findings(source: "a.pcap")
    #expect(findings.map(\.kind) == ["capture-framing"])
    #expect(findings.first?.place == "byte \(24 + Self.record(1).count)")
  }

  @Test("Octets between packets are passed over")
  func between() {
    let list = PacketList(
      C.fileHeader() + Self.record(1) + [UInt8](repeating: 0xee, count: 33) + Self.record(2)
        + Self.record(3))
    #expect(Self.lasts(list) == [1, 2, 3])
    #expect(list.damage.lostOctets == 33)
  }

  @Test("A length that is too long and stays plausible does not swallow the packets behind it")
  func swallowing() {
    let bytes =
      C.fileHeader() + Self.record(1) + Self.record(2, captured: 5_000)
      + (3...200).flatMap { Self.record($0) }
    let list = PacketList(bytes)
    #expect(Self.lasts(list) == [1] + (3...200).map { UInt32($0) })
    #expect(list.damage.count(of: .framing) == 1)
    #expect(list.damage.lostOctets == UInt64(Self.record(2).count))
  }

  @Test("A header of which time and length are damaged does not lead the search astray")
  func burst() {
    let rest = [UInt8](repeating: 0xee, count: 24)
    let damaged = C.record(
      Array(Self.frame(3).prefix(30)) + rest, seconds: 7, captured: 30)
    let list = PacketList(
      C.fileHeader() + Self.record(1) + Self.record(2) + damaged
        + (4...20).flatMap { Self.record($0) })
    #expect(Array(Self.lasts(list).suffix(17)) == (4...20).map { UInt32($0) })
    #expect(list.packets.count == 20)
    #expect(list.damage.lostOctets == UInt64(rest.count))
  }

  @Test("A length that is too long for the rest of the file does not swallow it")
  func swallowingEnd() {
    let bytes =
      C.fileHeader() + Self.record(1) + Self.record(2, captured: 200_000)
      + (3...20).flatMap { Self.record($0) }
    #expect(Self.lasts(PacketList(bytes)) == [1] + (3...20).map { UInt32($0) })
  }

  @Test("Every cut gives the whole packets before it, and says so")
  func truncated() {
    let packets = (1...3).map { Self.record($0) }
    let whole = C.fileHeader() + packets.flatMap { $0 }
    let ends = [24, 24 + packets[0].count, 24 + 2 * packets[0].count, whole.count]
    for cut in 12..<whole.count {
      let list = PacketList(Array(whole[..<cut]))
      let expected = max(0, (ends.lastIndex { $0 <= cut }) ?? 0)
      #expect(list.packets.count == expected)
      #expect(list.damage.count(of: .truncated) == (ends.contains(cut) ? 0 : 1), "\(cut)")
    }
  }

  @Test("A damaged block of pcapng costs itself, and the interfaces stay known")
  func blocks() {
    let time = UInt64(1_573_900_000_000_000)
    let blocks = (1...4).map { C.enhanced(Self.frame($0), time: time + UInt64($0)) }
    let start = C.section() + C.interface()
    for place in [4, 5, 6, 7, blocks[1].count - 4, blocks[1].count - 1] {
      var damaged = blocks[1]
      damaged[place] ^= 0x11
      let list = PacketList(start + blocks[0] + damaged + blocks[2] + blocks[3])
      #expect(Self.lasts(list) == [1, 3, 4], "\(place)")
      #expect(list.damage.lostOctets == UInt64(damaged.count))
    }
    let shifted = PacketList(
      start + blocks[0] + [0xee] + blocks[1] + Array(blocks[2].dropLast(3)) + blocks[3])
    #expect(Self.lasts(shifted) == [1, 2, 4])
    #expect(shifted.damage.count(of: .framing) == 2)
  }

  @Test("Every cut of pcapng gives the whole packets before it, and says so")
  func truncatedBlocks() {
    let start = C.section() + C.interface()
    let blocks = (1...3).map { C.enhanced(Self.frame($0)) }
    let whole = start + blocks.flatMap { $0 }
    let ends = (0...3).map { start.count + $0 * blocks[0].count }
    for cut in start.count..<whole.count {
      let list = PacketList(Array(whole[..<cut]))
      #expect(list.packets.count == (ends.lastIndex { $0 <= cut }) ?? 0)
      #expect(list.damage.count(of: .truncated) == (ends.contains(cut) ? 0 : 1))
    }
  }

  @Test("Times that jump by 136 years cost nothing")
  func jump() {
    let list = PacketList(
      C.fileHeader() + C.record(Self.frame(1), seconds: 0)
        + C.record(Self.frame(2), seconds: .max) + C.record(Self.frame(3), seconds: 0))
    #expect(Self.lasts(list) == [1, 2, 3])
    #expect(list.damage.isEmpty)
  }
}
