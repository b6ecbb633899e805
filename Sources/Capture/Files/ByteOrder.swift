import Wire

/// The byte order in which a file was written: that of the host that captured it.
enum ByteOrder: Sendable {
  case little
  case big

  /// The two octets at `offset`, which must lie within the span.
  @inline(__always) @unsafe
  func uint16(_ bytes: RawSpan, unchecked offset: Int) -> UInt16 {
    let value = unsafe bytes.uint16(unchecked: offset)
    return self == .big ? value : value.byteSwapped
  }

  /// The four octets at `offset`, which must lie within the span.
  @inline(__always) @unsafe
  func uint32(_ bytes: RawSpan, unchecked offset: Int) -> UInt32 {
    let value = unsafe bytes.uint32(unchecked: offset)
    return self == .big ? value : value.byteSwapped
  }
}
