import CZlib

extension Gzip {
  /// Decompresses all members of a gzip stream.
  ///
  /// A truncated or corrupt stream gives what could be had before the damage, and says where that
  /// was; one that gives nothing at all throws `notGzip`. Output beyond `limit` bytes throws
  /// `tooLarge`, so a small file cannot fill the memory. O(input + output).
  public static func decompress(
    _ bytes: [UInt8], limit: Int = defaultLimit
  ) throws(InflateError) -> Output {
    var output = Output(bytes: [], members: 0, damage: nil)
    output.bytes.reserveCapacity(min(limit, bytes.count &* 4))
    var offset = 0
    while offset < bytes.count {
      let rest = Array(bytes[offset..<min(bytes.count, offset + 3)])
      guard isGzip(rest) else {
        if output.members == 0 { throw .notGzip(offset: offset) }
        // Padding with zeros after the last member is usual on tapes and harmless.
        if bytes[offset...].contains(where: { $0 != 0 }) {
          output.damage = Damage(
            kind: .trailing, offset: offset, unused: bytes.count - offset)
        }
        return output
      }
      let member = try inflateMember(bytes, from: offset, into: &output.bytes, limit: limit)
      if let kind = member.damage {
        if output.bytes.isEmpty { throw .notGzip(offset: member.end) }
        output.damage = Damage(kind: kind, offset: member.end, unused: bytes.count - member.end)
        return output
      }
      output.members += 1
      offset = member.end
    }
    return output
  }

  /// Inflates one member, and says where it ended and how.
  private static func inflateMember(
    _ bytes: [UInt8], from start: Int, into output: inout [UInt8], limit: Int
  ) throws(InflateError) -> (end: Int, damage: Damage.Kind?) {
    // zlib keeps the address of the stream, so it must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    defer { unsafe stream.deallocate() }
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let opened = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size)
    guard opened == Z_OK else { throw .zlib(code: opened) }
    defer { unsafe inflateEnd(stream) }

    let window = 1 << 18
    var consumed = start
    while true {
      let chunk = min(bytes.count - consumed, 1 << 30)
      var code = Z_OK
      var used = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: window) { buffer, count in
        unsafe bytes.withUnsafeBufferPointer { input in
          // zlib never writes through `next_in`; its type only predates `const`.
          let next = unsafe input.baseAddress.map { unsafe UnsafeMutablePointer(mutating: $0) }
          unsafe stream.pointee.next_in = next.map { unsafe $0 + consumed }
          unsafe stream.pointee.avail_in = UInt32(chunk)
          unsafe stream.pointee.next_out = buffer.baseAddress
          unsafe stream.pointee.avail_out = UInt32(window)
          code = unsafe inflate(stream, Z_NO_FLUSH)
          used = unsafe chunk - Int(stream.pointee.avail_in)
          count = unsafe window - Int(stream.pointee.avail_out)
        }
      }
      consumed += used
      guard output.count + piece.count <= limit else { throw .tooLarge(limit: limit) }
      output += piece
      switch code {
      case Z_STREAM_END: return (consumed, nil)
      case Z_OK where used > 0 || !piece.isEmpty: continue
      case Z_OK, Z_BUF_ERROR: return (consumed, .truncated)
      case Z_DATA_ERROR, Z_NEED_DICT: return (consumed, .corrupt)
      default: throw .zlib(code: code)
      }
    }
  }
}
