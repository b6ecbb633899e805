import Inflate
import SignalFiles
import Testing

/// Files of what was measured are told by how they begin, and say which command takes them.
@Suite struct MeasuredFileTests {
  private let rest = [UInt8](repeating: 0, count: 40)

  @Test(
    arguments: [
      [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4], [0x4D, 0x3C, 0xB2, 0xA1],
      [0xA1, 0xB2, 0x3C, 0x4D], [0x0A, 0x0D, 0x0D, 0x0A],
    ] as [[UInt8]])
  func captures(magic: [UInt8]) throws {
    let bytes = magic + rest
    let packed = try Gzip.compress(bytes)
    #expect(MeasuredFile(bytes) == .capture && MeasuredFile(packed) == .capture)
    let text = MeasuredFile.capture.text(name: "a b.pcap")
    #expect(text.contains("vigil signal telescope 'a b.pcap'"))
    #expect(text.contains("vigil telescope explain 'a b.pcap'"))
  }

  @Test(arguments: [11, 12, 13, 16, 17] as [UInt8])
  func routes(type: UInt8) throws {
    let bytes: [UInt8] = [0x5D, 0xCF, 0, 0, 0, type, 0, 1, 0, 0, 0, 40] + rest
    let packed = try Gzip.compress(bytes)
    #expect(MeasuredFile(bytes) == .routes && MeasuredFile(packed) == .routes)
    let text = MeasuredFile.routes.text(name: "rib")
    #expect(text.contains("vigil signal bgp rib") && text.contains("vigil mrt rib"))
  }

  @Test(arguments: [
    "time,address,replied\n", "# from us\nAddress,Time,Replied,rtt,prober\r\n1,2,3,4,5\r\n",
  ])
  func probes(text: String) throws {
    let bytes = Array(text.utf8)
    let packed = try Gzip.compress(bytes)
    #expect(MeasuredFile(bytes) == .probes && MeasuredFile(packed) == .probes)
    #expect(MeasuredFile.probes.text(name: "r.csv").contains("vigil signal probing r.csv"))
  }

  @Test(arguments: Fixture.all)
  func signals(fixture: Fixture) {
    #expect(MeasuredFile(fixture.bytes) == nil)
  }

  @Test(
    arguments: [
      [], [0x1F, 0x8B, 8, 0, 0], [UInt8](repeating: 0, count: 40),
      [0x5D, 0xCF, 0, 0, 0, 14, 0, 1, 0, 0, 0, 40],
      [0x5D, 0xCF, 0, 0, 0, 13, 0, 1, 0x7F, 0, 0, 0], [0xFF, 0xFE, 0x74, 0, 0x69, 0],
    ] as [[UInt8]])
  func others(bytes: [UInt8]) {
    #expect(MeasuredFile(bytes) == nil)
  }
}
