import Net

/// Appends values as text without making strings of them.
extension [UInt8] {
  mutating func append(text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ character: Unicode.Scalar) {
    append(UInt8(truncatingIfNeeded: character.value))
  }

  /// Appends a number in decimal.
  mutating func append(decimal value: UInt32) {
    if value < 10 { return append(UInt8(truncatingIfNeeded: value) + 0x30) }
    let start = count
    var rest = value
    while rest > 0 {
      let next = rest / 10
      append(UInt8(truncatingIfNeeded: rest - next * 10) + 0x30)
      rest = next
    }
    var (low, high) = (start, count - 1)
    while low < high {
      swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Appends microseconds with six digits; more where a record holds a second or more of them.
  mutating func append(micros value: UInt32) {
    guard value < 1_000_000 else { return append(decimal: value) }
    var divisor: UInt32 = 100_000
    while divisor > 0 {
      append(UInt8(truncatingIfNeeded: value / divisor % 10) + 0x30)
      divisor /= 10
    }
  }

  /// Appends two octets in hexadecimal without leading zeros.
  private mutating func append(hexadecimal value: UInt16) {
    var shift = value > 0xFFF ? 12 : value > 0xFF ? 8 : value > 0xF ? 4 : 0
    while shift >= 0 {
      append(hexadecimalDigit: UInt8(truncatingIfNeeded: value >> UInt16(shift) & 15))
      shift -= 4
    }
  }

  private mutating func append(hexadecimalDigit digit: UInt8) {
    append(digit < 10 ? digit + 0x30 : digit + 0x57)
  }

  /// Appends octets in hexadecimal, two digits each.
  mutating func append(hexadecimal octets: [UInt8]) {
    for octet in octets {
      append(hexadecimalDigit: octet >> 4)
      append(hexadecimalDigit: octet & 15)
    }
  }

  /// Appends eight octets in hexadecimal, sixteen digits.
  mutating func append(hexadecimal value: UInt64) {
    var shift: UInt64 = 64
    while shift > 0 {
      shift -= 4
      append(hexadecimalDigit: UInt8(truncatingIfNeeded: value >> shift & 15))
    }
  }

  private mutating func append(dotted value: UInt32) {
    append(decimal: value >> 24)
    append(".")
    append(decimal: value >> 16 & 255)
    append(".")
    append(decimal: value >> 8 & 255)
    append(".")
    append(decimal: value & 255)
  }

  /// Appends an address as `IPAddress.description` writes it (RFC 5952).
  mutating func append(_ address: IPAddress) {
    guard address.family == .ipv6 else { return append(dotted: address.ipv4) }
    if address.high == 0, address.low >> 32 == 0xFFFF {
      append(text: "::ffff:")
      return append(dotted: UInt32(truncatingIfNeeded: address.low))
    }
    func group(_ index: Int) -> UInt16 {
      let word = index < 4 ? address.high : address.low
      return UInt16(truncatingIfNeeded: word >> UInt64(48 - 16 * (index & 3)))
    }
    var (runStart, runLength, start) = (8, 1, 0)
    for index in 0...8 where index == 8 || group(index) != 0 {
      if index - start > runLength { (runStart, runLength) = (start, index - start) }
      start = index + 1
    }
    var index = 0
    while index < 8 {
      if index == runStart {
        append(text: "::")
        index += runLength
        continue
      }
      if index > 0, index != runStart + runLength || runStart == 8 { append(":") }
      append(hexadecimal: group(index))
      index += 1
    }
  }

  /// Appends `address/length`.
  mutating func append(_ prefix: Prefix) {
    append(prefix.address)
    append("/")
    append(decimal: UInt32(prefix.length))
  }

  /// Appends a path as routers print it: members of a sequence apart by spaces, a set in braces with
  /// commas, of a confederation in parentheses and brackets.
  mutating func append(_ path: ASPath) {
    var isFirst = true
    path.eachSegment { kind, members in
      if !isFirst { append(" ") }
      isFirst = false
      let (open, separator, close): (Unicode.Scalar?, Unicode.Scalar, Unicode.Scalar?) =
        switch kind {
        case .set: ("{", ",", "}")
        case .sequence: (nil, " ", nil)
        case .confederationSequence: ("(", " ", ")")
        case .confederationSet: ("[", ",", "]")
        }
      if let open { append(open) }
      for position in members {
        if position > members.lowerBound { append(separator) }
        append(decimal: path.words[position])
      }
      if let close { append(close) }
    }
  }

  /// Appends a community as `64500:1`, or by its name where routers act upon it.
  mutating func append(_ community: Community) {
    if let name = community.wellKnownName { return append(text: name) }
    append(decimal: community.rawValue >> 16)
    append(":")
    append(decimal: community.rawValue & 0xFFFF)
  }

  /// Appends a large community as `64500:1:2`.
  mutating func append(_ community: LargeCommunity) {
    append(decimal: community.global)
    append(":")
    append(decimal: community.local1)
    append(":")
    append(decimal: community.local2)
  }
}
