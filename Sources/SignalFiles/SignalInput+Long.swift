import Timeline

extension SignalInput {
  /// Reads the long CSV: `datasource,entity,time,value` and, with a header, `quality`, `rebase` and `name`.
  mutating func readLong(
    _ scanner: inout RowScanner, _ header: TableHeader
  ) throws(SignalFileError) {
    var place = (datasource: 0, entity: 1, time: 2, value: 3)
    var qualityPlace = Int.max
    var rebasePlace = Int.max
    var namePlace = Int.max
    if header.isHeader {
      guard let datasource = header.position("datasource") else {
        throw missingColumn("datasource", in: header)
      }
      guard let entity = header.position("entity") else {
        throw missingColumn("entity", in: header)
      }
      guard let time = header.timePositions.first else { throw missingColumn("time", in: header) }
      guard let value = header.position("value") else { throw missingColumn("value", in: header) }
      place = (datasource, entity, time, value)
      qualityPlace = header.position("quality") ?? Int.max
      rebasePlace = header.position("rebase") ?? Int.max
      namePlace = header.position("name", "entity_name") ?? Int.max
    }
    let width = max(place.datasource, place.entity, place.time, place.value) + 1
    var table = FieldTable()
    var positions: [Int] = []
    var qualities = FieldTable()
    var marks: [Quality] = []
    var hasRow = header.isHeader ? scanner.next() : true
    while hasRow {
      let line = scanner.line
      let count = scanner.fields.count
      if count < width {
        skipShortRow(line: line, fields: count, wanted: width)
        hasRow = scanner.next()
        continue
      }
      let datasource = scanner.fields[place.datasource]
      let entity = scanner.fields[place.entity]
      let number = table.number(
        bytes, datasource.start..<datasource.end, entity.start..<entity.end)
      if number == positions.count {
        let label = namePlace < count ? scanner.text(scanner.fields[namePlace]) : ""
        positions.append(
          longColumn(
            datasource: scanner.text(datasource), entity: scanner.text(entity), label: label,
            line: line))
      }
      let position = positions[number]
      if position < 0 {
        skipLongRow(position, scanner.text(entity), line: line)
      } else {
        let when = scanner.fields[place.time]
        let what = scanner.fields[place.value]
        if let time = parser.time(bytes, when.start, when.end, line: line) {
          let value = parser.value(bytes, what.start, what.end, line: line)
          var mark: Quality = []
          if qualityPlace < count {
            let field = scanner.fields[qualityPlace]
            if field.start < field.end {
              let number = qualities.number(
                bytes, field.start..<field.end, field.start..<field.start)
              if number == marks.count { marks.append(Quality(listed: scanner.text(field))) }
              mark = marks[number]
            }
          }
          collector.columns[position].add(time, value, mark)
          if rebasePlace < count {
            takeRebase(&scanner, rebasePlace, of: position, at: time, line: line)
          }
          rows += 1
        }
      }
      hasRow = scanner.next()
    }
  }

  /// Takes the factor by which what lies before a row is to be scaled; an empty field is none.
  private mutating func takeRebase(
    _ scanner: inout RowScanner, _ place: Int, of position: Int, at time: Int64, line: Int
  ) {
    let field = scanner.fields[place]
    guard field.start < field.end else { return }
    let ratio = parser.value(bytes, field.start, field.end, line: line)
    // A ratio beyond these bounds would make every value meaningless.
    guard ratio > 1e-6, ratio < 1e6 else { return }
    collector.columns[position].rebases.append((time, ratio))
  }

  private mutating func skipLongRow(_ reason: Int, _ entity: String, line: Int) {
    if reason == -1 {
      parser.findings.record(
        .badDatasource, place: "line \(line)", "the row names no datasource",
        "the row was skipped")
    } else {
      parser.findings.record(
        .badEntity, place: "line \(line)",
        "'\(PointParser.shown(entity))' is no entity such as country/IR or asn/44244",
        "the row was skipped")
    }
  }

  /// The column of a signal; −1 without a datasource, −2 without an entity.
  private mutating func longColumn(
    datasource: String, entity text: String, label: String, line: Int
  ) -> Int {
    guard !datasource.isEmpty else { return -1 }
    guard let entity = Entity(text) else { return -2 }
    if !label.isEmpty { membership.names[entity] = label }
    return collector.position(of: SignalKey(entity: entity, datasource: Datasource(datasource)))
  }
}

extension Quality {
  /// The marks of a list of names, separated by semicolons, bars or blanks.
  init(listed text: String) {
    self = text.split { $0 == ";" || $0 == "|" || $0 == " " }
      .reduce(into: []) { $0.formUnion(Quality.named($1)) }
  }
}
