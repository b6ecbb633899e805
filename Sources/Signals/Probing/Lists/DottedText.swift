/// Reads IPv4 addresses and /24 blocks from octets without making text: lists hold millions of them.
enum DottedText {
  /// Four numbers of at most 255 without leading zeros, and nothing behind them.
  static func address(_ text: ArraySlice<UInt8>) -> UInt32? {
    var (address, value, digits, points) = (UInt32(0), UInt32(0), 0, 0)
    for octet in text {
      if octet == 0x2E {
        guard digits > 0, points < 3 else { return nil }
        address = address << 8 | value
        (value, digits, points) = (0, 0, points + 1)
        continue
      }
      let digit = octet &- 0x30
      guard digit < 10, digits == 0 || value > 0 else { return nil }
      value = value * 10 + UInt32(digit)
      digits += 1
      guard value <= 255 else { return nil }
    }
    return points == 3 && digits > 0 ? address << 8 | value : nil
  }

  /// `192.0.2.0/24`; nothing for another length, or an address that is not the lowest.
  static func block(_ text: ArraySlice<UInt8>) -> Slash24? {
    guard text.count > 3, text.suffix(3).elementsEqual([0x2F, 0x32, 0x34]),
      let address = address(text.dropLast(3)), address & 255 == 0
    else { return nil }
    return Slash24(holding: address)
  }
}
