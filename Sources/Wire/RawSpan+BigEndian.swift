/// Loads in network byte order for loops that have checked their bounds once for several reads.
extension RawSpan {
  /// The octet at `offset`, which must lie within the span.
  @inlinable @inline(__always) @unsafe
  public func octet(unchecked offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The two octets at `offset`, which must lie within the span.
  @inlinable @inline(__always) @unsafe
  public func uint16(unchecked offset: Int) -> UInt16 {
    unsafe UInt16(
      bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
  }

  /// The eight octets at `offset`, which must lie within the span.
  @inlinable @inline(__always) @unsafe
  public func uint64(unchecked offset: Int) -> UInt64 {
    unsafe UInt64(
      bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The four octets at `offset`, which must lie within the span.
  @inlinable @inline(__always) @unsafe
  public func uint32(unchecked offset: Int) -> UInt32 {
    unsafe UInt32(
      bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }
}
