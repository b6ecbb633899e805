import Net

/// Addresses out of bytes without strings, for tables of millions of lines.
///
/// It takes what `IPAddress(_:)` takes; the rarer forms of IPv6 (dotted ends) are left to that.
enum AddressText {
  /// Reads an address of either family.
  static func address(_ text: ArraySlice<UInt8>) -> IPAddress? {
    guard text.count <= 45 else { return nil }
    if let value = dotted(text) { return IPAddress(ipv4: value) }
    if text.contains(0x2E) { return IPAddress(text.text) }
    return colons(text).map { IPAddress(ipv6: $0) }
  }

  /// Four decimal octets without leading zeros.
  static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in text {
      if byte == 0x2E {
        guard digits > 0, dots < 3 else { return nil }
        value = value << 8 | octet
        octet = 0
        digits = 0
        dots += 1
      } else {
        guard (0x30...0x39).contains(byte), digits == 0 || octet > 0 else { return nil }
        octet = octet * 10 + UInt32(byte - 0x30)
        digits += 1
        guard octet <= 255 else { return nil }
      }
    }
    return dots == 3 && digits > 0 ? value << 8 | octet : nil
  }

  /// Groups of hexadecimal digits, at most one run of zeros left out.
  private static func colons(_ text: ArraySlice<UInt8>) -> UInt128? {
    var before: UInt128 = 0
    var after: UInt128 = 0
    var groups = 0
    var gap: Int?
    var group: UInt128 = 0
    var digits = 0
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == 0x3A {
        let isDouble = index + 1 < text.endIndex && text[index + 1] == 0x3A
        if digits == 0 {
          // Only a double colon may begin a text or follow nothing.
          guard isDouble, groups == 0, gap == nil else { return nil }
        } else {
          guard groups < 8 else { return nil }
          if gap == nil { before = before << 16 | group } else { after = after << 16 | group }
          groups += 1
          group = 0
          digits = 0
        }
        if isDouble {
          guard gap == nil else { return nil }
          gap = groups
          index += 2
          // A third colon is never right.
          if index < text.endIndex, text[index] == 0x3A { return nil }
          continue
        }
        guard index + 1 < text.endIndex else { return nil }
      } else {
        guard digits < 4, let digit = hexadecimal(byte) else { return nil }
        group = group << 4 | digit
        digits += 1
      }
      index += 1
    }
    if digits > 0 {
      guard groups < 8 else { return nil }
      if gap == nil { before = before << 16 | group } else { after = after << 16 | group }
      groups += 1
    }
    guard let gap else { return groups == 8 ? before : nil }
    guard groups < 8 else { return nil }
    return gap == 0 ? after : before << UInt128(128 - 16 * gap) | after
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt128? {
    switch byte {
    case 0x30...0x39: UInt128(byte - 0x30)
    case 0x41...0x46: UInt128(byte - 0x37)
    case 0x61...0x66: UInt128(byte - 0x57)
    default: nil
    }
  }
}
