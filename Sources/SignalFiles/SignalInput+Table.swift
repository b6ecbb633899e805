import Timeline

extension SignalInput {
  /// Reads a delimited table from `start`, and says which of the forms it was.
  mutating func readTable(
    from start: Int, format: SignalFormat?
  ) throws(SignalFileError) -> SignalFormat {
    let delimiter = Self.delimiter(of: bytes, from: start)
    // Spreadsheets that separate by semicolons do so because the comma is their decimal point.
    if delimiter == 0x3B { parser.decimalPoint = 0x2C }
    var scanner = RowScanner(bytes, from: start, delimiter: delimiter)
    guard scanner.next() else {
      throw SignalFileError(
        kind: .emptyInput, source: name, detail: "holds no rows", remedy: "fetch the file again")
    }
    let header = TableHeader(scanner.fields.map { scanner.text($0) })
    take(comments: scanner.comments)
    guard let format = format ?? classify(header) else {
      throw SignalFileError(
        kind: .unknownFormat, source: name, place: "line \(scanner.line)",
        detail: "no known form; the columns are "
          + PointParser.shown(header.titles.joined(separator: ", ")),
        remedy: "see Docs/Formats.md for the forms, or name one with --input-format")
    }
    switch format {
    case .chartCSV: try readChart(&scanner, header)
    case .longCSV: try readLong(&scanner, header)
    case .wideCSV: try readWide(&scanner, header)
    default: try readValues(&scanner, header)
    }
    parser.findings.record(
      .unclosedQuote, place: "line \(scanner.firstUnclosedLine)", count: scanner.unclosedQuotes,
      "a quoted field does not end", "taken to end with its line")
    return format
  }

  /// The form that a first row belongs to.
  private func classify(_ header: TableHeader) -> SignalFormat? {
    let names = header.names
    guard header.isHeader else {
      if names.count >= 5, UnixTime.reading(names[4].uppercased()) != nil,
        Entity(kind: .asn, code: names[2]) != nil
      {
        return .chartCSV
      }
      if names.count >= 4, Entity(names[1]) != nil { return .longCSV }
      return names.count == 2 ? .valueCSV : nil
    }
    if header.position("datasource") != nil {
      if header.position("entity") != nil { return .longCSV }
      if header.position("asn") != nil { return .chartCSV }
    }
    let times = header.timePositions
    guard !times.isEmpty else { return nil }
    let others = names.indices.filter { !times.contains($0) }
    if others.contains(where: { isKnownColumn(header.titles[$0]) }) { return .wideCSV }
    if others.count == 1 || header.position("value") != nil { return .valueCSV }
    return others.isEmpty ? nil : .wideCSV
  }

  /// Whether a title names a datasource, by itself or because the caller said so.
  private func isKnownColumn(_ title: String) -> Bool {
    if ColumnTitle.meaning(title) != nil { return true }
    return options.datasource.map { $0.id == title } ?? false
  }

  /// The error for a table that lacks a column.
  func missingColumn(_ wanted: String, in header: TableHeader) -> SignalFileError {
    SignalFileError(
      kind: .missingColumn, source: name, place: "line 1",
      detail: "no column \(wanted); the columns are "
        + PointParser.shown(header.titles.joined(separator: ", ")),
      remedy: "rename the column, or name another form with --input-format")
  }

  /// Records a row that is too short.
  mutating func skipShortRow(line: Int, fields: Int, wanted: Int) {
    parser.findings.record(
      .shortRow, place: "line \(line)", "a row of \(fields) fields where \(wanted) are needed",
      "the row was skipped")
  }

  /// The delimiter that the first line with any holds most often: comma, semicolon or tab.
  static func delimiter(of bytes: [UInt8], from start: Int) -> UInt8 {
    var counts: (comma: Int, semicolon: Int, tab: Int) = (0, 0, 0)
    var isQuoted = false
    var isComment = false
    var isLineStart = true
    for byte in bytes[start..<min(bytes.count, start + (1 << 16))] {
      if byte == 0x0A || byte == 0x0D, !isQuoted {
        if counts != (0, 0, 0) { break }
        isLineStart = true
        isComment = false
        continue
      }
      if isLineStart, byte == 0x23 { isComment = true }
      isLineStart = false
      if isComment { continue }
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted: counts.comma += 1
      case 0x3B where !isQuoted: counts.semicolon += 1
      case 0x09 where !isQuoted: counts.tab += 1
      default: break
      }
    }
    if counts.comma >= counts.semicolon, counts.comma >= counts.tab { return 0x2C }
    return counts.semicolon >= counts.tab ? 0x3B : 0x09
  }
}
