import Foundation

/// Writes files below a folder, each whole or not at all.
struct FolderWriter {
  private let folder: URL

  init(_ path: String) { folder = URL(fileURLWithPath: path, isDirectory: true) }

  func write(_ files: [(path: String, bytes: [UInt8])]) throws {
    for file in files {
      let url = folder.appendingPathComponent(file.path)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url, options: .atomic)
      } catch {
        throw WriteError(place: url.path, error)
      }
    }
  }
}
