import CBzip2

/// libbz2, which says what bzip2 data holds.
enum Bzip2 {
  /// Compresses bytes into one stream; `level` is the size of its blocks in 100,000 bytes.
  static func compress(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8] {
    var input = bytes.map { CChar(bitPattern: $0) }
    var size = UInt32(bytes.count + bytes.count / 100 + 600)
    var output = [CChar](repeating: 0, count: Int(size))
    let code = BZ2_bzBuffToBuffCompress(
      &output, &size, &input, UInt32(input.count), level, 0, 0)
    precondition(code == BZ_OK)
    return output.prefix(Int(size)).map { UInt8(bitPattern: $0) }
  }

  /// Decompresses streams one after the other, as far as they go.
  static func decompress(_ bytes: [UInt8]) -> (bytes: [UInt8], isWhole: Bool) {
    var input = bytes.map { CChar(bitPattern: $0) }
    let inputCount = input.count
    var output: [UInt8] = []
    var piece = [CChar](repeating: 0, count: 1 << 20)
    let pieceCount = piece.count
    var offset = 0
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      while offset < inputCount {
        var stream = bz_stream()
        guard BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK else { return false }
        defer { BZ2_bzDecompressEnd(&stream) }
        stream.next_in = input.baseAddress.map { $0 + offset }
        stream.avail_in = UInt32(inputCount - offset)
        var code = BZ_OK
        while code == BZ_OK {
          code = piece.withUnsafeMutableBufferPointer { piece in
            stream.next_out = piece.baseAddress
            stream.avail_out = UInt32(pieceCount)
            return BZ2_bzDecompress(&stream)
          }
          let count = pieceCount - Int(stream.avail_out)
          output += piece[..<count].map { UInt8(bitPattern: $0) }
          if code == BZ_OK, count == 0, stream.avail_in == 0 { return false }
        }
        guard code == BZ_STREAM_END else { return false }
        offset = inputCount - Int(stream.avail_in)
      }
      return true
    }
    return (output, isWhole)
  }
}
