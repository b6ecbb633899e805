import Foundation
import TestSupport

/// A row of the table of differences in Docs/Formats-MRT.md: how many lines of a file differ from
/// `bgpdump` and why.
struct ListedDifference: Hashable {
  /// The path below the corpus.
  let file: String
  /// The class.
  let kind: LineDifference
  /// The lines that `bgpdump` prints.
  let theirs: Int
  /// The lines that Vigil prints instead.
  let ours: Int

  /// The path of the page.
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Docs/Formats-MRT.md").standardized

  /// All rows: | `file` | class | theirs | ours | reason |.
  static func all() throws -> [ListedDifference] {
    try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 5, cells[0].hasPrefix("`mrt/"),
        let kind = LineDifference(rawValue: cells[1]),
        let theirs = Int(cells[2].replacing(",", with: "")),
        let ours = Int(cells[3].replacing(",", with: ""))
      else { return nil }
      return ListedDifference(
        file: cells[0].replacing("`", with: ""), kind: kind, theirs: theirs, ours: ours)
    }
  }
}
