import Glibc

/// Expands the runs of a text that comes in pieces: four equal bytes and a number.
@safe struct RunExpansion {
  /// The last byte, none where a run was just ended by its number.
  private var last = -1
  /// How many equal bytes came last.
  private var equal = 0

  /// Writes a piece of the text, expanded, behind what the buffer holds.
  mutating func write(_ piece: UnsafeBufferPointer<UInt8>, into buffer: FeedBuffer) {
    // A number takes a byte of the piece and gives up to 255.
    let slack = 256
    buffer.reserve(piece.count + slack)
    guard var out = unsafe buffer.free.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return
    }
    var begin = unsafe out
    var last = self.last
    var equal = self.equal
    var index = 0
    while index < piece.count {
      let byte = unsafe piece[index]
      index &+= 1
      if equal == 4 {
        unsafe memset(out, Int32(last), Int(byte))
        unsafe out += Int(byte)
        last = -1
        equal = 0
        unsafe buffer.advance(out - begin)
        buffer.reserve(piece.count - index + slack)
        guard let base = unsafe buffer.free.baseAddress else { return }
        unsafe out = base.assumingMemoryBound(to: UInt8.self)
        unsafe begin = out
        continue
      }
      unsafe out.pointee = byte
      unsafe out += 1
      equal = Int(byte) == last ? equal &+ 1 : 1
      last = Int(byte)
    }
    unsafe buffer.advance(out - begin)
    self.last = last
    self.equal = equal
  }
}
