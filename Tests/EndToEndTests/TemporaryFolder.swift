import Foundation

/// A folder for one test, removed with it.
final class TemporaryFolder {
  /// The folder that runs work in.
  let url: URL
  /// The folder that keeps their streams.
  let streams: URL
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "vigil-\(UUID().uuidString)")
    url = root.appendingPathComponent("work")
    streams = root.appendingPathComponent("streams")
    for folder in [url, streams] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Writes a text and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// The bytes of a file.
  func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appendingPathComponent(name)))
  }

  /// The text of a file.
  func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// The files below a folder, by their paths in it, in order.
  func files(below name: String) throws -> [String] {
    let base = url.appendingPathComponent(name)
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
    return (paths ?? []).sorted().filter { path in
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: base.appendingPathComponent(path).path, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue
    }
  }
}
