import Net
import Timeline

/// Reads tables of prefixes and their origins as CAIDA publishes them (pfx2as).
///
/// A line is `prefix`, `length` and `origins` between tabs or spaces. `_` joins the origins of a
/// prefix that is originated more than once; `,` joins the members of an AS set, in braces or not,
/// and each member counts. Numbers may be asdot (RFC 5396). A prefix that comes again adds its
/// origins. Prefixes written `prefix/length`, and lines that begin with `;` or `#`, as pyasn writes
/// them, are taken too.
public enum PrefixOriginReader {
  /// Reads plain bytes. A line that cannot be read is a finding, as are bits behind a prefix's
  /// length; without any usable line it throws `empty`. O(n log n).
  public static func read(
    _ bytes: [UInt8], name: String, hash: String
  ) throws(AtlasError) -> OriginTable {
    var findings = LineFindings(name)
    var prefixes: [(prefix: Prefix, origins: [ASN])] = []
    var lines = TextLines(bytes)
    while let line = lines.next() {
      if line.isEmpty || line.first == 0x23 || line.first == 0x3B { continue }
      guard let (address, length, text) = fields(of: line) else {
        findings.skip(
          "bad-prefix", line: lines.number, line, "expected prefix, length and origins")
        continue
      }
      guard let origins = origins(text) else {
        findings.skip("bad-origin", line: lines.number, line, "no AS numbers")
        continue
      }
      let prefix = Prefix(
        high: address.high, low: address.low, length: length, family: address.family)
      guard prefix.address == address else {
        findings.skip(
          "bits-behind-length", line: lines.number, line, "address bits behind the length")
        continue
      }
      prefixes.append((prefix, origins))
    }
    guard !prefixes.isEmpty else { throw .empty(source: name) }
    return OriginTable(
      prefixes, provenance: provenance(of: bytes, name: name, hash: hash), findings: findings.log)
  }

  /// Whether the first line that is no comment is a prefix with origins.
  static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
    family(ofFirstPrefix: Array(bytes)) != nil
  }

  /// The family of the first line that is no comment, or nothing unless it is a prefix with origins.
  static func family(ofFirstPrefix bytes: [UInt8]) -> IPFamily? {
    var lines = TextLines(bytes)
    while let line = lines.next() {
      if line.isEmpty || line.first == 0x23 || line.first == 0x3B { continue }
      guard let fields = fields(of: line), origins(fields.origins) != nil else { return nil }
      return fields.address.family
    }
    return nil
  }

  /// The address, length and text of the origins of a line.
  private static func fields(
    of line: ArraySlice<UInt8>
  ) -> (address: IPAddress, length: UInt8, origins: ArraySlice<UInt8>)? {
    let words = line.split(maxSplits: 3) { $0 == 0x09 || $0 == 0x20 }
    guard var prefix = words.first else { return nil }
    let text = prefix.takeField(0x2F)
    guard words.count == (prefix.isEmpty ? 3 : 2), let origins = words.last,
      let address = AddressText.address(text),
      let length = (prefix.isEmpty ? words[1] : prefix).decimal(UInt8.self),
      Int(length) <= address.family.bits
    else { return nil }
    return (address, length, origins)
  }

  /// The numbers between `_` and `,`, or nothing when anything else stands there.
  private static func origins(_ text: ArraySlice<UInt8>) -> [ASN]? {
    if let number = text.decimal(UInt32.self) { return [ASN(number)] }
    let inner = text.filter { $0 != 0x7B && $0 != 0x7D }
    var numbers: [ASN] = []
    let parts = inner.split(omittingEmptySubsequences: false) { $0 == 0x5F || $0 == 0x2C }
    for part in parts {
      if let number = part.decimal(UInt32.self) {
        numbers.append(ASN(number))
      } else if part.contains(0x2E), let number = ASN(part.text) {
        numbers.append(number)
      } else {
        return nil
      }
    }
    return numbers.isEmpty ? nil : numbers
  }

  /// The date is that of the name: `routeviews-rv2-20170329-0200.pfx2as.gz`.
  static func provenance(of bytes: [UInt8], name: String, hash: String) -> SourceProvenance {
    SourceProvenance(
      name: name, hash: hash, kind: .prefixOrigins, edition: "pfx2as",
      built: HeaderText.date(inName: name))
  }
}
