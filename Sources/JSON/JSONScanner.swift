/// Pulls values out of JSON text one after the other, without building a tree.
///
/// Every read is bounds-checked and moves on or throws, so damaged text cannot trap or loop.
package struct JSONScanner {
  /// Where the text is not what was expected.
  package struct Failure: Error, Equatable, Sendable {
    /// The byte at which reading stopped.
    package var offset: Int
    /// What was expected there.
    package var expected: String

    @inlinable
    package init(offset: Int, expected: String) {
      self.offset = offset
      self.expected = expected
    }
  }

  /// The kinds of values, by their first byte.
  package enum Kind: Sendable {
    case object, array, string, number, literal, end, other
  }

  /// Values may nest this deep.
  @usableFromInline static let deepest = 64

  package let bytes: [UInt8]
  /// The next byte to read.
  @usableFromInline package internal(set) var index: Int

  @inlinable
  package init(_ bytes: [UInt8], from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// The kind of the next value.
  @inlinable
  package mutating func peek() -> Kind {
    skipBlanks()
    guard index < bytes.count else { return .end }
    switch bytes[index] {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x2D, 0x30...0x39: return .number
    case 0x66, 0x6E, 0x74, 0x4E, 0x49: return .literal
    default: return .other
    }
  }

  /// Whether nothing but white space is left.
  @inlinable
  package mutating func isAtEnd() -> Bool { peek() == .end }

  /// Enters the object or array that begins with `byte`.
  @inlinable
  package mutating func enter(_ byte: UInt8) throws(Failure) {
    skipBlanks()
    guard index < bytes.count, bytes[index] == byte else {
      throw fail(byte == 0x7B ? "{" : "[")
    }
    index += 1
  }

  /// Moves to the next element of the array entered; false at its end.
  @inlinable
  package mutating func nextElement(_ isFirst: inout Bool) throws(Failure) -> Bool {
    try nextItem(&isFirst, closing: 0x5D)
  }

  /// Moves to the next key of the object entered; nothing at its end.
  @inlinable
  package mutating func nextKey(_ isFirst: inout Bool) throws(Failure) -> String? {
    guard try nextItem(&isFirst, closing: 0x7D) else { return nil }
    let key = try string()
    skipBlanks()
    guard index < bytes.count, bytes[index] == 0x3A else { throw fail(":") }
    index += 1
    return key
  }

  @inlinable
  mutating func nextItem(
    _ isFirst: inout Bool, closing: UInt8
  ) throws(Failure) -> Bool {
    skipBlanks()
    guard index < bytes.count else { throw fail("more") }
    if bytes[index] == closing {
      index += 1
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    guard bytes[index] == 0x2C else { throw fail(", or the end") }
    index += 1
    return true
  }

  /// Reads a string with its escapes.
  @inlinable
  package mutating func string() throws(Failure) -> String {
    let range = try stringRange()
    guard bytes[range].contains(0x5C) else { return String(decoding: bytes[range], as: UTF8.self) }
    var text: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      position += 1
      guard byte == 0x5C, position < range.upperBound else {
        text.append(byte)
        continue
      }
      let escape = bytes[position]
      position += 1
      switch escape {
      case 0x6E: text.append(0x0A)
      case 0x74: text.append(0x09)
      case 0x72: text.append(0x0D)
      case 0x62: text.append(0x08)
      case 0x66: text.append(0x0C)
      case 0x75: appendEscaped(&text, &position, range.upperBound)
      default: text.append(escape)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes between the quotes of a string, escapes untouched.
  @inlinable
  package mutating func stringRange() throws(Failure) -> Range<Int> {
    skipBlanks()
    guard index < bytes.count, bytes[index] == 0x22 else { throw fail("a string") }
    index += 1
    let start = index
    while index < bytes.count {
      if bytes[index] == 0x22 {
        index += 1
        return start..<index - 1
      }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    index = bytes.count
    throw fail("the end of a string")
  }

  /// Appends the character of `\uXXXX`, joining surrogates; U+FFFD for a half of a pair.
  @inlinable
  func appendEscaped(_ text: inout [UInt8], _ position: inout Int, _ end: Int) {
    guard let first = hexadecimal(position, end) else { return }
    position += 4
    var value = first
    if first >> 10 == 0x36, position + 6 <= end, bytes[position] == 0x5C,
      bytes[position + 1] == 0x75, let second = hexadecimal(position + 2, end),
      second >> 10 == 0x37
    {
      position += 6
      value = 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF)
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  @inlinable
  func hexadecimal(_ position: Int, _ end: Int) -> UInt32? {
    guard position + 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }

  /// Reads a number, `null` or `NaN`; nothing for the last two.
  @inlinable @inline(__always)
  package mutating func number() throws(Failure) -> Double? {
    skipBlanks()
    let start = index
    while index < bytes.count, JSONScanner.isWordByte(bytes[index]) { index += 1 }
    switch DecimalText.read(bytes, start, index) {
    case .number(let value): return value
    case .infinite: return .infinity
    case .missing where index > start: return nil
    default:
      index = start
      throw fail("a number or null")
    }
  }

  /// Reads a string, or nothing for `null`; the text of a number for a number.
  @inlinable
  package mutating func optionalString() throws(Failure) -> String? {
    switch peek() {
    case .string: return try string()
    case .number, .literal:
      let start = index
      while index < bytes.count, JSONScanner.isWordByte(bytes[index]) { index += 1 }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      return text == "null" ? nil : text
    default:
      try skipValue()
      return nil
    }
  }

  /// Steps over a value of any kind. O(length).
  @inlinable
  package mutating func skipValue() throws(Failure) {
    var depth = 0
    repeat {
      skipBlanks()
      guard index < bytes.count else { throw fail("a value") }
      switch bytes[index] {
      case 0x7B, 0x5B:
        depth += 1
        guard depth <= JSONScanner.deepest else { throw fail("less deeply nested values") }
        index += 1
      case 0x7D, 0x5D:
        guard depth > 0 else { throw fail("a value") }
        depth -= 1
        index += 1
      case 0x22: _ = try stringRange()
      case 0x2C, 0x3A:
        guard depth > 0 else { throw fail("a value") }
        index += 1
      default:
        let start = index
        while index < bytes.count, JSONScanner.isWordByte(bytes[index]) { index += 1 }
        guard index > start else { throw fail("a value") }
      }
    } while depth > 0
  }

  @inlinable @inline(__always)
  mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  @inlinable
  func fail(_ expected: String) -> Failure { Failure(offset: index, expected: expected) }

  @inlinable @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }
}
