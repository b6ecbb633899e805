import Foundation
import Inflate
import Reports

/// Standard output for data, standard error for people.
enum Output {
  /// The reader of standard output has gone.
  struct Closed: Error {}

  /// Writes text to standard output in full.
  static func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Writes bytes to standard output in full.
  static func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  private static func write(_ buffer: UnsafeRawBufferPointer) throws {
    let code = write(buffer, to: STDOUT_FILENO)
    if code == EPIPE { throw Closed() }
    if code != 0 {
      throw WriteError(place: "standard output", reason: String(cString: strerror(code)))
    }
  }

  /// Writes everything; returns 0, or the number of the error that stopped it.
  static func write(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// Writes a line to standard error.
  static func note(_ text: String) { show(text + "\n") }

  /// Writes bytes to a file, compressed when its name ends in `.gz`, or to standard output.
  ///
  /// A file takes the place of another only once it is whole; what is no regular file is written through.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    guard let path else { return try write(bytes) }
    let file = try PieceWriter(path)
    try file.write(path.hasSuffix(".gz") ? Gzip.compress(bytes) : bytes)
    try file.finish()
  }

  /// Refuses a folder where a file is to be written, before a long run comes to it.
  static func requireFile(_ path: String?) throws {
    guard let path, isFolder(path) else { return }
    throw WriteError(place: path, reason: "it is a folder; name a file in it")
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Says how far a run is, in place of what was said before; silent unless people watch.
  static func progress(_ text: String) {
    if isWatched { show("\r\u{1B}[K\(text)") }
  }

  /// Writes text to standard error; a reader who has gone stops nothing.
  static func show(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Whether people watch standard error.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colour when people watch standard output and have not asked for none.
  static var style: TextStyle {
    let environment = ProcessInfo.processInfo.environment
    let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return isatty(STDOUT_FILENO) == 1 && !isRefused && environment["TERM"] != "dumb"
      ? .colour : .plain
  }
}
