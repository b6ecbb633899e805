import Glibc
import Inflate

/// A file that is written piece by piece; folders on its way are made.
public struct OutputFile: ~Copyable {
  /// Why a file could not be written; `code` is the system's `errno`.
  public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The path.
    public let path: String
    /// The error code.
    public let code: Int32

    /// The error for people.
    public var description: String {
      "\(path): cannot be written (\(String(cString: strerror(code))))"
    }
  }

  private let path: String
  private let descriptor: Int32
  private let isCompressed: Bool

  /// Creates or empties a file. With `isCompressed` every piece becomes a gzip member of its own.
  public init(_ path: String, isCompressed: Bool = false) throws {
    self.path = path
    self.isCompressed = isCompressed
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += "\(part)/"
      if folder != "/" { mkdir(folder, 0o777) }
    }
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Failure(path: path, code: errno) }
  }

  deinit { close(descriptor) }

  /// Appends a piece.
  public func write(_ bytes: [UInt8]) throws {
    let bytes = isCompressed && !bytes.isEmpty ? try Gzip.compress(bytes, level: 1) : bytes
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if count < 0, errno != EINTR { throw Failure(path: path, code: errno) }
      done += max(0, count)
    }
  }
}
