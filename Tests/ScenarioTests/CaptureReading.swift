/// A capture that `CaptureWriter` wrote, read back without its code: Ethernet, little-endian,
/// microseconds.
struct CaptureReading {
  /// An IPv4 packet and what of it rules look at.
  struct Packet {
    let seconds: Int
    let micros: Int
    /// The bytes from the IP header on, with whatever fills the frame.
    let bytes: ArraySlice<UInt8>

    private func word(_ offset: Int) -> Int {
      Int(bytes[bytes.startIndex + offset]) << 8 | Int(bytes[bytes.startIndex + offset + 1])
    }

    var source: UInt32 { UInt32(word(12)) << 16 | UInt32(word(14)) }
    var destination: UInt32 { UInt32(word(16)) << 16 | UInt32(word(18)) }
    var length: Int { word(2) }
    var fragment: Int { word(6) }
    var lifetime: Int { word(8) >> 8 }
    var transport: Int { word(8) & 0xFF }
    /// The source port, or the type of ICMP.
    var sourcePort: Int { transport == 1 ? word(20) >> 8 : word(20) }
    /// The destination port, or the code of ICMP.
    var destinationPort: Int { transport == 1 ? word(20) & 0xFF : word(22) }
    var flags: Int { word(32) & 0x3F }
    var window: Int { word(34) }
    var headerWords: Int { word(32) >> 12 }
    /// What stands behind a UDP header.
    var payload: ArraySlice<UInt8> { bytes.dropFirst(28) }
  }

  let packets: [Packet]
  /// The frames that hold something else.
  let others: Int

  /// Reads a whole file; the first frame that does not fit ends it, and `isWhole` is false.
  let isWhole: Bool

  init(_ bytes: [UInt8]) {
    func number(_ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    var packets: [Packet] = []
    var others = 0
    var offset = 24
    while offset + 16 <= bytes.count, offset + 16 + number(offset + 8) <= bytes.count {
      let frame = bytes[offset + 16..<offset + 16 + number(offset + 8)]
      if frame.count >= 34, frame[frame.startIndex + 12] == 8, frame[frame.startIndex + 13] == 0 {
        packets.append(
          Packet(
            seconds: number(offset), micros: number(offset + 4), bytes: frame.dropFirst(14)))
      } else {
        others += 1
      }
      offset += 16 + frame.count
    }
    self.packets = packets
    self.others = others
    isWhole = offset == bytes.count && bytes.count >= 24 && number(0) == 0xA1B2_C3D4
  }
}
