/// A place in bytes from which values in network byte order are read.
///
/// The cursor borrows the bytes and cannot outlive them. Every read is checked against the end and
/// leaves the cursor where it was when it throws. Offsets are counted from the start of the bytes
/// with which the first cursor was made, through every `split`.
public struct WireCursor: ~Escapable {
  @usableFromInline let bytes: RawSpan
  @usableFromInline let base: Int
  @usableFromInline var position: Int

  /// Creates a cursor at the start of `bytes`; `base` is added to every offset that it reports.
  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, base: Int = 0) {
    self.bytes = bytes
    self.base = base
    position = 0
  }

  /// The number of bytes that are left.
  @inlinable
  public var remaining: Int { bytes.byteCount &- position }

  /// Whether nothing is left.
  @inlinable
  public var isAtEnd: Bool { position == bytes.byteCount }

  /// The offset of the next byte.
  @inlinable
  public var offset: Int { base &+ position }

  /// Throws `truncated` unless `count` bytes are left; `count` is never negative.
  @inlinable
  public func require(_ count: Int) throws(WireError) {
    guard count <= remaining else { throw .truncated(at: offset, needed: count) }
  }

  /// Reads an octet.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func readUInt8() throws(WireError) -> UInt8 {
    try require(1)
    let value = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self)
    position &+= 1
    return value
  }

  /// Reads two octets.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func readUInt16() throws(WireError) -> UInt16 {
    try require(2)
    let value = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: position, as: UInt16.self)
    position &+= 2
    return UInt16(bigEndian: value)
  }

  /// Reads four octets.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func readUInt32() throws(WireError) -> UInt32 {
    try require(4)
    let value = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: position, as: UInt32.self)
    position &+= 4
    return UInt32(bigEndian: value)
  }

  /// Reads eight octets.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func readUInt64() throws(WireError) -> UInt64 {
    try require(8)
    let value = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: position, as: UInt64.self)
    position &+= 8
    return UInt64(bigEndian: value)
  }

  /// Reads `count` octets (0 to 8) as the leading octets of a 64-bit number, zeros behind them.
  ///
  /// This is how prefixes are written: as many octets as their length needs.
  @inlinable @inline(__always)
  @_lifetime(self: copy self)
  public mutating func readLeading(_ count: Int) throws(WireError) -> UInt64 {
    guard count > 0 else { return 0 }
    try require(count)
    if remaining >= 8 {
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self)
      position &+= count
      return UInt64(bigEndian: word) & (~0 << UInt64(64 &- 8 &* count))
    }
    var value: UInt64 = 0
    for index in 0..<count {
      let octet = unsafe bytes.unsafeLoad(
        fromUncheckedByteOffset: position &+ index, as: UInt8.self)
      value |= UInt64(octet) << UInt64(56 &- 8 &* index)
    }
    position &+= count
    return value
  }

  /// Passes over `count` octets.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func skip(_ count: Int) throws(WireError) {
    try require(count)
    position &+= count
  }

  /// Takes the next `count` octets as a cursor of their own and passes over them.
  @inlinable
  @_lifetime(copy self)
  public mutating func split(_ count: Int) throws(WireError) -> WireCursor {
    try require(count)
    let part = unsafe bytes.extracting(
      unchecked: Range(uncheckedBounds: (position, position &+ count)))
    let cursor = WireCursor(part, base: base &+ position)
    position &+= count
    return cursor
  }

  /// Takes all that is left as a cursor of its own.
  @inlinable
  @_lifetime(copy self)
  public mutating func splitRest() -> WireCursor {
    let part = unsafe bytes.extracting(
      unchecked: Range(uncheckedBounds: (position, bytes.byteCount)))
    let cursor = WireCursor(part, base: base &+ position)
    position = bytes.byteCount
    return cursor
  }

  /// Copies all that is left.
  public func copyRest() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: remaining) { buffer, count in
      for index in 0..<remaining {
        unsafe buffer[index] = bytes.unsafeLoad(
          fromUncheckedByteOffset: position &+ index, as: UInt8.self)
      }
      count = remaining
    }
  }
}
