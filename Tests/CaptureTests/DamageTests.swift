import Capture
import TestSupport
import Testing

/// Files cut and damaged at random: the reader lives, says no more than the bytes can hold, and says
/// the same through windows of any size.
struct DamageTests {
  typealias C = CaptureBytes

  /// Small files of every form that is read.
  static let files: [[UInt8]] = {
    let packet = C.ipv4()
    let packet6 = C.ipv6(0, [44, 0, 1, 4, 0, 0, 0, 0, 6, 0, 0, 1, 0, 0, 0, 1] + packet)
    let frames = [
      C.ethernet(0x0800, packet), C.ethernet(0x8100, [0, 1, 8, 0] + packet),
      C.ethernet(0x8847, [0, 1, 0x41, 64] + packet6), C.ethernet(0x86dd, packet6),
      C.ethernet(0x8864, [0x11, 0, 0, 1, 0, 42, 0, 0x21] + packet),
      C.ethernet(48, [0xaa, 0xaa, 3, 0, 0, 0, 8, 0] + packet),
    ]
    let records = { (big: Bool, extra: [UInt8]) in
      frames.enumerated().flatMap { index, frame in
        C.record(frame, seconds: 1_573_900_000 + UInt32(index), extra: extra, big: big)
      }
    }
    let patch = [UInt8](repeating: 0, count: 8)
    let options = C.option(9, [9]) + C.option(14, C.u64(5, big: false)) + C.option(0, [])
    return [
      C.fileHeader() + records(false, []), C.fileHeader(big: true) + records(true, []),
      C.fileHeader(magic: 0xa1b2_3c4d, minor: 3) + records(false, []),
      C.fileHeader(magic: 0xa1b2_cd34) + records(false, patch),
      C.fileHeader(link: 101) + C.record(packet) + C.record(packet6),
      C.fileHeader(link: 0) + C.record(C.u32(2, big: false) + packet),
      C.fileHeader(link: 276) + C.record([8, 0] + [UInt8](repeating: 0, count: 18) + packet),
      C.section() + C.interface(options: options) + C.interface(link: 113)
        + frames.flatMap { C.enhanced($0, options: C.option(1, [1])) }
        + C.enhanced([UInt8](repeating: 0, count: 14) + [8, 0] + packet, interface: 1)
        + C.section(big: true) + C.interface(link: 101, snapLength: 30, big: true)
        + C.simple(packet, big: true) + C.obsolete(packet6, big: true)
        + C.block(5, [1, 2, 3, 4], big: true) + C.enhanced(packet, big: true),
    ]
  }()

  /// What is wrong with what was read, if anything.
  static func fault(_ bytes: [UInt8], step: Int) -> String? {
    let whole = PacketList(bytes)
    let octets = whole.packets.reduce(0) { $0 + $1.bytes.count + 16 }
    if octets > bytes.count { return "\(octets) octets from \(bytes.count)" }
    guard let pieces = PacketList(bytes, step: step, limit: 130 << 20) else {
      return "a window without bound, or an end that was not reached"
    }
    return pieces == whole ? nil : "windows of \(step) octets differ"
  }

  @Test("Cut at every byte")
  func cuts() {
    for (index, file) in Self.files.enumerated() {
      let whole = PacketList(file)
      for cut in 0..<file.count {
        let bytes = Array(file[..<cut])
        #expect(Self.fault(bytes, step: 7) == nil, "file \(index), \(cut) octets")
        let packets = PacketList(bytes).packets
        #expect(packets == Array(whole.packets.prefix(packets.count)))
      }
    }
  }

  @Test("Ten thousand mutations")
  func mutations() {
    var random = SeededRandom(seed: 5)
    for round in 0..<10_000 {
      var bytes = Self.files[round % Self.files.count]
      Mutation.apply(to: &bytes, using: &random)
      if let fault = Self.fault(bytes, step: Int.random(in: 1...200, using: &random)) {
        Issue.record("round \(round): \(fault)")
        return
      }
    }
  }
}
