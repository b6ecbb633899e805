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
    if path == "-" { return try drain(0, path: path, expected: 0, limit: limit) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .cannotRead(path: path, code: errno)
    }
    let size = Int(status.st_size)
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory(path: path) }
    guard size <= limit else { throw .tooLarge(limit: limit) }
    return try drain(descriptor, path: path, expected: size, limit: limit)
  }

  /// Reads until the end; a size of zero is usual for pipes and `/proc`.
  private static func drain(
    _ descriptor: Int32, path: String, expected: Int, limit: Int
  ) throws(InflateError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = max(expected + 1, 1 << 16)
    while true {
      var code: Int32 = 0
      var got = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        unsafe got = Glibc.read(descriptor, buffer.baseAddress, room)
        if got < 0 { code = errno }
        count = max(0, got)
      }
      if got < 0 {
        if code == EINTR { continue }
        throw .cannotRead(path: path, code: code)
      }
      if got == 0 { return bytes }
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
