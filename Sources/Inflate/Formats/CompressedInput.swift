import Glibc

/// Compressed bytes as a decoder takes them: read in large pieces, with a look ahead.
@safe final class CompressedInput: @unchecked Sendable {
  private static let capacity = 1 << 18

  private let reader: InputReader
  private let memory = UnsafeMutableRawPointer.allocate(
    byteCount: CompressedInput.capacity, alignment: 64)
  private var start = 0
  private var end = 0

  /// Whether the input has given its last byte to the memory.
  private(set) var isEnded = false
  /// The number of bytes that were passed over.
  private(set) var offset: UInt64 = 0

  init(_ reader: InputReader) { self.reader = reader }

  deinit { unsafe memory.deallocate() }

  /// The bytes at hand.
  var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: memory + start, count: end - start)
  }

  /// The number of bytes at hand.
  var count: Int { end - start }

  /// The number of bytes from here to the end of the input, where that is known.
  var remaining: UInt64? {
    guard let size = reader.size else { return isEnded ? UInt64(count) : nil }
    return size > offset ? size - offset : UInt64(count)
  }

  /// Whether reading on may have to wait for somebody who writes.
  var isLive: Bool { !reader.isSeekable }

  /// Passes over bytes.
  func consume(_ count: Int) {
    let count = min(max(0, count), self.count)
    start += count
    offset += UInt64(count)
  }

  /// Reads once, behind what is at hand; does nothing at the end of the input.
  func refill() throws(InflateError) {
    if isEnded { return }
    if start > 0 {
      unsafe memmove(memory, memory + start, count)
      end -= start
      start = 0
    }
    let room = unsafe UnsafeMutableRawBufferPointer(
      start: memory + end, count: Self.capacity - end)
    guard room.count > 0 else { return }
    let got = unsafe try reader.read(into: room)
    end += got
    if got == 0 { isEnded = true }
  }

  /// Makes more bytes ready for a decoder that cannot go on with those at hand; false where there
  /// are none.
  func extend() throws(InflateError) -> Bool {
    let before = count
    try refill()
    return count > before
  }

  /// The next `count` bytes or, where the input ends before, fewer. Passes over none.
  func peek(_ count: Int) throws(InflateError) -> [UInt8] {
    while self.count < count, !isEnded { try refill() }
    return unsafe Array(bytes.prefix(count))
  }

  /// Begins again at a place of a seekable input.
  func seek(to offset: UInt64) {
    reader.seek(to: offset)
    self.offset = offset
    start = 0
    end = 0
    isEnded = false
  }

  /// What is left behind the last stream: nothing or zeros, which are padding, or damage.
  ///
  /// Reads as far as the first byte that is not zero.
  func trailingDamage(at offset: UInt64) throws(InflateError) -> StreamDamage? {
    let begin = self.offset
    let loss = remaining
    while true {
      if unsafe bytes.contains(where: { $0 != 0 }) {
        return StreamDamage(
          kind: .trailing, compressedOffset: begin, compressedLoss: loss, offset: offset)
      }
      consume(count)
      try refill()
      if count == 0 { return nil }
    }
  }
}
