public import Timeline

/// A cursor over state that `StateWriter` wrote; every read is checked.
public struct StateReader: Sendable {
  private let bytes: [UInt8]
  private var index = 0

  /// Creates a cursor at the first byte.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was read.
  public var isAtEnd: Bool { index == bytes.count }

  /// The bytes left.
  public var remaining: Int { bytes.count - index }

  /// Reads one byte.
  public mutating func byte() throws(StateError) -> UInt8 {
    guard index < bytes.count else { throw .truncated }
    defer { index += 1 }
    return bytes[index]
  }

  /// Reads a flag.
  public mutating func flag() throws(StateError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .malformed("flag")
    }
  }

  /// Reads an integer.
  public mutating func int() throws(StateError) -> Int {
    Int(Int64(bitPattern: try bits(8)))
  }

  /// Reads a number of bins, seconds or changes: not negative and below 2³¹, so that adding to it
  /// cannot overflow.
  public mutating func tally() throws(StateError) -> Int {
    let number = try int()
    guard (0...Int(Int32.max)).contains(number) else { throw .malformed("tally") }
    return number
  }

  /// Reads a count that must not exceed what the rest could hold at `width` bytes an element.
  public mutating func count(width: Int) throws(StateError) -> Int {
    let count = try int()
    guard count >= 0, count <= remaining / max(1, width) else { throw .malformed("count") }
    return count
  }

  /// Reads a four-byte bit pattern.
  public mutating func word() throws(StateError) -> UInt32 {
    UInt32(truncatingIfNeeded: try bits(4))
  }

  /// Reads an eight-byte number.
  public mutating func double() throws(StateError) -> Double { Double(bitPattern: try bits(8)) }

  /// Reads a four-byte number.
  public mutating func float() throws(StateError) -> Float { Float(bitPattern: try word()) }

  /// Reads an instant.
  public mutating func time() throws(StateError) -> UnixTime {
    UnixTime(Int64(bitPattern: try bits(8)))
  }

  /// Reads an instant that may be absent.
  public mutating func optionalTime() throws(StateError) -> UnixTime? {
    try flag() ? try time() : nil
  }

  /// Reads a bracket.
  public mutating func bracket() throws(StateError) -> TimeBracket {
    let after = try optionalTime()
    return TimeBracket(after: after, by: try time())
  }

  /// Reads a bracket that may be absent.
  public mutating func optionalBracket() throws(StateError) -> TimeBracket? {
    try flag() ? try bracket() : nil
  }

  /// Reads a text.
  public mutating func text() throws(StateError) -> String {
    let data = try data()
    guard let text = String(validating: data, as: UTF8.self) else { throw .malformed("text") }
    return text
  }

  /// Reads bytes with their length.
  public mutating func data() throws(StateError) -> [UInt8] {
    let count = try count(width: 1)
    defer { index += count }
    return Array(bytes[index..<index + count])
  }

  private mutating func bits(_ width: Int) throws(StateError) -> UInt64 {
    guard remaining >= width else { throw .truncated }
    var value: UInt64 = 0
    for offset in 0..<width { value |= UInt64(bytes[index + offset]) << (8 * offset) }
    index += width
    return value
  }
}
