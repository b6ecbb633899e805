public import Timeline

/// Reads `entity,name,parent,weight,kind` tables, which say who belongs to which country.
public enum EntityTableReader {
  /// Whether the content begins like such a table: a header with `entity` and `parent`.
  public static func isEntityTable(_ bytes: [UInt8]) -> Bool {
    let first = bytes.prefix(4_096).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first {
      $0.first != 0x23
    }
    guard let first else { return false }
    let names = Set(
      String(decoding: first, as: UTF8.self).split(separator: ",").map {
        TableHeader.folded(String($0))
      })
    return names.contains("entity") && names.contains("parent") && !names.contains("value")
  }

  /// Reads a table; `entity` is required, the other columns may be missing or empty.
  ///
  /// A row whose entity or parent cannot be read is counted as a finding and left out. O(size).
  public static func read(
    _ bytes: [UInt8], name: String
  ) throws(SignalFileError) -> (membership: Membership, findings: FindingLog) {
    var scanner = RowScanner(bytes, from: 0, delimiter: 0x2C)
    guard scanner.next() else {
      throw SignalFileError(
        kind: .emptyInput, source: name, detail: "holds no data",
        remedy: "give a table with the header entity,name,parent,weight,kind")
    }
    let header = TableHeader(scanner.fields.map { scanner.text($0) })
    guard let entityColumn = header.position("entity") else {
      throw SignalFileError(
        kind: .missingColumn, source: name, place: "line \(scanner.line)",
        detail: "the header has no column 'entity'",
        remedy: "give a table with the header entity,name,parent,weight,kind")
    }
    var membership = Membership()
    var findings = FindingLog()
    while scanner.next() {
      let cell = { (column: Int?) -> String? in
        guard let column, column < scanner.fields.count else { return nil }
        let text = scanner.text(scanner.fields[column])
        return text.isEmpty ? nil : text
      }
      let parentText = cell(header.position("parent"))
      let parent = parentText.flatMap { Entity($0) ?? Entity(kind: .country, code: $0) }
      guard let entity = cell(entityColumn).flatMap({ Entity($0) }),
        parent != nil || parentText == nil
      else {
        findings.record(
          Finding(
            kind: "bad-entity-row", source: name, place: "line \(scanner.line)",
            detail: "'\(cell(entityColumn) ?? "")' of '\(parentText ?? "")' is not an entity of a "
              + "country", disposition: "row left out"))
        continue
      }
      if let parent, parent != entity { membership.parents[entity] = parent }
      membership.names[entity] = cell(header.position("name"))
      membership.kinds[entity] = cell(header.position("kind"))
      if let weight = cell(header.position("weight")).flatMap(Double.init), weight.isFinite {
        membership.weights[entity] = weight
      }
    }
    return (membership, findings)
  }
}
