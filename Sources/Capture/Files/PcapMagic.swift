import Wire

/// What the first four octets of a pcap file say: byte order, units of time, and form of a record.
struct PcapMagic: Equatable, Sendable {
  /// The forms of the header before each packet.
  enum Form: Sendable {
    /// Sixteen octets.
    case standard
    /// Sixteen octets, and a file header that is four longer: Ixia's.
    case ixia
    /// Twenty-four octets, or twenty-eight: the patches of Alexey Kuznetzov to libpcap 0.4.
    case patched
  }

  let order: ByteOrder
  let isNano: Bool
  let form: Form

  /// Reads the magic; nothing where it is none.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount >= 4 else { return nil }
    let word = unsafe bytes.uint32(unchecked: 0)
    for order in [ByteOrder.little, .big] {
      switch order == .big ? word : word.byteSwapped {
      case 0xa1b2_c3d4: (isNano, form) = (false, .standard)
      case 0xa1b2_3c4d: (isNano, form) = (true, .standard)
      case 0xa1b2_cd34: (isNano, form) = (false, .patched)
      case 0x1c00_01ac: (isNano, form) = (true, .ixia)
      case 0x1c00_01ab: (isNano, form) = (false, .ixia)
      default: continue
      }
      self.order = order
      return
    }
    return nil
  }
}
