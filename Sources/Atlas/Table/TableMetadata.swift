import Net
import Timeline
import Wire

/// What a table's image holds beside numbers: places, sources, findings and the key.
struct TableMetadata: Equatable {
  var places: [Place]
  var sources: [SourceProvenance]
  var findings: FindingLog
  var key: String
}

extension TableMetadata {
  /// Numbers big-endian, texts and lists behind their counts.
  var encoded: [UInt8] {
    var writer = MetadataWriter()
    writer.text(key)
    writer.number(places.count)
    for place in places {
      writer.text(place.country?.alpha2 ?? "")
      writer.text(place.region ?? "")
    }
    writer.number(sources.count)
    for source in sources {
      writer.text(source.name)
      writer.text(source.hash)
      writer.text(source.kind.rawValue)
      writer.text(source.edition)
      writer.text(source.built.map { String($0.seconds) } ?? "")
      writer.number(source.knowsRegions ? 1 : 0)
      writer.number(
        (source.families.contains(.ipv4) ? 1 : 0) + (source.families.contains(.ipv6) ? 2 : 0))
      writer.number(source.entries)
      writer.number(source.unknownEntries)
    }
    writer.number(findings.findings.count)
    for finding in findings.findings {
      writer.text(finding.kind)
      writer.text(finding.source)
      writer.text(finding.place ?? "")
      writer.text(finding.detail)
      writer.text(finding.disposition)
      writer.number(finding.count)
    }
    return writer.bytes
  }

  /// Reads what `encoded` wrote; nothing when it is anything else.
  init?(decoding bytes: RawSpan) {
    var cursor = WireCursor(bytes)
    do {
      key = try TableMetadata.text(&cursor)
      places = []
      for _ in 0..<(try TableMetadata.count(&cursor, of: 8)) {
        let country = try TableMetadata.text(&cursor)
        let region = try TableMetadata.text(&cursor)
        places.append(
          Place(country: CountryCode(country), region: region.isEmpty ? nil : region))
      }
      sources = []
      for _ in 0..<(try TableMetadata.count(&cursor, of: 36)) {
        sources.append(try TableMetadata.source(&cursor))
      }
      findings = FindingLog()
      for _ in 0..<(try TableMetadata.count(&cursor, of: 24)) {
        let kind = try TableMetadata.text(&cursor)
        let source = try TableMetadata.text(&cursor)
        let place = try TableMetadata.text(&cursor)
        findings.record(
          Finding(
            kind: kind, source: source, place: place.isEmpty ? nil : place,
            detail: try TableMetadata.text(&cursor),
            disposition: try TableMetadata.text(&cursor),
            count: Int(try cursor.readUInt32())))
      }
    } catch {
      return nil
    }
    guard cursor.isAtEnd else { return nil }
  }

  private static func source(_ cursor: inout WireCursor) throws(WireError) -> SourceProvenance {
    let name = try text(&cursor)
    let hash = try text(&cursor)
    let offset = cursor.offset
    guard let kind = SourceKind(rawValue: try text(&cursor)) else {
      throw .malformed(at: offset)
    }
    let edition = try text(&cursor)
    let built = Int64(try text(&cursor)).map { UnixTime($0) }
    let knowsRegions = try cursor.readUInt32() == 1
    let families = try cursor.readUInt32()
    var source = SourceProvenance(
      name: name, hash: hash, kind: kind, edition: edition, built: built,
      knowsRegions: knowsRegions, entries: Int(try cursor.readUInt32()),
      unknownEntries: Int(try cursor.readUInt32()))
    if families & 1 != 0 { source.families.insert(.ipv4) }
    if families & 2 != 0 { source.families.insert(.ipv6) }
    return source
  }

  private static func text(_ cursor: inout WireCursor) throws(WireError) -> String {
    let part = try cursor.split(Int(try cursor.readUInt32()))
    return String(decoding: part.copyRest(), as: UTF8.self)
  }

  /// A count of things that take at least `size` bytes each.
  private static func count(_ cursor: inout WireCursor, of size: Int) throws(WireError) -> Int {
    let count = Int(try cursor.readUInt32())
    guard count <= cursor.remaining / size else { throw .malformed(at: cursor.offset) }
    return count
  }
}

/// Appends numbers and texts.
private struct MetadataWriter {
  var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    let value = UInt32(clamping: value)
    for shift: UInt32 in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func text(_ text: String) {
    number(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
}
