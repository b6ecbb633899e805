import Timeline

extension SignalInput {
  /// Reads the chart CSV: `datasource,value,asn,as_name,datetime`.
  ///
  /// ASN 0 is the country that the options name; every other ASN is its member.
  mutating func readChart(
    _ scanner: inout RowScanner, _ header: TableHeader
  ) throws(SignalFileError) {
    var place = (datasource: 0, value: 1, asn: 2, name: 3, time: 4)
    if header.isHeader {
      guard let datasource = header.position("datasource") else {
        throw missingColumn("datasource", in: header)
      }
      guard let value = header.position("value") else { throw missingColumn("value", in: header) }
      guard let asn = header.position("asn") else { throw missingColumn("asn", in: header) }
      guard let time = header.timePositions.first else {
        throw missingColumn("datetime", in: header)
      }
      let name = header.position("as_name", "asn_name", "name") ?? asn
      place = (datasource, value, asn, name, time)
    }
    let width = max(place.datasource, place.value, place.asn, place.time) + 1
    var table = FieldTable()
    var positions: [Int] = []
    var hasRow = header.isHeader ? scanner.next() : true
    while hasRow {
      let line = scanner.line
      let count = scanner.fields.count
      if count < width {
        skipShortRow(line: line, fields: count, wanted: width)
        hasRow = scanner.next()
        continue
      }
      let asn = scanner.fields[place.asn]
      let datasource = scanner.fields[place.datasource]
      let number = table.number(
        bytes, datasource.start..<datasource.end, asn.start..<asn.end)
      if number == positions.count {
        let label = place.name < count ? scanner.text(scanner.fields[place.name]) : ""
        positions.append(
          try chartColumn(
            datasource: scanner.text(datasource), asn: scanner.text(asn), label: label,
            line: line))
      }
      let position = positions[number]
      if position < 0 {
        skipChartRow(line: line)
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

  private mutating func skipChartRow(line: Int) {
    parser.findings.record(
      .badEntity, place: "line \(line)", "the row names no datasource or no ASN",
      "the row was skipped")
  }

  /// The column of a signal of the chart, or −1 when the row names none.
  private mutating func chartColumn(
    datasource: String, asn: String, label: String, line: Int
  ) throws(SignalFileError) -> Int {
    guard let entity = Entity(kind: .asn, code: asn), !datasource.isEmpty else { return -1 }
    guard entity.code != "0" else {
      guard let country = options.country else {
        throw SignalFileError(
          kind: .needsCountry, source: name, place: "line \(line)",
          detail: "ASN 0 stands for a country, which the file does not name",
          remedy: "name it, for example --country IR")
      }
      return collector.position(of: SignalKey(entity: country, datasource: Datasource(datasource)))
    }
    if let country = options.country { membership.parents[entity] = country }
    if !label.isEmpty, membership.names[entity] == nil, label != asn {
      membership.names[entity] = label
    }
    return collector.position(of: SignalKey(entity: entity, datasource: Datasource(datasource)))
  }
}
