/// Reads decimal numbers from bytes without making strings.
package enum DecimalText {
  /// What a field of numbers turned out to be.
  package enum Reading: Equatable, Sendable {
    /// A finite number.
    case number(Double)
    /// Nothing, or a word that stands for nothing: `null`, `nan`, `NA`, `None`, `-`.
    case missing
    /// A number too large, or infinity.
    case infinite
    /// Something else.
    case invalid
  }

  /// Reads `bytes[start..<end]`, which must be in range and free of surrounding white space.
  ///
  /// Exact for up to 19 significant digits by integer arithmetic; rarer forms go the long way.
  /// `point` is the decimal separator. O(length).
  @inlinable @inline(__always)
  package static func read(
    _ bytes: [UInt8], _ start: Int, _ end: Int, point: UInt8 = 0x2E
  ) -> Reading {
    guard start < end else { return .missing }
    var index = start
    var isNegative = false
    if bytes[index] == 0x2D {
      isNegative = true
      index += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var fraction = 0
    var sawPoint = false
    while index < end {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        digits += 1
        if sawPoint { fraction += 1 }
      } else if byte == point, !sawPoint {
        sawPoint = true
      } else {
        return slow(bytes, start, end, point: point)
      }
      index += 1
    }
    guard digits > 0, digits <= 19 else { return slow(bytes, start, end, point: point) }
    let magnitude =
      fraction == 0 ? Double(mantissa) : quotient(mantissa, powerOfTen: fraction)
    return .number(isNegative ? -magnitude : magnitude)
  }

  /// Returns `mantissa / 10^power`, correctly rounded, for a power of at most 19.
  @usableFromInline
  static func quotient(_ mantissa: UInt64, powerOfTen power: Int) -> Double {
    if mantissa == 0 { return 0 }
    var divisor: UInt64 = 1
    for _ in 0..<power { divisor &*= 10 }
    // Both are exact as doubles, so one division rounds once.
    if mantissa < 1 << 53, power <= 15 { return Double(mantissa) / Double(divisor) }
    // At least 63 bits of quotient; what is left over only tells on which side of a tie it lies.
    let shift = mantissa.leadingZeroBitCount
    let (high, rest) = divisor.dividingFullWidth(
      ((mantissa << UInt64(shift)) % divisor, 0))
    let whole = (mantissa << UInt64(shift)) / divisor
    var wide = UInt128(whole) << 64 | UInt128(high)
    let excess = max(0, 64 - wide.leadingZeroBitCount)
    let lost = wide & ((UInt128(1) << UInt128(excess)) - 1)
    wide >>= UInt128(excess)
    let sticky: UInt64 = lost != 0 || rest != 0 ? 1 : 0
    let scale = Double(sign: .plus, exponent: excess - 64 - shift, significand: 1)
    return Double(UInt64(truncatingIfNeeded: wide) | sticky) * scale
  }

  /// Reads exponents, long numbers and words.
  @usableFromInline
  static func slow(
    _ bytes: [UInt8], _ start: Int, _ end: Int, point: UInt8
  ) -> Reading {
    guard end - start <= 400 else { return .invalid }
    var text = String(decoding: bytes[start..<end], as: UTF8.self)
    switch text.lowercased() {
    case "null", "nan", "na", "n/a", "none", "-", "nil": return .missing
    case "inf", "-inf", "+inf", "infinity", "-infinity", "+infinity": return .infinite
    default: break
    }
    guard text.utf8.allSatisfy({ isNumberByte($0) || $0 == point }) else { return .invalid }
    if point == 0x2C { text = String(text.map { $0 == "," ? "." : $0 }) }
    guard let value = Double(text) else { return .invalid }
    return value.isFinite ? .number(value) : .infinite
  }

  @usableFromInline
  static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }
}
