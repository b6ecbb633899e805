import Timeline

/// What the first row of a table says about its columns.
struct TableHeader {
  /// The names, trimmed and in lower case.
  var names: [String]
  /// The names as written.
  var titles: [String]
  /// Whether the first row is a header rather than data.
  var isHeader: Bool

  private static let epochNames = ["timestamp", "epoch", "unixtime", "unix", "ts", "time_e"]
  private static let timeNames = [
    "time", "datetime", "date_time", "date", "time (utc)", "date (utc)", "from", "start", "fecha",
    "hora", "زمان", "time_utc", "datetime (utc)",
  ]

  /// Reads the first row; it is a header when no field of it is a number or a time.
  init(_ fields: [String]) {
    titles = fields
    names = fields.map { TableHeader.folded($0) }
    isHeader = !names.contains { name in
      guard let first = name.utf8.first, first &- 0x30 < 10 else { return false }
      return Double(name) != nil || UnixTime.reading(name.uppercased()) != nil
    }
  }

  /// The position of the first column that bears one of the names.
  func position(_ wanted: String...) -> Int? {
    names.firstIndex { wanted.contains($0) }
  }

  /// The positions of the columns that may hold times, epochs first.
  var timePositions: [Int] {
    let epochs = names.indices.filter { TableHeader.epochNames.contains(names[$0]) }
    return epochs + names.indices.filter { TableHeader.timeNames.contains(names[$0]) }
  }

  /// A name without blanks around it, in lower case, without the marks that join letters.
  static func folded(_ name: String) -> String {
    let scalars = name.unicodeScalars.filter { $0.value != 0x200C && $0.value != 0xFEFF }
    let text = String(String.UnicodeScalarView(scalars)).lowercased()
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
