import CZlib

extension Gzip {
  /// Compresses bytes into one gzip member.
  ///
  /// The header holds no time, no name and an unknown system, so equal bytes give equal output.
  /// `level` runs from 1 (fast) to 9 (small). O(size).
  public static func compress(
    _ bytes: [UInt8], level: Int = 9
  ) throws(InflateError) -> [UInt8] {
    // zlib keeps the address of the stream, so it must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    defer { unsafe stream.deallocate() }
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let level = Int32(min(max(level, 1), 9))
    let opened = unsafe deflateInit2_(
      stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    guard opened == Z_OK else { throw .zlib(code: opened) }
    defer { unsafe deflateEnd(stream) }

    let window = 1 << 18
    var output: [UInt8] = []
    var consumed = 0
    while true {
      let chunk = min(bytes.count - consumed, 1 << 30)
      let isLast = consumed + chunk == bytes.count
      var code = Z_OK
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: window) { buffer, count in
        unsafe bytes.withUnsafeBufferPointer { input in
          // zlib never writes through `next_in`; its type only predates `const`.
          let next = unsafe input.baseAddress.map { unsafe UnsafeMutablePointer(mutating: $0) }
          unsafe stream.pointee.next_in = next.map { unsafe $0 + consumed }
          unsafe stream.pointee.avail_in = UInt32(chunk)
          unsafe stream.pointee.next_out = buffer.baseAddress
          unsafe stream.pointee.avail_out = UInt32(window)
          code = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          consumed += unsafe chunk - Int(stream.pointee.avail_in)
          count = unsafe window - Int(stream.pointee.avail_out)
        }
      }
      output += piece
      if code == Z_STREAM_END {
        output[9] = 255  // The header's operating system: unknown.
        return output
      }
      guard code == Z_OK || code == Z_BUF_ERROR else { throw .zlib(code: code) }
    }
  }
}
