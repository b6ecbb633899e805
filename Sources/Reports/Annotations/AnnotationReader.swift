import Timeline

/// Reads annotations: CSV with the columns `from,until,zone,place,label,source,url,kind,count`.
///
/// Columns may come in any order, `from` and `label` must be there, unknown ones are ignored. A date
/// alone is a band over the whole local day; a row from one date until another keeps its width. A
/// time (or date) without a zone is refused with its row unless a default is given.
public struct AnnotationReader {
  /// Why a file was refused.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    /// The row, the header being row 1.
    public let row: Int
    /// What was wrong and what helps.
    public let reason: String

    /// The failure as a message.
    public var description: String { "annotations, row \(row): \(reason)" }
  }

  private let defaultOffset: Int?

  /// Creates a reader; `defaultOffset` is the zone of rows that give none, seconds east of UTC.
  public init(defaultOffset: Int? = nil) {
    self.defaultOffset = defaultOffset
  }

  /// Reads a file. Rows are ordered by time, then row. O(bytes).
  public func read(_ bytes: [UInt8]) throws(Failure) -> [Annotation] {
    var rows = CSVRows(bytes).rows
    guard !rows.isEmpty else { return [] }
    let header = rows.removeFirst().fields.map { $0.lowercased().trimmedSpaces }
    for name in ["from", "label"] where !header.contains(name) {
      throw Failure(
        row: 1,
        reason: "no column \"\(name)\"; expected from,until,zone,place,label,source,url,kind,count")
    }
    var annotations: [Annotation] = []
    for row in rows where !row.fields.allSatisfy(\.trimmedSpaces.isEmpty) {
      guard row.fields.count <= header.count else {
        throw Failure(
          row: row.number,
          reason: "\(row.fields.count) fields under \(header.count) columns; quote commas")
      }
      var fields: [String: String] = [:]
      for (name, field) in zip(header, row.fields) { fields[name] = field.trimmedSpaces }
      annotations.append(try annotation(fields, row: row.number))
    }
    return annotations.sorted { ($0.from, $0.row) < ($1.from, $1.row) }
  }

  private func annotation(
    _ fields: [String: String], row: Int
  ) throws(Failure) -> Annotation {
    func field(_ name: String) -> String { fields[name] ?? "" }
    var stated: Int?
    if !field("zone").isEmpty {
      guard let offset = UnixTime.zoneOffset(field("zone")) else {
        throw Failure(
          row: row, reason: "zone \"\(field("zone"))\" is not an offset such as +03:30 or Z")
      }
      stated = offset
    }
    let offset = stated ?? defaultOffset
    let from = try moment(field("from"), column: "from", offset: offset, row: row)
    var until = from
    if !field("until").isEmpty {
      until = try moment(field("until"), column: "until", offset: offset, row: row)
    }
    guard until.start >= from.start else {
      throw Failure(row: row, reason: "until lies before from")
    }
    var count = 1
    if !field("count").isEmpty {
      guard let number = Int(field("count")), number >= 0 else {
        throw Failure(row: row, reason: "count \"\(field("count"))\" is not a whole number")
      }
      count = number
    }
    return Annotation(
      row: row, from: from.start, until: until.end, offset: offset ?? 0,
      isWholeDays: from.isDate && until.isDate, place: field("place"), label: field("label"),
      source: field("source"), url: field("url"), kind: field("kind"), count: count)
  }

  private func moment(
    _ text: String, column: String, offset: Int?, row: Int
  ) throws(Failure) -> (start: UnixTime, end: UnixTime, isDate: Bool) {
    guard let reading = UnixTime.reading(text) else {
      throw Failure(
        row: row, reason: "\(column) \"\(text)\" is not a date or time such as 2019-11-16T17:20")
    }
    if reading.hasZone { return (reading.time, reading.time, false) }
    guard let offset else {
      throw Failure(
        row: row,
        reason: "\(column) \"\(text)\" has no zone; fill the column zone or give "
          + "--annotations-zone, for example +03:30")
    }
    let start = reading.time - offset
    return (start, reading.isDate ? start + 86_400 : start, reading.isDate)
  }
}
