/// Why bytes could not be had: the file, the limit, or the compression.
public enum InflateError: Error, Equatable, Sendable {
  /// The file could not be opened or read; `code` is the system's `errno`.
  case cannotRead(path: String, code: Int32)
  /// The path names a directory.
  case isDirectory(path: String)
  /// The input, or what it expands to, is larger than `limit` bytes.
  case tooLarge(limit: Int)
  /// A part of a stream would have to be held at once that is larger than `limit` bytes.
  case windowTooLarge(limit: Int)
  /// The bytes begin as gzip and nothing could be got out of them.
  case notGzip(offset: Int)
  /// zlib could not work: out of memory or a wrong argument.
  case zlib(code: Int32)
}

extension InflateError: CustomStringConvertible {
  /// The error for people, with what to do.
  public var description: String {
    switch self {
    case .cannotRead(let path, let code): "\(path): cannot be read (\(systemText(code)))"
    case .isDirectory(let path): "\(path): is a directory; name a file"
    case .tooLarge(let limit):
      "larger than \(limit) bytes once decompressed; split the input or raise the limit"
    case .windowTooLarge(let limit):
      "a part larger than \(limit) bytes would have to be held at once; the input is damaged or hostile"
    case .notGzip(let offset): "damaged gzip data at byte \(offset); fetch the file again"
    case .zlib(let code): "zlib failed with code \(code)"
    }
  }
}
