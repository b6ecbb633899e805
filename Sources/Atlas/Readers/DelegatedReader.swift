import Net
import Timeline

/// Reads the delegated and delegated-extended statistics of the regional internet registries.
///
/// A line is `registry|CC|type|start|value|date|status[|...]`; of IPv4 the value is a number of
/// addresses, of IPv6 a length. Only `allocated` and `assigned` say where addresses are: the country
/// of the holder, not of the machines. A number of addresses that is not a power of two is split
/// into prefixes.
public enum DelegatedReader {
  /// Reads plain bytes. A line that cannot be read is a finding; without any usable line it throws
  /// `empty`. O(size).
  public static func read(
    _ bytes: [UInt8], name: String, hash: String
  ) throws(AtlasError) -> RangeList {
    var list = RangeList(provenance(of: bytes, name: name, hash: hash))
    var findings = LineFindings(name)
    var lines = TextLines(bytes)
    while let line = lines.next() {
      if line.isEmpty || line.first == 0x23 { continue }
      let fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
      // Header, summaries and numbers of autonomous systems place nothing.
      guard fields.count >= 7, let record = Record(fields[2].text) else {
        if fields.count < 6 {
          findings.skip("bad-record", line: lines.number, line, "too few fields")
        }
        continue
      }
      guard ["allocated", "assigned"].contains(fields[6].trimmed.text) else { continue }
      guard let start = AddressText.address(fields[3]), start.family == record.family else {
        findings.skip("bad-record", line: lines.number, line, "no \(record.rawValue) address")
        continue
      }
      let number = list.number(of: Place(countryText: fields[1].trimmed.text))
      if record == .ipv4, let count = fields[4].decimal(UInt64.self), count > 0,
        UInt64(start.ipv4) + count <= 1 << 32
      {
        split(start.ipv4, count) { list.add(ipv4: $0, $1, number: number) }
      } else if record == .ipv6, let length = fields[4].decimal(UInt8.self), length <= 128,
        let prefix = Optional(
          Prefix(high: start.high, low: start.low, length: length, family: .ipv6)),
        prefix.address == start
      {
        list.add(start, prefix.lastAddress, number: number)
      } else {
        findings.skip("bad-record", line: lines.number, line, "a count or length that cannot be")
      }
    }
    guard list.provenance.entries > 0 else { throw .empty(source: name) }
    list.findings.merge(findings.log)
    return list
  }

  private enum Record: String {
    case ipv4
    case ipv6

    init?(_ text: String) { self.init(rawValue: text) }

    var family: IPFamily { self == .ipv4 ? .ipv4 : .ipv6 }
  }

  /// Splits addresses into the fewest prefixes.
  private static func split(
    _ start: UInt32, _ count: UInt64, _ body: (_ first: UInt32, _ last: UInt32) -> Void
  ) {
    var first = UInt64(start)
    let end = first + count
    while first < end {
      let aligned = first == 0 ? UInt64(1) << 32 : first & ~(first - 1)
      var size = aligned
      while first + size > end { size >>= 1 }
      body(UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: first + size - 1))
      first += size
    }
  }

  /// Whether the first line that is no comment is a header or a record of a registry.
  static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
    var lines = TextLines(Array(bytes))
    while let line = lines.next() {
      if line.isEmpty || line.first == 0x23 { continue }
      let fields = line.split(separator: 0x7C, omittingEmptySubsequences: false)
      guard fields.count >= 6 else { return false }
      return fields.count == 7 && fields[0].allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        || ["ipv4", "ipv6", "asn"].contains(fields[2].text)
    }
    return false
  }

  /// The header is `version|registry|serial|records|startdate|enddate|offset`; a file without one is
  /// dated by its name.
  static func provenance(of bytes: [UInt8], name: String, hash: String) -> SourceProvenance {
    var provenance = SourceProvenance(
      name: name, hash: hash, kind: .delegated, edition: "delegated",
      built: HeaderText.date(inName: name))
    var lines = TextLines(bytes)
    while let line = lines.next() {
      if line.isEmpty || line.first == 0x23 { continue }
      let fields = line.split(separator: 0x7C, omittingEmptySubsequences: false).map(\.text)
      guard fields.count >= 6 else { break }
      if fields[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) {
        provenance.edition = "delegated \(fields[1])"
        provenance.built =
          HeaderText.compact(fields[5][...]) ?? HeaderText.compact(fields[2][...])
          ?? provenance.built
      } else {
        provenance.edition = "delegated \(fields[0])"
      }
      break
    }
    return provenance
  }
}
