import Capture
import TestSupport
import Testing
import Timeline

/// What a file is, by its content.
struct FormatTests {
  typealias C = CaptureBytes

  static let others: [(bytes: [UInt8], name: String)] = [
    (Array("snoop\0\0\0".utf8) + [0, 0, 0, 2, 0, 0, 0, 4], "snoop"),
    (Array("GMBU".utf8) + [0, 2], "Network Monitor 2"),
    (Array("RTSS".utf8) + [0, 1], "Network Monitor 1"),
    (Array("TRSNIFF data    \u{1a}".utf8), "Sniffer for DOS"),
    (Array("XCP\0002.00".utf8), "Sniffer for Windows"),
    (Array("12:00:01.5 IP 192.0.2.1.1 > 192.0.2.2.2: Flags [S]\n".utf8), "text"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4], "xz"),
    ([], "empty"),
    ([0, 1, 2, 3], "a format that nobody here knows"),
    ([0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 1, 2, 3, 4], "a format that nobody here knows"),
  ]

  @Test("Files that are no captures end with a finding that names them")
  func foreign() throws {
    for (bytes, name) in Self.others {
      let list = PacketList(bytes)
      #expect(list.packets.isEmpty)
      let findings = list.damage.findings(source: "a")
      #expect(findings.map(\.kind) == ["capture-format"])
      #expect(findings.first?.detail.contains(name) == true, "\(name)")
      #expect(PacketList(bytes, step: 1, limit: 200) == list)
    }
  }

  @Test("Formats without a magic are told by records that follow one another")
  func records() {
    let time: (Int) -> [UInt8] = { C.u64(UInt64(1_100_000_000 + $0) << 32, big: false) }
    let erf = (0..<3).flatMap { time($0) + [2, 4] + C.u16(24) + C.u16(0) + C.u16(8) + C.u64(0) }
    #expect(CaptureFormat(firstBytes: erf.span.bytes) == .other(name: "Endace ERF"))
    let old = (0..<3).flatMap { time($0) + [UInt8](repeating: 0, count: 56) }
    #expect(
      CaptureFormat(firstBytes: old.span.bytes)
        == .other(name: "the format of DAG cards before ERF"))
    let headers = (0..<3).flatMap {
      C.u32(UInt32(1_000_000 + $0)) + [1, 0, 0, 0] + C.ipv4([UInt8](repeating: 0, count: 16))
    }
    #expect(
      CaptureFormat(firstBytes: headers.span.bytes)
        == .other(name: "NLANR's time-sequenced headers (TSH)"))
  }

  @Test("Captures are told by their magic")
  func captures() {
    #expect(CaptureFormat(firstBytes: C.fileHeader().span.bytes) == .pcap)
    #expect(CaptureFormat(firstBytes: C.section(big: true).span.bytes) == .pcapng)
  }

  @Test("A pipe that has given a file's header and no packet yet is a capture already")
  func early() {
    var reader = CaptureReader()
    var list = PacketList()
    let header = C.fileHeader()
    let taken = reader.read(header.span.bytes, isComplete: false, into: &list)
    #expect(taken.consumed == 24)
    #expect(taken.needed == 16)
    #expect(reader.format == .pcap)
  }
}
