/// The inner loops of the readers: each checks its bounds once, not once a byte.
extension [UInt8] {
  /// The first place in `start..<count` that holds the delimiter or a line end; `count` when none
  /// does. O(distance).
  @inline(__always)
  func fieldEnd(from start: Int, delimiter: UInt8) -> Int {
    precondition(start >= 0 && start <= count)
    let ends = (
      UInt64(delimiter) &* .eachByte, UInt64(0x0A) &* .eachByte, UInt64(0x0D) &* .eachByte
    )
    return withUnsafeBytes { buffer in
      var index = start
      // Eight bytes a step: a byte that equals one of the three becomes zero in the difference.
      while index &+ 8 <= buffer.count {
        let word = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found =
          (word ^ ends.0).zeroBytes | (word ^ ends.1).zeroBytes | (word ^ ends.2).zeroBytes
        if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
        index &+= 8
      }
      while index < buffer.count {
        let byte = buffer[index]
        if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
        index &+= 1
      }
      return index
    }
  }

  /// Whether two ranges hold the same bytes. O(length).
  @inline(__always)
  func areEqual(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    precondition(a.lowerBound >= 0 && b.lowerBound >= 0)
    precondition(a.upperBound <= count && b.upperBound <= count)
    return withUnsafeBufferPointer { buffer in
      var index = a.lowerBound
      var other = b.lowerBound
      while index < a.upperBound {
        if buffer[index] != buffer[other] { return false }
        index &+= 1
        other &+= 1
      }
      return true
    }
  }

  /// A hash of a range of bytes (FNV-1a), going on from `seed`. O(length).
  @inline(__always)
  func hash(_ range: Range<Int>, seed: UInt64) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return withUnsafeBufferPointer { buffer in
      var hash = seed
      for index in range { hash = (hash ^ UInt64(buffer[index])) &* 0x0000_0100_0000_01B3 }
      return hash
    }
  }

  /// The eight bytes from `start` as one number, whatever the order of bytes.
  @inline(__always)
  func word(at start: Int) -> UInt64 {
    precondition(start >= 0 && start + 8 <= count)
    return withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt64.self) }
  }
}

extension UInt64 {
  /// One in each byte.
  @inline(__always)
  fileprivate static var eachByte: UInt64 { 0x0101_0101_0101_0101 }

  /// The high bit of each zero byte; bits above the lowest of them may be wrong.
  @inline(__always)
  fileprivate var zeroBytes: UInt64 { (self &- .eachByte) & ~self & 0x8080_8080_8080_8080 }
}
