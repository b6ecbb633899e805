import Foundation
import Telescope
import Testing

/// The page of the telescope against the filters.
struct FilterTableTests {
  @Test("The documentation lists every filter with its group and condition, in order")
  func documentation() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("Docs/Telescope.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { line in
      FilterGroup.allCases.contains { line.contains("` | \($0.rawValue) | ") }
    }
    try #require(rows.count == PacketFilter.allCases.count)
    for (row, filter) in zip(rows, PacketFilter.allCases) {
      #expect(row.hasPrefix("| `\(filter.name)` | \(filter.group.rawValue) | \(filter.condition)"))
      #expect(row.contains("since September 2025") == (filter.since != nil))
    }
  }
}
