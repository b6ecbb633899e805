import Glibc

/// Reads a whole file, or standard input, into memory.
public enum ByteSource {
  /// The most bytes that are read unless the caller says otherwise: 4 GiB.
  public static let defaultLimit = 1 << 32

  /// Returns the bytes of the file at `path`, or of standard input for `-`.
  ///
  /// Nothing is decompressed. Throws `tooLarge` as soon as more than `limit` bytes have come, so a
  /// pipe without end cannot fill the memory. O(size).
  public static func read(
    _ path: String, limit: Int = defaultLimit
  ) throws(InflateError) -> [UInt8] {
    let input = try InputReader(path: path)
    let size = Int(clamping: input.size ?? 0)
    guard size <= limit else { throw .tooLarge(limit: limit) }
    var bytes: [UInt8] = []
    // A byte more than the size, to meet the end with the first read.
    var room = max(size + 1, 1 << 16)
    while true {
      let piece = try input.read(atMost: room)
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
      room = bytes.count > 1 << 20 ? 1 << 20 : 1 << 16
    }
  }
}

/// The system's words for an error code.
func systemText(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
