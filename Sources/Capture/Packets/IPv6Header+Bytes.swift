import Wire

extension IPv6Header {
  /// The octets of the fixed header.
  static let size = 40
  /// The most extension headers that are walked; more are an attack on the walker.
  static let maximumExtensions = 64

  /// Reads the header at `offset` and walks its extension headers; nothing where fewer than forty
  /// octets are left or the version is another.
  init?(_ bytes: RawSpan, at offset: Int) {
    guard bytes.byteCount &- offset >= IPv6Header.size else { return nil }
    let first = unsafe bytes.uint64(unchecked: offset)
    guard first >> 60 == 6 else { return nil }
    let length = UInt16(truncatingIfNeeded: first >> 16)
    let next = UInt8(truncatingIfNeeded: first >> 8)
    let start = offset &+ IPv6Header.size
    // A length of 0 belongs to a jumbogram (RFC 2675) or to a host whose card cuts segments.
    let stated = length == 0 ? bytes.byteCount : min(bytes.byteCount, start &+ Int(length))
    let last = IPv6Header.walk(bytes, from: start, to: stated, next: next)
    self.init(
      source: unsafe (
        bytes.uint64(unchecked: offset &+ 8), bytes.uint64(unchecked: offset &+ 16)
      ),
      destination: unsafe (
        bytes.uint64(unchecked: offset &+ 24), bytes.uint64(unchecked: offset &+ 32)
      ),
      nextHeader: next, hopLimit: UInt8(truncatingIfNeeded: first), payloadLength: length,
      offset: offset, protocolNumber: last.next, payloadOffset: last.offset)
  }

  /// Walks extension headers up to what is none, was not captured, or is a later fragment's data.
  private static func walk(
    _ bytes: RawSpan, from start: Int, to end: Int, next: UInt8
  ) -> (next: UInt8, offset: Int) {
    var next = next
    var offset = start
    for _ in 0..<maximumExtensions {
      guard end &- offset >= 8 else { break }
      let following = unsafe bytes.octet(unchecked: offset)
      let count = unsafe Int(bytes.octet(unchecked: offset &+ 1))
      switch next {
      case 0, 43, 60, 135, 139, 140:
        // Hop-by-hop, routing, destination (RFC 8200, 4.3 to 4.6), mobility (RFC 6275), host
        // identity (RFC 7401), shim6 (RFC 5533): in units of eight octets without the first.
        offset &+= (count &+ 1) &* 8
      case 44:
        let fragment = unsafe bytes.uint16(unchecked: offset &+ 2)
        offset &+= 8
        if fragment >> 3 != 0 { return (following, offset) }
      case 51:
        // Authentication (RFC 4302): in units of four octets without the first two.
        offset &+= (count &+ 2) &* 4
      default:
        return (next, offset)
      }
      next = following
    }
    return (next, offset)
  }
}
