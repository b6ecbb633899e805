import Net
import Wire

extension WireCursor {
  /// Reads an address.
  @_lifetime(self: copy self)
  mutating func readAddress(_ family: IPFamily) throws(WireError) -> IPAddress {
    if family == .ipv4 { return IPAddress(ipv4: try readUInt32()) }
    try require(16)
    return IPAddress(high: try readUInt64(), low: try readUInt64(), family: .ipv6)
  }

  /// Reads a prefix as NLRI writes it: its length, then as many octets as that needs (RFC 4271, 4.3).
  ///
  /// Bits behind the length are without meaning and are cleared.
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func readPrefix(_ family: IPFamily) throws(WireError) -> Prefix {
    let start = offset
    let length = Int(try readUInt8())
    guard length <= family.bits else { throw .malformed(at: start) }
    let octets = (length &+ 7) / 8
    if octets <= 8 {
      return Prefix(high: try readLeading(octets), length: UInt8(length), family: family)
    }
    let high = try readLeading(min(octets, 8))
    let low = try readLeading(max(0, octets - 8))
    return Prefix(high: high, low: low, length: UInt8(length), family: family)
  }
}

extension RawSpan {
  /// The address at `offset`, which must lie within the span.
  @inline(__always) @unsafe
  func address(unchecked offset: Int, _ family: IPFamily) -> IPAddress {
    if family == .ipv4 { return IPAddress(ipv4: unsafe uint32(unchecked: offset)) }
    return unsafe IPAddress(
      high: uint64(unchecked: offset), low: uint64(unchecked: offset &+ 8), family: .ipv6)
  }
}
