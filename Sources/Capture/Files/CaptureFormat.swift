import Wire

/// What a file of packets is, by its content.
public enum CaptureFormat: Hashable, Sendable {
  /// The format of libpcap (draft-ietf-opsawg-pcap), in any byte order and with any of its magics.
  case pcap
  /// Its successor (draft-ietf-opsawg-pcapng).
  case pcapng
  /// Something else, by its name where that can be told.
  case other(name: String?)

  /// The octets that the question needs at most.
  public static let signatureLength = 144

  /// Tells the format by a file's first octets, of which `signatureLength` are enough.
  public init(firstBytes bytes: RawSpan) {
    self = CaptureFormat.read(bytes) ?? .other(name: ForeignFormat.name(bytes))
  }

  /// The octets that tell the formats that are read from all others.
  static let magicLength = 12

  /// The format of a file that is read, by its first octets.
  static func read(_ bytes: RawSpan) -> CaptureFormat? {
    guard bytes.byteCount >= 4 else { return nil }
    if PcapMagic(bytes) != nil { return .pcap }
    guard unsafe bytes.uint32(unchecked: 0) == BlockType.sectionHeader,
      bytes.byteCount >= magicLength, BlockType.byteOrder(bytes, at: 0) != nil
    else { return nil }
    return .pcapng
  }
}
