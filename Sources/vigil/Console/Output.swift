import Foundation
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
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw Closed() }
        throw CocoaError(.fileWriteUnknown)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes a line to standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
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
