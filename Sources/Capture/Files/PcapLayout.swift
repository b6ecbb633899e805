import Wire

/// What the header of a pcap file says about its records (draft-ietf-opsawg-pcap, 4).
struct PcapLayout: Sendable {
  /// In which order a record gives its two lengths.
  enum Lengths: Sendable {
    /// Captured, then original.
    case standard
    /// Original, then captured: versions before 2.3 and DG/UX's 543.0.
    case exchanged
    /// Version 2.3, which was written both ways: the smaller is the captured one.
    case either
  }

  /// The octets of the longest file header.
  static let maximumHeaderSize = 28

  let order: ByteOrder
  let unitsPerSecond: UInt64
  let link: LinkType
  let lengths: Lengths
  /// The octets of the file's header.
  let fileHeaderSize: Int
  /// The octets before each packet.
  var recordHeaderSize: Int
  /// Whether the octets before each packet are to be found out from the first records.
  var isPatched: Bool
  /// More captured octets than this are damage: 256 KiB, as libpcap and Wireshark have it.
  let maximumLength: UInt32

  /// Reads a file's header, of which `magic` is the start and all octets are there; nothing where it
  /// is of a version or a kind that nobody reads.
  init?(_ bytes: RawSpan, magic: PcapMagic) {
    order = magic.order
    unitsPerSecond = magic.isNano ? 1_000_000_000 : 1_000_000
    fileHeaderSize = magic.form == .ixia ? 28 : 24
    recordHeaderSize = magic.form == .patched ? 24 : 16
    isPatched = magic.form == .patched
    let major = unsafe order.uint16(bytes, unchecked: 4)
    let minor = unsafe order.uint16(bytes, unchecked: 6)
    // The upper bits tell the length of the frame check sequence; ten of them must be zero.
    let network = unsafe order.uint32(bytes, unchecked: 20)
    guard major >= 2, network & 0x03ff_0000 == 0 else { return nil }
    lengths =
      switch (major, minor) {
      case (2, 0...2), (543, _): .exchanged
      case (2, 3): .either
      default: .standard
      }
    link = LinkType(rawValue: UInt16(truncatingIfNeeded: network))
    maximumLength = link.maximumLength
  }
}
