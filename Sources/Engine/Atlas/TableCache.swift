import Atlas
import Foundation

/// The folder of compiled tables: each in a file named by the hash of what it was made of.
///
/// The folder may hold other files, and other processes may use it at the same time: a table that is
/// deleted while it is mapped stays mapped.
struct TableCache {
  /// How long a table is kept that nobody uses; to compile one again takes seconds.
  static let unusedLimit: TimeInterval = 90 * 86_400
  /// How old a file that was never finished is when its writer is taken to be gone.
  static let draftLimit: TimeInterval = 86_400

  let folder: String

  /// The kept table of a key, which counts as used now; nothing without a sound one.
  func table(_ key: String) -> PlaceTable? {
    let path = path(key)
    guard let table = PlaceTable(mapping: path, key: key) else { return nil }
    // Times of access are often not kept, so the time of change says when a table was used last.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
    return table
  }

  /// Writes a table under its key and deletes those of no further use.
  func keep(_ table: PlaceTable) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try table.save(to: path(table.key))
    prune(now: Date())
  }

  private func path(_ key: String) -> String { "\(folder)/places-\(key.prefix(32)).table" }

  /// Deletes tables of earlier formats, tables long unused, and drafts that nobody finishes.
  ///
  /// Only regular files of our own names go, and of tables only those that begin as one.
  private func prune(now: Date) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      guard let form = form(name), let attributes = try? files.attributesOfItem(atPath: path),
        attributes[.type] as? FileAttributeType == .typeRegular,
        let changed = attributes[.modificationDate] as? Date
      else { continue }
      let age = now.timeIntervalSince(changed)
      let isUseless =
        switch form {
        case .draft: age > TableCache.draftLimit
        case .table:
          formatVersion(path).map {
            $0 < PlaceTable.formatVersion || age > TableCache.unusedLimit
          } ?? false
        }
      if isUseless { try? files.removeItem(atPath: path) }
    }
  }

  private enum Form {
    case table
    case draft
  }

  /// What a name of ours stands for: `places-` and 32 hexadecimal digits, `.table`, and for a draft
  /// the number of its process and `.draft`.
  private func form(_ name: String) -> Form? {
    if name.wholeMatch(of: /places-[0-9a-f]{32}\.table/) != nil { return .table }
    return name.wholeMatch(of: /places-[0-9a-f]{32}\.table\.[0-9]+\.draft/) != nil ? .draft : nil
  }

  private func formatVersion(_ path: String) -> Int? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let head = try? file.read(upToCount: PlaceTable.headSize)
    return head.flatMap { PlaceTable.formatVersion(ofHead: Array($0)) }
  }
}
