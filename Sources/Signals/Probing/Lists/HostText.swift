/// Writes and reads sets of addresses of a block: 64 hexadecimal digits, that of the addresses .0 to .3
/// first, and within a digit the lowest address the highest bit.
enum HostText {
  /// The digits of a set.
  static func text(_ hosts: HostSet) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return (0..<64).map { place in
      let word = hosts.word(UInt8(place / 16))
      let nibble = (word >> UInt64(place % 16 * 4)) & 15
      // The lowest address, and lowest bit, is the highest of the digit.
      let reversed = (nibble & 1) << 3 | (nibble & 2) << 1 | (nibble & 4) >> 1 | nibble >> 3
      return digits[Int(reversed)]
    }
  }

  /// The set of 64 digits, or nothing.
  static func hosts(_ text: ArraySlice<UInt8>) -> HostSet? {
    guard text.count == 64 else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (place, digit) in text.enumerated() {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x41...0x46: value = digit - 0x37
      case 0x61...0x66: value = digit - 0x57
      default: return nil
      }
      let reversed = (value & 1) << 3 | (value & 2) << 1 | (value & 4) >> 1 | value >> 3
      let bits = UInt64(reversed) << UInt64(place % 16 * 4)
      switch place / 16 {
      case 0: words.0 |= bits
      case 1: words.1 |= bits
      case 2: words.2 |= bits
      default: words.3 |= bits
      }
    }
    return HostSet(words: words)
  }
}
