import Timeline

extension SignalInput {
  /// Reads `time,value` of one signal, which the options name.
  mutating func readValues(
    _ scanner: inout RowScanner, _ header: TableHeader
  ) throws(SignalFileError) {
    guard let datasource = options.datasource, let entity = options.entity ?? options.country
    else {
      throw SignalFileError(
        kind: .needsDatasourceAndEntity, source: name,
        detail: "the file names neither its datasource nor its entity",
        remedy: "name both, for example --datasource bgp --entity country/IR")
    }
    var place = (time: 0, value: 1)
    if header.isHeader {
      guard let time = header.timePositions.first else { throw missingColumn("time", in: header) }
      let others = header.names.indices.filter { !header.timePositions.contains($0) }
      guard let value = header.position("value", datasource.id.lowercased()) ?? others.first
      else { throw missingColumn("value", in: header) }
      place = (time, value)
    }
    let width = max(place.time, place.value) + 1
    let position = collector.position(of: SignalKey(entity: entity, datasource: datasource))
    var hasRow = header.isHeader ? scanner.next() : true
    while hasRow {
      let line = scanner.line
      if scanner.fields.count < width {
        skipShortRow(line: line, fields: scanner.fields.count, wanted: width)
      } else {
        let when = scanner.fields[place.time]
        let what = scanner.fields[place.value]
        if let time = parser.time(bytes, when.start, when.end, line: line) {
          let value = parser.value(bytes, what.start, what.end, line: line)
          collector.columns[position].add(time, value)
          rows += 1
        }
      }
      hasRow = scanner.next()
    }
  }
}
