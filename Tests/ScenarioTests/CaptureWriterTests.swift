import Foundation
import Scenario
import Testing
import Timeline

/// Captures, octet by octet.
struct CaptureWriterTests {
  private let syn = PacketDraft(
    from: 0x2801_0203, to: 0x3020_0405, timeToLive: 52, identification: 0x1234,
    .tcp(PacketDraft.TCP(from: 40_000, to: 445, sequence: 0x0102_0304, flags: 2, window: 8_192)))

  @Test func `the file's header says byte order, unit and link`() {
    let writer = CaptureWriter()
    #expect(
      writer.bytes == [
        0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 0, 0, 0,
      ])
    let other = CaptureWriter(
      link: .raw, precision: .nanoseconds, isBigEndian: true, snapLength: 40)
    #expect(
      other.bytes == [
        0xA1, 0xB2, 0x3C, 0x4D, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 101,
      ])
  }

  @Test func `a packet as it stands in RFC 791 and RFC 9293`() {
    var writer = CaptureWriter(link: .raw)
    writer.removeAll()
    writer.append(syn, at: UnixTime(0x5DD0_1010), nanoseconds: 123_456_789)
    #expect(
      writer.bytes.prefix(16) == [
        0x10, 0x10, 0xD0, 0x5D, 0x40, 0xE2, 1, 0, 40, 0, 0, 0, 40, 0, 0, 0,
      ])
    let packet = Array(writer.bytes.dropFirst(16))
    #expect(
      packet == [
        0x45, 0, 0, 40, 0x12, 0x34, 0, 0, 52, 6, 0x16, 0x74, 40, 1, 2, 3, 48, 32, 4, 5,
        0x9C, 0x40, 1, 0xBD, 1, 2, 3, 4, 0, 0, 0, 0, 0x50, 2, 0x20, 0, 0x8F, 0xB6, 0, 0,
      ])
  }

  @Test func `short frames are filled, long ones cut, and both lengths are told`() {
    var writer = CaptureWriter(precision: .nanoseconds, snapLength: 62)
    writer.removeAll()
    writer.append(syn, at: UnixTime(0), nanoseconds: 7)
    #expect(writer.bytes.count == 16 + 60)
    #expect(writer.bytes[4..<16] == [7, 0, 0, 0, 60, 0, 0, 0, 60, 0, 0, 0])
    #expect(writer.bytes[28..<30] == [8, 0] && writer.bytes.suffix(6).allSatisfy { $0 == 0 })
    writer.removeAll()
    var long = syn
    long.payload = [UInt8](repeating: 1, count: 100)
    writer.append(long, at: UnixTime(0))
    #expect(writer.bytes.count == 16 + 62)
    #expect(writer.bytes[8..<16] == [62, 0, 0, 0, 154, 0, 0, 0])
    writer.removeAll()
    writer.append(frame: [1, 2, 3], originalLength: 1_500, at: UnixTime(0))
    #expect(writer.bytes[8...] == [3, 0, 0, 0, 0xDC, 5, 0, 0, 1, 2, 3])
  }

  @Test func `a UDP checksum that would be zero is written as ones`() {
    var zeros = 0
    for port in UInt16(1)...65_535 {
      var writer = CaptureWriter(link: .raw)
      writer.removeAll()
      writer.append(
        PacketDraft(from: 1, to: 2, .udp(PacketDraft.UDP(from: port, to: 9))), at: UnixTime(0))
      let checksum = writer.bytes[16 + 26..<16 + 28]
      #expect(checksum != [0, 0])
      if checksum == [0xFF, 0xFF] { zeros += 1 }
    }
    #expect(zeros == 1)
  }

  @Test(.enabled(if: Tshark.isInstalled, "tshark is not installed"))
  func `tshark finds every length and checksum right`() throws {
    var writer = CaptureWriter()
    let capture = SyntheticCapture(
      .init(packets: 4_000, sources: 3_000, minutes: 1, from: UnixTime(1_573_905_600)))
    var bytes: [UInt8] = []
    _ = capture.write { bytes += $0 }
    #expect(writer.bytes == Array(bytes.prefix(24)))
    writer.append(
      PacketDraft(
        from: 0x2801_0203, to: 0x3020_0405, fragmentBits: 185, .bare(protocolNumber: 17),
        payload: [1, 2, 3]), at: UnixTime(1_573_905_700))
    bytes += writer.bytes.dropFirst(24)
    let wrong = try Tshark.lines(
      bytes,
      [
        "-Y",
        "ip.checksum.status!=1 || (tcp && tcp.checksum.status!=1) "
          + "|| (udp && udp.checksum.status!=1) || (icmp && icmp.checksum.status!=1)",
      ])
    #expect(wrong == [])
    let kinds = try Tshark.lines(bytes, ["-T", "fields", "-e", "ip.proto", "-e", "ip.ttl"])
    #expect(kinds.count == 4_001)
    #expect(kinds.count { $0.hasPrefix("6\t") } > 3_000)
    #expect(kinds.count { $0.hasPrefix("17\t") } > 400)
    #expect(kinds.count { $0.hasPrefix("1\t") } > 150)
  }
}
