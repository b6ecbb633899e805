/// A list of bytes that moves each byte that is taken to its front.
///
/// The first eight bytes are in a word, where moving costs a few shifts: most takes are of those.
@safe struct FrontList {
  /// The first eight bytes, the first of all in the lowest bits.
  private var head: UInt64 = 0
  /// The ninth byte and those that follow.
  private var tail: InlineArray<256, UInt8>

  /// Creates a list of at most 256 bytes.
  init(_ bytes: [UInt8]) {
    tail = InlineArray(repeating: 0)
    for (index, byte) in bytes.prefix(256).enumerated() {
      if index < 8 { head |= UInt64(byte) << UInt64(8 * index) } else { tail[index - 8] = byte }
    }
  }

  /// The first byte.
  @inline(__always)
  var first: UInt8 { UInt8(truncatingIfNeeded: head) }

  /// Returns the byte at a place, 0 to 255, and moves it to the front.
  @inline(__always)
  mutating func take(_ place: Int) -> UInt8 {
    if place < 8 {
      let shift = UInt64(truncatingIfNeeded: place &* 8)
      let byte = head &>> shift & 0xFF
      // The bytes up to the place move up by one; those behind it stay.
      let moved: UInt64 = (2 &<< (shift | 7)) &- 1
      head = head & ~moved | head &<< 8 & moved | byte
      return UInt8(truncatingIfNeeded: byte)
    }
    return takeFar(place &- 8)
  }

  private mutating func takeFar(_ place: Int) -> UInt8 {
    var span = tail.mutableSpan
    return unsafe span.withUnsafeMutableBufferPointer { tail in
      let byte = unsafe tail[place & 0xFF]
      var index = place & 0xFF
      while index > 0 {
        unsafe tail[index] = tail[index &- 1]
        index &-= 1
      }
      unsafe tail[0] = UInt8(truncatingIfNeeded: head &>> 56)
      head = head &<< 8 | UInt64(byte)
      return byte
    }
  }
}
