public import Timeline

/// A buffer that state is written into: fixed-width little-endian fields, no names.
public struct StateWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty buffer.
  public init() {}

  /// Writes one byte.
  public mutating func write(_ byte: UInt8) { bytes.append(byte) }

  /// Writes a flag as one byte.
  public mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Writes an integer as eight bytes.
  public mutating func write(_ number: Int) { write(bits: UInt64(bitPattern: Int64(number))) }

  /// Writes a bit pattern as four bytes.
  public mutating func write(_ number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Writes a number as eight bytes.
  public mutating func write(_ number: Double) { write(bits: number.bitPattern) }

  /// Writes a number as four bytes.
  public mutating func write(_ number: Float) { write(number.bitPattern) }

  /// Writes an instant.
  public mutating func write(_ time: UnixTime) { write(bits: UInt64(bitPattern: time.seconds)) }

  /// Writes an instant that may be absent.
  public mutating func write(_ time: UnixTime?) {
    write(time != nil)
    if let time { write(time) }
  }

  /// Writes a bracket.
  public mutating func write(_ bracket: TimeBracket) {
    write(bracket.after)
    write(bracket.by)
  }

  /// Writes a bracket that may be absent.
  public mutating func write(_ bracket: TimeBracket?) {
    write(bracket != nil)
    if let bracket { write(bracket) }
  }

  /// Writes a text with its length.
  public mutating func write(_ text: String) {
    let utf8 = Array(text.utf8)
    write(utf8.count)
    bytes += utf8
  }

  /// Writes bytes with their length.
  public mutating func write(_ data: [UInt8]) {
    write(data.count)
    bytes += data
  }

  private mutating func write(bits: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
  }
}
