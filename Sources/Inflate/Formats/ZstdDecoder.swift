import CZstd
import Glibc

/// Decompresses the frames of a Zstandard stream one after the other through libzstd, and passes
/// over skippable frames.
@safe final class ZstdDecoder: StreamDecoder, @unchecked Sendable {
  private let input: CompressedInput
  private let context: OpaquePointer
  private var isInFrame = false
  private var frames = 0
  /// The number of decompressed bytes so far.
  private var produced: UInt64 = 0

  init(_ reader: InputReader) throws(InflateError) {
    guard let context = unsafe ZSTD_createDCtx() else {
      throw .cannotRead(path: reader.path, code: ENOMEM)
    }
    unsafe self.context = context
    input = CompressedInput(reader)
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  func fill(_ buffer: FeedBuffer) throws(InflateError) -> Bool {
    while buffer.room > 0 {
      if !isInFrame {
        if input.isLive, input.count < 4, buffer.count > 0, !input.isEnded { return true }
        guard try isFrameNext() else {
          if frames > 0, let damage = try input.trailingDamage(at: produced) {
            buffer.damage.append(damage)
          } else if frames == 0 {
            end(buffer, .truncated)
          }
          return false
        }
        isInFrame = true
      }
      if input.count == 0, !input.isEnded {
        if input.isLive, buffer.count > 0 { return true }
        try input.refill()
      }
      let (used, written, code) = decompressOnce(into: buffer)
      if ZSTD_isError(code) != 0 {
        let isUnsupported =
          [ZSTD_error_frameParameter_windowTooLarge, ZSTD_error_dictionary_wrong]
          .contains(ZSTD_getErrorCode(code))
        end(buffer, isUnsupported ? .unsupported : .corrupt)
        return false
      }
      if code == 0 {
        isInFrame = false
        frames += 1
      } else if used == 0, written == 0, !(try input.extend()) {
        end(buffer, .truncated)
        return false
      }
    }
    return true
  }

  /// Whether a frame begins here.
  private func isFrameNext() throws(InflateError) -> Bool {
    Compression(firstBytes: try input.peek(4)) == .zstd
  }

  private func decompressOnce(into buffer: FeedBuffer) -> (used: Int, written: Int, code: Int) {
    let source = unsafe input.bytes
    let target = unsafe buffer.free
    var incoming = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    var outgoing = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let code = unsafe ZSTD_decompressStream(context, &outgoing, &incoming)
    let used = unsafe incoming.pos
    let written = unsafe outgoing.pos
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
