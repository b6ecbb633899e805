import Net
import Wire

extension PathSummary {
  /// Reads an AS_PATH of `width` octets an ASN; nothing when it is malformed (RFC 7606, 7.2).
  @inline(__always)
  init?(_ bytes: RawSpan, from start: Int, until end: Int, width: Int) {
    var position = start
    var origin: UInt32 = 0
    var first: UInt32 = 0
    while position < end {
      guard end &- position >= 2 else { return nil }
      let type = unsafe bytes.octet(unchecked: position)
      let count = Int(unsafe bytes.octet(unchecked: position &+ 1))
      let values = position &+ 2
      let next = values &+ count &* width
      guard count > 0, next <= end, type &- 1 < 4 else { return nil }
      if type == 2 {
        if position == start { first = bytes.asn(at: values, width: width) }
        origin = bytes.asn(at: next &- width, width: width)
      } else {
        origin = 0
      }
      position = next
    }
    self.init(origin: ASN(origin).isOrigin ? ASN(origin) : .zero, first: ASN(first))
  }
}

extension RawSpan {
  /// The ASN at `offset`, behind which `width` octets must lie.
  @inline(__always)
  func asn(at offset: Int, width: Int) -> UInt32 {
    width == 4 ? unsafe uint32(unchecked: offset) : UInt32(unsafe uint16(unchecked: offset))
  }
}
