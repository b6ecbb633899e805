import Foundation

/// Finds the files that paths, folders and patterns stand for.
public enum PathPattern {
  /// The regular files that `path` stands for, in order of name: those of a folder and all folders
  /// below it, those that a pattern with `*`, `?` or `[…]` matches, or the file itself.
  ///
  /// Names that begin with a dot are passed over in folders. A path that stands for nothing is an
  /// error that says so.
  public static func files(_ path: String) throws(InputError) -> [String] {
    if path == "-" { return [path] }
    let found = path.contains { "*?[".contains($0) } ? matches(path) : [path]
    var files: [String] = []
    for item in found {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: item, isDirectory: &isFolder) else {
        throw .unreadable("\(item): no such file or folder")
      }
      if isFolder.boolValue { files += below(item) } else { files.append(item) }
    }
    guard !files.isEmpty else { throw .unreadable("\(path): stands for no file") }
    return files
  }

  private static func below(_ folder: String) -> [String] {
    guard
      let walker = FileManager.default.enumerator(
        at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [.isRegularFileKey],
        options: [.skipsHiddenFiles])
    else { return [] }
    var files: [String] = []
    for case let item as URL in walker
    where (try? item.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
      files.append(item.path)
    }
    return files.sorted()
  }

  private static func matches(_ pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, GLOB_BRACE, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }.sorted()
  }
}
