import Wire

/// The types of pcapng blocks that matter for packets (draft-ietf-opsawg-pcapng, 4 and 10).
enum BlockType {
  static let sectionHeader: UInt32 = 0x0a0d_0d0a
  static let interface: UInt32 = 1
  /// The obsolete Packet Block.
  static let packet: UInt32 = 2
  static let simplePacket: UInt32 = 3
  static let enhancedPacket: UInt32 = 6

  /// The octets around a block's body: type and length before it, the length again behind it.
  static let overhead = 12
  /// A block longer than this is taken for damage: 16 MiB, as libpcap has it.
  static let maximumLength: UInt32 = 1 << 24

  /// Whether a search for the next block after damage may believe in a block of this type.
  static func isCommon(_ type: UInt32) -> Bool {
    (1...6).contains(type) || type == 10 || type == sectionHeader
  }

  /// The byte order of the section whose header stands at `offset`, behind which twelve octets must
  /// lie; nothing where its magic is none.
  static func byteOrder(_ bytes: RawSpan, at offset: Int) -> ByteOrder? {
    switch unsafe bytes.uint32(unchecked: offset &+ 8) {
    case 0x1a2b_3c4d: .big
    case 0x4d3c_2b1a: .little
    default: nil
    }
  }
}
