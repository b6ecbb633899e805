import Net

/// The table of places, read back from its text.
struct ArchivePlaces {
  private let rows: [(first: UInt32, last: UInt32, entities: Set<String>)]

  init(_ text: String) {
    rows = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 4, let first = IPAddress(fields[0]), let last = IPAddress(fields[1])
      else { return nil }
      var entities: Set<String> = []
      if fields[2] != "??" { entities.insert("country/\(fields[2])") }
      if !fields[3].isEmpty { entities.insert("region/\(fields[3])") }
      return (first.ipv4, last.ipv4, entities)
    }
  }

  /// The entities of the row that holds the whole prefix; nothing where none does.
  func of(_ prefix: Prefix) -> Set<String> {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].last < prefix.address.ipv4 { low = middle + 1 } else { high = middle }
    }
    guard low < rows.count, rows[low].first <= prefix.address.ipv4,
      prefix.lastAddress.ipv4 <= rows[low].last
    else { return ["nowhere"] }
    return rows[low].entities
  }
}
