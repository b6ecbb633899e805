import CZstd

/// libzstd, which makes what the tests read.
enum Zstd {
  /// Compresses bytes into one frame.
  static func compress(_ bytes: [UInt8], level: Int32 = 3) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&output, output.count, bytes, bytes.count, level)
    precondition(ZSTD_isError(count) == 0)
    return Array(output.prefix(count))
  }

  /// Compresses bytes into a frame that asks its reader for a window of `1 << windowLog` bytes.
  static func compress(_ bytes: [UInt8], windowLog: Int32) -> [UInt8] {
    guard let context = ZSTD_createCCtx() else { return [] }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count) + 64)
    let size = output.count
    // In two steps, so that the compressor cannot know the size and narrow the window.
    return bytes.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        var incoming = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var outgoing = ZSTD_outBuffer(dst: target.baseAddress, size: size, pos: 0)
        _ = ZSTD_compressStream2(context, &outgoing, &incoming, ZSTD_e_flush)
        _ = ZSTD_compressStream2(context, &outgoing, &incoming, ZSTD_e_end)
        return Array(target.prefix(outgoing.pos))
      }
    }
  }

  /// A frame that readers pass over.
  static func skippable(_ bytes: [UInt8]) -> [UInt8] {
    let size = UInt32(bytes.count)
    return [0x53, 0x2A, 0x4D, 0x18] + (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
      + bytes
  }
}
