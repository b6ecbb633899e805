import Wire

extension IPv4Header {
  /// The octets of a header without options.
  static let size = 20

  /// Reads the header at `offset`; nothing where fewer than twenty octets are left or the header
  /// contradicts itself: another version, a header below twenty octets, or a total length below the
  /// header's (RFC 791, 3.1).
  ///
  /// A total length of 0 is taken: hosts capture it where their network card cuts segments.
  @inline(__always)
  init?(_ bytes: RawSpan, at offset: Int) {
    guard bytes.byteCount &- offset >= IPv4Header.size else { return nil }
    let first = unsafe bytes.uint32(unchecked: offset)
    let headerLength = (first >> 22) & 0x3c
    let length = first & 0xffff
    guard first >> 28 == 4, headerLength >= 20, length >= headerLength || length == 0 else {
      return nil
    }
    let second = unsafe bytes.uint32(unchecked: offset &+ 4)
    let third = unsafe bytes.uint32(unchecked: offset &+ 8)
    self.init(
      source: unsafe bytes.uint32(unchecked: offset &+ 12),
      destination: unsafe bytes.uint32(unchecked: offset &+ 16),
      protocolNumber: UInt8(truncatingIfNeeded: third >> 16),
      timeToLive: UInt8(truncatingIfNeeded: third >> 24),
      totalLength: UInt16(truncatingIfNeeded: length),
      fragmentBits: UInt16(truncatingIfNeeded: second), offset: offset,
      payloadOffset: offset &+ Int(headerLength))
  }
}
