import Net
import Timeline

/// Reads the ranges by which Tor knows countries, as Debian's package `tor-geoipdb` holds them.
///
/// A line is `first,last,CC`: IPv4 addresses as decimal numbers, IPv6 addresses as text. Lines that
/// begin with `#` are comments; the one that says `Generated:` dates the file, the one that says
/// `Vendor:` names its maker.
public enum TextRangeReader {
  /// Reads plain bytes. A line that cannot be read is a finding; without any other it throws `empty`.
  /// O(size).
  public static func read(
    _ bytes: [UInt8], name: String, hash: String
  ) throws(AtlasError) -> RangeList {
    var list = RangeList(provenance(of: bytes, name: name, hash: hash))
    var findings = LineFindings(name)
    var lines = TextLines(bytes)
    // Codes come by the hundred thousand and are few.
    var numbers: [UInt16: UInt32] = [:]
    while let line = lines.next() {
      var rest = line
      if rest.isEmpty || rest.first == 0x23 { continue }
      let first = rest.takeField(0x2C)
      let last = rest.takeField(0x2C)
      let code = rest.trimmed
      guard code.count == 2, let upper = code.first, let lower = code.last else {
        findings.skip("bad-range", line: lines.number, line, "expected first,last,CC")
        continue
      }
      let key = UInt16(upper) << 8 | UInt16(lower)
      let number =
        numbers[key] ?? list.number(of: Place(countryText: code.text))
      numbers[key] = number
      if let from = first.decimal(UInt32.self), let to = last.decimal(UInt32.self), from <= to {
        list.add(ipv4: from, to, number: number)
      } else if let from = AddressText.address(first), let to = AddressText.address(last),
        from.family == to.family, from <= to
      {
        list.add(from, to, number: number)
      } else {
        findings.skip(
          "bad-range", line: lines.number, line, "no range of addresses in order")
      }
    }
    guard list.provenance.entries > 0 else { throw .empty(source: name) }
    list.findings.merge(findings.log)
    return list
  }

  /// Whether the first line that is no comment looks like a range with a country.
  static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
    family(ofFirstRange: Array(bytes)) != nil
  }

  /// The family of the first line that is no comment, or nothing unless it is a range.
  static func family(ofFirstRange bytes: [UInt8]) -> IPFamily? {
    var lines = TextLines(bytes)
    while let line = lines.next() {
      var rest = line
      if rest.isEmpty || rest.first == 0x23 { continue }
      let first = rest.takeField(0x2C)
      let last = rest.takeField(0x2C)
      guard rest.trimmed.count == 2 else { return nil }
      if first.decimal(UInt32.self) != nil, last.decimal(UInt32.self) != nil { return .ipv4 }
      return AddressText.address(first)?.family
    }
    return nil
  }

  /// Reads the comments at the head.
  static func provenance(of bytes: [UInt8], name: String, hash: String) -> SourceProvenance {
    var provenance = SourceProvenance(
      name: name, hash: hash, kind: .textRanges, edition: "text ranges")
    var lines = TextLines(bytes)
    while let line = lines.next(), line.isEmpty || line.first == 0x23 {
      let comment = line.dropFirst().trimmed.text
      if let value = HeaderText.value(of: "Vendor:", in: comment) {
        provenance.edition = "\(value) location ranges"
      } else if let value = HeaderText.value(of: "Generated:", in: comment) {
        provenance.built = HeaderText.date(value)
      } else if provenance.built == nil, comment.hasPrefix("Last updated based on") {
        // Tor's older files: "Last updated based on November 12 2019 Maxmind GeoLite2 Country".
        let words = comment.dropFirst("Last updated based on".utf8.count).split(separator: " ")
        provenance.built = HeaderText.date(words.prefix(3).joined(separator: " "))
        provenance.edition = words.dropFirst(3).joined(separator: " ")
      }
    }
    return provenance
  }
}
