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
    let zlib = try ZlibInflater()
    let window = 1 << 18
    var consumed = start
    while true {
      var used = 0
      var state = ZlibInflater.State.goesOn
      var failure: InflateError?
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: window) { buffer, count in
        unsafe bytes.withUnsafeBytes { input in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: input[consumed...])
          do throws(InflateError) {
            unsafe (used, count, state) = try zlib.inflate(
              rest, into: UnsafeMutableRawBufferPointer(buffer))
          } catch { failure = error }
        }
      }
      if let failure { throw failure }
      consumed += used
      guard output.count + piece.count <= limit else { throw .tooLarge(limit: limit) }
      output += piece
      switch state {
      case .ended: return (consumed, nil)
      case .damaged: return (consumed, .corrupt)
      case .goesOn where used > 0 || !piece.isEmpty: continue
      case .goesOn: return (consumed, .truncated)
      }
    }
  }
}
