import Net

/// Numbers in network order, as every record and message holds them.
extension [UInt8] {
  mutating func append16(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }

  mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value >> 16))
    append16(UInt16(truncatingIfNeeded: value))
  }

  mutating func append64(_ value: UInt64) {
    append32(UInt32(truncatingIfNeeded: value >> 32))
    append32(UInt32(truncatingIfNeeded: value))
  }

  /// The 4 or 16 octets of an address.
  mutating func append(_ address: IPAddress) {
    if address.family == .ipv4 {
      append32(address.ipv4)
    } else {
      append64(address.high)
      append64(address.low)
    }
  }

  /// A length octet and only the octets that it needs (RFC 4271, 4.3).
  mutating func append(_ prefix: Prefix) {
    append(prefix.length)
    var word = prefix.high
    for octet in 0..<(Int(prefix.length) + 7) / 8 {
      if octet == 8 { word = prefix.low }
      append(UInt8(truncatingIfNeeded: word >> 56))
      word <<= 8
    }
  }

  /// An AS number in two octets, `AS_TRANS` where it does not fit (RFC 6793), or in four.
  mutating func append(_ asn: ASN, width: BGPMessageWriter.ASNWidth) {
    switch width {
    case .four: append32(asn.rawValue)
    case .two:
      append16(UInt16(exactly: asn.rawValue) ?? UInt16(truncatingIfNeeded: ASN.transition.rawValue))
    }
  }

  /// Writes a length of two octets over those at `offset`.
  mutating func put16(_ value: Int, at offset: Int) {
    let value = UInt16(truncatingIfNeeded: value)
    self[offset] = UInt8(truncatingIfNeeded: value >> 8)
    self[offset + 1] = UInt8(truncatingIfNeeded: value)
  }

  /// Writes a length of four octets over those at `offset`.
  mutating func put32(_ value: Int, at offset: Int) {
    put16(value >> 16, at: offset)
    put16(value, at: offset + 2)
  }
}
