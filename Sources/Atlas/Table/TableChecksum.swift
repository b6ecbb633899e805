/// A checksum that notices accidents: bad disks, half-written files, flipped bits.
///
/// Four lanes of eight bytes are multiplied and rotated apart, which runs at the speed of memory. It
/// is no defence against who means to deceive; the numbers of an image are checked besides.
enum TableChecksum {
  /// The sum of the bytes from an offset, a multiple of 8, to the end.
  static func sum(of memory: TableMemory, from start: Int) -> UInt64 {
    let bytes = unsafe memory.bytes
    let prime: UInt64 = 0x9E37_79B1_85EB_CA87
    var a: UInt64 = 1
    var b: UInt64 = 2
    var c: UInt64 = 3
    var d: UInt64 = 4
    var offset = start
    let end = bytes.count
    @inline(__always) func mix(_ lane: UInt64, _ offset: Int) -> UInt64 {
      let word = unsafe bytes.load(fromByteOffset: offset, as: UInt64.self)
      let product = (lane ^ word) &* prime
      return product << 31 | product >> 33
    }
    while offset &+ 32 <= end {
      a = mix(a, offset)
      b = mix(b, offset &+ 8)
      c = mix(c, offset &+ 16)
      d = mix(d, offset &+ 24)
      offset &+= 32
    }
    while offset &+ 8 <= end {
      a = mix(a, offset)
      offset &+= 8
    }
    var tail: UInt64 = UInt64(end &- offset)
    while offset < end {
      tail = tail << 8 | UInt64(unsafe bytes[offset])
      offset &+= 1
    }
    var sum = UInt64(end &- start)
    for lane in [a, b, c, d, tail] {
      sum = (sum ^ lane) &* prime
      sum ^= sum >> 32
    }
    return sum
  }
}
