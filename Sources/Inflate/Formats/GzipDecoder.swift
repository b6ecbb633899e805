import CIsal

/// Decompresses the members of a gzip stream one after the other through ISA-L, which checks the
/// checksum of each.
///
/// Where ISA-L finds the data of a member invalid and the input can be read again, zlib reads that
/// member from its start and has the last word on where it breaks, if it does.
@safe final class GzipDecoder: StreamDecoder, @unchecked Sendable {
  private let input: CompressedInput
  // ISA-L keeps tables and a window of 64 KiB in its state, too large for the stack.
  private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
  /// What reads the present member instead of ISA-L.
  private var fallback: ZlibInflater?
  private var isInMember = false
  private var members = 0
  /// The number of decompressed bytes so far.
  private var produced: UInt64 = 0
  /// Where the present member begins, in the input and in the decompressed bytes.
  private var memberStart: (input: UInt64, output: UInt64) = (0, 0)
  /// The decompressed bytes of the present member that were delivered and are to be passed over.
  private var repeated: UInt64 = 0

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
      let step = try inflate(into: buffer)
      switch step {
      case .goesOn: continue
      case .ended:
        isInMember = false
        members += 1
      case .stuck:
        guard try input.extend() else {
          end(buffer, .truncated)
          return false
        }
      case .damaged:
        end(buffer, .corrupt)
        return false
      case .invalid:
        guard !input.isLive else {
          end(buffer, .corrupt)
          return false
        }
        fallback = try ZlibInflater()
        repeated = produced - memberStart.output
        input.seek(to: memberStart.input)
      }
    }
    return true
  }

  /// Starts the next member; false where none follows.
  private func beginMember(_ buffer: FeedBuffer) throws(InflateError) -> Bool {
    guard Gzip.isGzip(try input.peek(3)) else {
      if let damage = try input.trailingDamage(at: produced) { buffer.damage.append(damage) }
      return false
    }
    unsafe isal_inflate_reset(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    fallback = nil
    isInMember = true
    memberStart = (input.offset, produced)
    return true
  }

  /// How far a member came.
  private enum Step {
    case goesOn
    /// Nothing was used and nothing written.
    case stuck
    case ended
    /// The checksum is wrong, or zlib too finds the data invalid.
    case damaged
    /// ISA-L finds the data invalid.
    case invalid
  }

  private func inflate(into buffer: FeedBuffer) throws(InflateError) -> Step {
    if let fallback { return try inflate(with: fallback, into: buffer) }
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
    if code == ISAL_INCORRECT_CHECKSUM { return .damaged }
    if code < 0 || code == ISAL_NEED_DICT { return .invalid }
    if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH { return .ended }
    return used == 0 && written == 0 ? .stuck : .goesOn
  }

  private func inflate(
    with zlib: ZlibInflater, into buffer: FeedBuffer
  ) throws(InflateError) -> Step {
    var target = unsafe buffer.free
    // What was delivered before is written behind the buffer's bytes and not counted.
    if repeated > 0 {
      unsafe target = UnsafeMutableRawBufferPointer(
        rebasing: target.prefix(Int(clamping: repeated)))
    }
    let (used, written, state) = unsafe try zlib.inflate(input.bytes, into: target)
    input.consume(used)
    if repeated > 0 {
      repeated -= UInt64(written)
    } else {
      buffer.advance(written)
      produced += UInt64(written)
    }
    switch state {
    case .ended: return .ended
    case .damaged: return .damaged
    case .goesOn: return used == 0 && written == 0 ? .stuck : .goesOn
    }
  }

  private func end(_ buffer: FeedBuffer, _ kind: StreamDamage.Kind) {
    buffer.damage.append(
      StreamDamage(
        kind: kind, compressedOffset: input.offset,
        compressedLoss: kind == .truncated ? nil : input.remaining, offset: produced))
  }
}
