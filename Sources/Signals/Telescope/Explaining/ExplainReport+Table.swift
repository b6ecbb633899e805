import Capture
extension ExplainReport {
  /// The report as text for people: a row a filter, then the sums.
  public var table: String {
    var rows: [[String]] = [["filter", "group", "removed", "matched", "example"]]
    for filter in PacketFilter.allCases {
      rows.append([
        filter.name, filter.group.rawValue, String(totals.removed(by: filter)),
        String(matched(by: filter)), examples[filter].map(ExplainReport.text) ?? "–",
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 2 || column == 3 ? pad + cell : cell + pad
        if column + 1 < row.count { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    text += "\npackets    \(totals.packets)\n"
    text += "not IPv4   \(totals.notIPv4)\n"
    text += "removed    \(totals.removed.reduce(0, +))\n"
    text += "passed     \(totals.passed), from \(passedSources) of \(ipv4Sources) sources\n"
    text += "truncated  \(totals.truncated)\n"
    text += "undecided  \(totals.undecided)\n"
    return text
  }

  private static func text(_ example: PacketExample) -> String {
    let from = PacketExample.text(example.source)
    let to = PacketExample.text(example.destination)
    let ports = example.ports
    return "\(example.file) packet \(example.packet): \(example.timeText) "
      + "\(from)\(ports.map { ":\($0.source)" } ?? "") > "
      + "\(to)\(ports.map { ":\($0.destination)" } ?? ""), protocol \(example.protocolNumber), "
      + "ttl \(example.timeToLive), length \(example.length)"
  }
}
