import Foundation

/// The repository that these tests were compiled from, read as text.
struct SourceTree {
  /// The repository's folder.
  let root: URL

  /// The tree that holds this file.
  static let repository = SourceTree(
    root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().standardizedFileURL)

  /// The files below a folder whose names end in `.suffix`, as paths from the root, sorted;
  /// hidden folders, where builds live, are left out.
  func paths(below folder: String = "", suffix: String) throws -> [String] {
    var found: [String] = []
    var pending = [folder]
    while let folder = pending.popLast() {
      for name in try FileManager.default.contentsOfDirectory(atPath: url(folder).path) {
        guard !name.hasPrefix(".") else { continue }
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        if isFolder(path) {
          pending.append(path)
        } else if name.hasSuffix(".\(suffix)") {
          found.append(path)
        }
      }
    }
    return found.sorted()
  }

  /// The Swift files below a folder.
  func swiftFiles(below folder: String) throws -> [SourceFile] {
    guard isFolder(folder) else { return [] }
    return try paths(below: folder, suffix: "swift").map {
      SourceFile(path: $0, text: try text(of: $0))
    }
  }

  /// The text of a file.
  func text(of path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// The manifest.
  func manifest() throws -> Manifest { Manifest(text: try text(of: "Package.swift")) }

  /// The map of targets.
  func targetMap() throws -> TargetMap {
    TargetMap(document: try text(of: "Docs/Architecture.md"))
  }

  /// Whether something is there.
  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private func url(_ path: String) -> URL {
    path.isEmpty ? root : root.appending(path: path).standardizedFileURL
  }
}
