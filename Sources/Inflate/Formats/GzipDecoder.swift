import CIsal

/// Decompresses the members of a gzip stream one after the other through ISA-L, which checks the
/// checksum of each.
@safe final class GzipDecoder: StreamDecoder, @unchecked Sendable {
  private let input: CompressedInput
  // ISA-L keeps tables and a window of 64 KiB in its state, too large for the stack.
  private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
  private var isInMember = false
  private var members = 0
  /// The number of decompressed bytes so far.
  private var produced: UInt64 = 0

  init(_ reader: InputReader) {
    input = CompressedInput(reader)
    unsafe isal_inflate_init(state)
  }

  deinit { unsafe state.deallocate() }

  func fill(_ buffer: FeedBuffer) throws(InflateError) -> Bool {
    while buffer.room > 0 {
      if !isInMember {
        if input.isLive, input.count < 3, buffer.count > 0, !input.isEnded { return true }
        guard try beginMember(buffer) else { return false }
      }
      if input.count == 0, !input.isEnded {
        if input.isLive, buffer.count > 0 { return true }
        try input.refill()
      }
      let (used, written, code) = inflateOnce(into: buffer)
      if code < 0 || code == ISAL_NEED_DICT {
        end(buffer, .corrupt)
        return false
      }
      if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
        isInMember = false
        members += 1
      } else if used == 0, written == 0, input.count == 0, input.isEnded {
        end(buffer, .truncated)
        return false
      }
    }
    return true
  }

  /// Starts the next member; false where none follows.
  private func beginMember(_ buffer: FeedBuffer) throws(InflateError) -> Bool {
    guard Gzip.isGzip(try input.peek(3)) else {
      if members == 0, input.count < 3 {
        end(buffer, .truncated)
      } else if let damage = try input.trailingDamage(at: produced) {
        buffer.damage.append(damage)
      }
      return false
    }
    unsafe isal_inflate_reset(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    isInMember = true
    return true
  }

  private func inflateOnce(into buffer: FeedBuffer) -> (used: Int, written: Int, code: Int32) {
    let source = unsafe input.bytes
    let target = unsafe buffer.free
    // ISA-L never writes through `next_in`; its type only lacks `const`.
    unsafe state.pointee.next_in = UnsafeMutablePointer(
      mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe state.pointee.avail_in = UInt32(clamping: source.count)
    unsafe state.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = UInt32(clamping: target.count)
    let code = unsafe isal_inflate(state)
    let used = unsafe source.count - Int(state.pointee.avail_in)
    let written = unsafe target.count - Int(state.pointee.avail_out)
    input.consume(used)
    buffer.advance(written)
    produced += UInt64(written)
    return (used, written, code)
  }

  private func end(_ buffer: FeedBuffer, _ kind: StreamDamage.Kind) {
    buffer.damage.append(
      StreamDamage(
        kind: kind, compressedOffset: input.offset,
        compressedLoss: kind == .truncated ? nil : input.remaining, offset: produced))
  }
}
