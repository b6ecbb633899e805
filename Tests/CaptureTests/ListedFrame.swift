import Foundation

/// A row of the table of differences in Docs/Formats-Capture.md: a frame of a file of which `tshark`
/// says something else.
struct ListedFrame: Hashable {
  /// The path below the corpus.
  let file: String
  /// The number of the frame, from 1.
  let frame: Int
  /// What differs, as `PacketLine.differences` names it; `file` where `tshark` reads none of it.
  let difference: String

  /// The path of the page.
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Docs/Formats-Capture.md").standardized

  /// All rows: | `file` | frame | difference | Wireshark | Vigil | reason |.
  static func all() throws -> [ListedFrame] {
    try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap { line in
      let cells = line.replacing("\\|", with: "").split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 6, cells[0].hasPrefix("`pcap/"), let frame = Int(cells[1]) else {
        return nil
      }
      return ListedFrame(
        file: cells[0].replacing("`", with: ""), frame: frame, difference: cells[2])
    }
  }
}
