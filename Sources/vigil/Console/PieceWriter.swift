import Foundation

/// A file that is written in pieces, under another name until it is whole.
///
/// What is no regular file is written through. A writer that goes before its `finish` leaves nothing.
final class PieceWriter {
  private let path: String
  /// The name until the file is whole, and the one that it gets; nothing where it is written through.
  private let names: (part: String, whole: String)?
  private var descriptor: Int32

  /// Opens the file, in a folder that is made if need be. Throws `WriteError`.
  init(_ path: String, makingFolder: Bool = false) throws {
    try Output.requireFile(path)
    self.path = path
    switch OutputPlace.of(path) {
    case .file(let whole, let mode):
      if makingFolder { try PieceWriter.makeFolder(OutputPlace.folder(of: whole), for: path) }
      let part = "\(whole).\(getpid()).part"
      names = (part: part, whole: whole)
      descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      if descriptor >= 0, let mode { fchmod(descriptor, mode) }
    case .stream:
      names = nil
      descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw failure(errno) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if let names { unlink(names.part) }
  }

  /// Writes the next piece. Throws `WriteError`.
  func write(_ bytes: [UInt8]) throws {
    let code = bytes.withUnsafeBytes { Output.write($0, to: descriptor) }
    guard code == 0 else { throw failure(code) }
  }

  /// Gives the file its name, once. Throws `WriteError`.
  func finish() throws {
    var code: Int32 = 0
    // A state that is saved behind the file must not outlive it when the power goes.
    if names != nil, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    descriptor = -1
    if let names {
      if code == 0, rename(names.part, names.whole) != 0 { code = errno }
      if code != 0 { unlink(names.part) }
    }
    guard code == 0 else { throw failure(code) }
  }

  /// Writes a file by a function that is given one for its pieces, in a folder that is made if need be.
  ///
  /// Throws `WriteError`, and what the function throws.
  static func write(_ path: String, _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void)
    throws
  {
    let file = try PieceWriter(path, makingFolder: true)
    try body { try file.write($0) }
    try file.finish()
  }

  private static func makeFolder(_ folder: String, for path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw WriteError(place: path, error)
    }
  }

  private func failure(_ code: Int32) -> WriteError {
    WriteError(place: path, reason: String(cString: strerror(code)))
  }
}
