import Timeline

extension SignalInput {
  /// Reads the wide CSV: one time column and one column a datasource, for one entity.
  mutating func readWide(
    _ scanner: inout RowScanner, _ header: TableHeader
  ) throws(SignalFileError) {
    let times = header.timePositions
    guard let timePlace = times.first else {
      throw missingColumn("with the time (timestamp, time, datetime)", in: header)
    }
    let found = wideColumns(header, times: times)
    guard !found.isEmpty else {
      throw missingColumn("that is a known datasource (bgp, ping-slash24, merit-nt)", in: header)
    }
    guard let entity = options.entity ?? options.country else {
      throw SignalFileError(
        kind: .needsEntity, source: name, detail: "the file does not say whose signals it holds",
        remedy: "name it, for example --entity country/IQ or --country IQ")
    }
    var columns: [(place: Int, position: Int)] = []
    var isNormalised = false
    for (place, meaning) in found {
      let key = SignalKey(entity: entity, datasource: meaning.datasource)
      columns.append((place, collector.position(of: key)))
      isNormalised = isNormalised || meaning.isNormalised
    }
    let twin = times.dropFirst().first { _ in true }
    var offsets = ZoneCheck()
    var first = Int64.max
    var last = Int64.min
    while scanner.next() {
      let line = scanner.line
      let count = scanner.fields.count
      guard timePlace < count else {
        skipShortRow(line: line, fields: count, wanted: timePlace + 1)
        continue
      }
      let when = scanner.fields[timePlace]
      guard let time = parser.time(bytes, when.start, when.end, line: line) else { continue }
      if let twin, twin < count, offsets.wantsMore {
        offsets.compare(time, scanner.text(scanner.fields[twin]))
      }
      first = min(first, time)
      last = max(last, time)
      rows += 1
      for column in columns where column.place < count {
        let field = scanner.fields[column.place]
        if field.start == field.end { continue }
        let value = parser.value(bytes, field.start, field.end, line: line)
        if !value.isNaN { collector.columns[column.position].add(time, value) }
      }
    }
    if first <= last {
      for column in columns { collector.columns[column.position].extent = first...last }
    }
    offsets.report(&parser.findings)
    if isNormalised || areNormalised(columns.map(\.position)) {
      markNormalised(columns.map(\.position))
    }
  }

  /// The columns that are datasources; the others are counted.
  private mutating func wideColumns(
    _ header: TableHeader, times: [Int]
  ) -> [(place: Int, meaning: ColumnTitle.Meaning)] {
    var found: [(place: Int, meaning: ColumnTitle.Meaning)] = []
    var unknown: [String] = []
    for place in header.names.indices where !times.contains(place) {
      let title = header.titles[place]
      if let named = options.datasource, named.id == title {
        found.append((place, ColumnTitle.Meaning(datasource: named, isNormalised: false)))
      } else if let meaning = ColumnTitle.meaning(title),
        !found.contains(where: { $0.meaning.datasource == meaning.datasource })
      {
        found.append((place, meaning))
      } else {
        unknown.append(title)
      }
    }
    parser.findings.record(
      .unknownColumn, count: unknown.count,
      "no known datasource: \(PointParser.shown(unknown.joined(separator: ", ")))",
      "ignored; --datasource with the column's name reads it")
    return found
  }

  /// Whether values look like percentages of the window's maximum: the greatest of every column
  /// is exactly 100, and something that counts whole things is no whole number.
  private func areNormalised(_ positions: [Int]) -> Bool {
    var hasFraction = false
    var hasColumn = false
    for position in positions {
      let column = collector.columns[position]
      guard let greatest = column.values.max() else { continue }
      guard greatest == 100 else { return false }
      hasColumn = true
      if [.bgp, .probing].contains(column.key.datasource.family) {
        hasFraction = hasFraction || column.values.contains { $0 != $0.rounded() }
      }
    }
    return hasColumn && hasFraction
  }

  private mutating func markNormalised(_ positions: [Int]) {
    for position in positions {
      collector.columns[position].baseMarks.formUnion(.normalised)
    }
    parser.findings.record(
      .normalised, "the values are percentages of the window's maximum",
      "marked normalised: ratios only, no floor, share or anatomy; export raw values or use "
        + "IODA's API")
  }
}

/// Compares an epoch column with a text column beside it.
struct ZoneCheck {
  private var offset: Int64?
  private var compared = 0
  private var isConstant = true

  /// Whether more rows would tell more.
  var wantsMore: Bool { compared < 16 }

  /// Takes the two times of a row.
  mutating func compare(_ epoch: Int64, _ text: String) {
    compared += 1
    guard let reading = UnixTime.reading(text), !reading.isDate else { return }
    let difference = reading.time.seconds - epoch
    if let offset { isConstant = isConstant && offset == difference } else { offset = difference }
  }

  /// Records an offset that only a zone explains.
  func report(_ findings: inout FindingRecorder) {
    guard isConstant, let offset, offset != 0, offset % 900 == 0, abs(offset) <= 15 * 3_600
    else { return }
    let sign = offset < 0 ? "-" : "+"
    let minutes = abs(offset) / 60
    findings.record(
      .localEpoch,
      "the text column is \(sign)\(minutes / 60) h \(minutes % 60) min from the epoch column",
      "the epoch was taken as UTC; if it holds local time, correct it before reading")
  }
}
