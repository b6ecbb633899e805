import Timeline

extension [UInt8] {
  /// Appends an integer in decimal.
  mutating func appendInteger(_ number: Int64) {
    var digits: UInt128 = 0
    var count = 0
    var rest = number.magnitude
    repeat {
      digits = digits << 4 | UInt128(rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    if number < 0 { append(0x2D) }
    for _ in 0..<count {
      append(0x30 | UInt8(truncatingIfNeeded: digits & 15))
      digits >>= 4
    }
  }

  /// Appends an instant as `2019-11-16 17:20:00`, in UTC.
  mutating func appendUTC(_ time: UnixTime) {
    let fields = time.fields
    appendInteger(Int64(fields.year))
    for (separator, number) in [
      (UInt8(0x2D), fields.month), (0x2D, fields.day), (0x20, fields.hour), (0x3A, fields.minute),
      (0x3A, fields.second),
    ] {
      append(separator)
      append(0x30 + UInt8(number / 10))
      append(0x30 + UInt8(number % 10))
    }
  }

  /// Appends a value, or nothing for a missing one.
  mutating func appendCell(_ value: Double) {
    if value.isNaN { return }
    appendNumber(value)
  }

  /// Appends a value as `Double.plainText` writes it.
  mutating func appendNumber(_ value: Double) {
    if value == value.rounded(), abs(value) < 1e15 {
      appendInteger(Int64(value))
    } else {
      append(contentsOf: value.plainText.utf8)
    }
  }

  /// Appends a field of a CSV row, quoted where it must be (RFC 4180).
  mutating func appendField(_ text: String) {
    let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) }
    let hasEdges =
      text.utf8.first.map { $0 == 0x20 || $0 == 0x23 } ?? false || text.utf8.last == 0x20
    guard needsQuotes || hasEdges else { return append(contentsOf: text.utf8) }
    append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { append(0x22) }
      append(byte)
    }
    append(0x22)
  }
}
