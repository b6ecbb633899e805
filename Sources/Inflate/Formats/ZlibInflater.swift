import CZlib

/// Inflates one gzip member through zlib.
@safe final class ZlibInflater {
  /// Where a call left the member.
  enum State {
    case goesOn
    case ended
    case damaged
  }

  // zlib keeps the address of the stream, so it must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init() throws(InflateError) {
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let opened = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size)
    guard opened == Z_OK else {
      unsafe stream.deallocate()
      throw .zlib(code: opened)
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates as much as both sides allow. Throws where zlib cannot work, as out of memory.
  func inflate(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(InflateError) -> (used: Int, written: Int, state: State) {
    // zlib never writes through `next_in`; its type only predates `const`.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
    unsafe stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(clamping: target.count)
    let code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let used = unsafe source.count - Int(stream.pointee.avail_in)
    let written = unsafe target.count - Int(stream.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: return (used, written, .goesOn)
    case Z_STREAM_END: return (used, written, .ended)
    case Z_DATA_ERROR, Z_NEED_DICT: return (used, written, .damaged)
    default: throw .zlib(code: code)
    }
  }
}
