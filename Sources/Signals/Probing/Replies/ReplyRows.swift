import Timeline

/// The rows of one file that lists replies.
struct ReplyRows {
  private(set) var findings = FindingLog()

  private let name: String
  private let options: ReplyOptions
  private var columns: (time: Int, address: Int?, count: Int)?
  /// The columns that say whether a row is a reply, and what they say then.
  private var conditions: [(column: Int, isTrue: Bool)] = []
  private var line = 0

  init(name: String, options: ReplyOptions) {
    self.name = name
    self.options = options
  }

  /// Takes a line without its end; the first that is not empty names the columns.
  mutating func take(_ line: [UInt8], _ counter: inout ReplyCounter) throws(ProbeInputError) {
    self.line += 1
    let isMarked = self.line == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
    let text = isMarked ? Array(line.dropFirst(3)) : line
    guard !text[...].trimmed.isEmpty else { return }
    let fields = RowReader.fields(text)
    guard let columns else { return try header(fields, text) }
    guard fields.count == columns.count else {
      return record("bad-row", "\(fields.count) fields instead of \(columns.count)")
    }
    for (column, isTrue) in conditions
    where ReplyRows.isTrue(fields[column]) != isTrue {
      return record(
        "not-a-reply", "a row of a probe without a reply, or of ZMap that is no first one",
        "not counted")
    }
    let field = fields[columns.time]
    guard let time = time(field) else {
      return record("bad-time", "'\(String(decoding: field.prefix(40), as: UTF8.self))' is no time")
    }
    counter.take(at: time, address: columns.address.map { fields[$0] } ?? [])
  }

  private mutating func header(
    _ fields: [ArraySlice<UInt8>], _ text: [UInt8]
  ) throws(ProbeInputError) {
    let titles = fields.map { String(decoding: $0, as: UTF8.self) }
    let isZMap = titles.contains { $0.lowercased() == "saddr" }
    let known = titles.map { ProbeColumn(title: $0, isZMap: isZMap) }
    for (index, column) in known.enumerated() {
      switch column {
      case .replied, .success: conditions.append((index, true))
      case .isRepeat: conditions.append((index, false))
      default: break
      }
    }
    // ZMap's own names need not be said.
    if isZMap, options.hasDefaultColumns,
      let header = try? ProbeHeader(text[...].trimmed, name: name),
      let time = header.columns.firstIndex(of: .time),
      let address = header.columns.firstIndex(of: .address)
    {
      columns = (time, address, fields.count)
      return
    }
    let wanted = [options.time] + (options.address.map { [$0] } ?? [])
    let missing = wanted.filter { !titles.contains($0) }
    guard missing.isEmpty, let time = titles.firstIndex(of: options.time) else {
      throw .missingColumns(
        name: name, columns: missing, header: String(decoding: text.prefix(200), as: UTF8.self))
    }
    columns = (time, options.address.flatMap { titles.firstIndex(of: $0) }, fields.count)
  }

  private func time(_ field: ArraySlice<UInt8>) -> UnixTime? {
    if let milliseconds = ProbeTime.milliseconds(field) { return UnixTime(milliseconds / 1_000) }
    guard let reading = UnixTime.reading(String(decoding: field.prefix(64), as: UTF8.self)),
      !reading.isDate
    else { return nil }
    let time = reading.hasZone ? reading.time : reading.time - options.zoneOffset
    return time.seconds >= 0 && time.seconds < 1 << 32 ? time : nil
  }

  private static func isTrue(_ field: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: field.prefix(8), as: UTF8.self).lowercased()
    return ["1", "true"].contains(text.filter { !$0.isWhitespace })
  }

  private mutating func record(
    _ kind: String, _ detail: String, _ disposition: String = "the row was left out"
  ) {
    findings.record(
      Finding(
        kind: kind, source: name, place: "line \(line)", detail: detail,
        disposition: disposition))
  }
}
