import Net
import Timeline

/// Reads Vigil's own table of ranges: CSV with the header `start,end,country,region`.
///
/// Addresses are text of either family, `country` is ISO 3166-1, `region` is ISO 3166-2, a
/// provider's id or empty, and may be left out of the header. A comment `# built: 2026-10-01`
/// dates the table, `# edition: NAME` names it.
public enum RangeTableReader {
  /// The edition of a table that states none.
  static let unnamedEdition = "range table"

  /// Reads plain bytes. A line that cannot be read is a finding; without any other it throws `empty`.
  /// O(size).
  public static func read(
    _ bytes: [UInt8], name: String, hash: String
  ) throws(AtlasError) -> RangeList {
    var list = RangeList(provenance(of: bytes, name: name, hash: hash))
    list.provenance.knowsRegions = false
    var findings = LineFindings(name)
    var lines = TextLines(bytes)
    while let line = lines.next() {
      var rest = line
      if rest.isEmpty || rest.first == 0x23 || isHeader(line) { continue }
      let first = rest.takeField(0x2C).trimmed
      let last = rest.takeField(0x2C).trimmed
      let country = rest.takeField(0x2C).trimmed
      let region = rest.takeField(0x2C).trimmed
      guard let from = AddressText.address(first), let to = AddressText.address(last),
        from.family == to.family, from <= to
      else {
        findings.skip("bad-range", line: lines.number, line, "no range of addresses in order")
        continue
      }
      guard rest.isEmpty, region.count <= 64, region.allSatisfy({ (0x21...0x7E).contains($0) })
      else {
        findings.skip(
          "bad-range", line: lines.number, line, "expected start,end,country,region")
        continue
      }
      let place = Place(countryText: country.text, region: region.text)
      list.add(from, to, number: list.number(of: place))
    }
    guard list.provenance.entries > 0 else { throw .empty(source: name) }
    list.findings.merge(findings.log)
    return list
  }

  /// Whether the first line that is no comment is the header.
  static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
    var lines = TextLines(Array(bytes))
    while let line = lines.next() {
      if line.isEmpty || line.first == 0x23 { continue }
      return isHeader(line)
    }
    return false
  }

  private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == 0x73 && line.starts(with: Array("start,end,country".utf8))
  }

  /// Reads the comments at the head; whether there are regions shows only when all is read.
  static func provenance(of bytes: [UInt8], name: String, hash: String) -> SourceProvenance {
    var provenance = SourceProvenance(
      name: name, hash: hash, kind: .rangeTable, edition: unnamedEdition)
    var lines = TextLines(bytes)
    while let line = lines.next(), line.isEmpty || line.first == 0x23 || isHeader(line) {
      let comment = line.dropFirst().trimmed.text
      if let value = HeaderText.value(of: "built:", in: comment) {
        provenance.built = HeaderText.date(value)
      } else if let value = HeaderText.value(of: "edition:", in: comment) {
        provenance.edition = value
      }
    }
    return provenance
  }
}
