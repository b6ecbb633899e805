import CIsal
import Glibc

extension BlockDecoder {
  /// Writes the bytes of the block that was read last into an empty buffer, which grows as needed.
  ///
  /// Returns whether they have the checksum that the block says. Four equal bytes are followed by
  /// the number, 0 to 255, of those that come after them, so a block gives at most 46.6 MB.
  func write(into buffer: FeedBuffer) -> Bool {
    unsafe inverse.run(column, length: length, counts: counts, origin: origin)
    var expansion = RunExpansion()
    var left = length
    var number = 0
    // The last column of a periodic text has its period as a cycle, which is walked again.
    while left > 0 {
      let piece = inverse.pieces[number]
      let count = min(piece.count, left)
      unsafe expansion.write(
        UnsafeBufferPointer(start: inverse.text + piece.start, count: count), into: buffer)
      left -= count
      number = piece.follower
    }
    let bytes = unsafe buffer.bytes
    // The checksum of bzip2 is that of IEEE 802.3 with the highest bit first, as ISA-L names it.
    let found = unsafe crc32_ieee(
      0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    return found == checksum
  }
}
