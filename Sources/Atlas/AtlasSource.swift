import Inflate
import Net
import Timeline

/// A file that tells addresses where they are, or whose: its bytes, recognised by their content.
public struct AtlasSource: Sendable {
  /// The plain bytes.
  public let bytes: [UInt8]
  /// What could be told without reading everything: form, edition, date.
  public let provenance: SourceProvenance
  /// What was odd about the file itself.
  private let damage: Gzip.Damage?

  /// Recognises bytes as they are on disk; gzip is undone.
  ///
  /// `hash` is the hash of those bytes, which provenance carries. Throws `unknownForm` for content
  /// of no known form.
  public init(_ content: [UInt8], name: String, hash: String) throws(AtlasError) {
    if Gzip.isGzip(content) {
      do {
        let output = try Gzip.decompress(content)
        bytes = output.bytes
        damage = output.damage
      } catch {
        throw .compression(source: name, error)
      }
    } else {
      bytes = content
      damage = nil
    }
    guard let kind = AtlasSource.kind(of: bytes) else { throw .unknownForm(source: name) }
    var provenance =
      switch kind {
      case .mmdb: try MaxMindReader.provenance(of: bytes, name: name, hash: hash)
      case .prefixOrigins: PrefixOriginReader.provenance(of: bytes, name: name, hash: hash)
      case .delegated: DelegatedReader.provenance(of: bytes, name: name, hash: hash)
      case .textRanges: TextRangeReader.provenance(of: bytes, name: name, hash: hash)
      case .rangeTable: RangeTableReader.provenance(of: bytes, name: name, hash: hash)
      }
    // Files of the two families are parts of one edition, and never editions of each other.
    let family: IPFamily? =
      switch kind {
      case .textRanges: TextRangeReader.family(ofFirstRange: bytes)
      case .prefixOrigins: PrefixOriginReader.family(ofFirstPrefix: bytes)
      case .mmdb, .delegated, .rangeTable: nil
      }
    if let family { provenance.families = [family] }
    self.provenance = provenance
  }

  /// The form of plain bytes by their first lines, or by the metadata at their end.
  public static func kind(of bytes: [UInt8]) -> SourceKind? {
    let head = bytes.prefix(1 << 16)
    if RangeTableReader.recognises(head) { return .rangeTable }
    if DelegatedReader.recognises(head) { return .delegated }
    if TextRangeReader.recognises(head) { return .textRanges }
    if PrefixOriginReader.recognises(head) { return .prefixOrigins }
    return MaxMindDatabase.recognises(bytes) ? .mmdb : nil
  }

  /// Reads the places. Throws `wrongForm` for tables of origins.
  public func places(fields: MaxMindFields = .known) throws(AtlasError) -> RangeList {
    let name = provenance.name
    let hash = provenance.hash
    var list =
      switch provenance.kind {
      case .mmdb: try MaxMindReader.read(bytes, name: name, hash: hash, fields: fields)
      case .delegated: try DelegatedReader.read(bytes, name: name, hash: hash)
      case .textRanges: try TextRangeReader.read(bytes, name: name, hash: hash)
      case .rangeTable: try RangeTableReader.read(bytes, name: name, hash: hash)
      case .prefixOrigins:
        throw AtlasError.wrongForm(source: name, found: .prefixOrigins, wanted: "places")
      }
    if let finding = damageFinding { list.findings.record(finding) }
    return list
  }

  /// Reads the origins. Throws `wrongForm` for what holds places only.
  public func origins(fields: MaxMindFields = .known) throws(AtlasError) -> OriginTable {
    let name = provenance.name
    let hash = provenance.hash
    switch provenance.kind {
    case .mmdb:
      return try MaxMindReader.readOrigins(bytes, name: name, hash: hash, fields: fields)
    case .prefixOrigins:
      var table = try PrefixOriginReader.read(bytes, name: name, hash: hash)
      if let finding = damageFinding { table.findings.record(finding) }
      return table
    case .delegated, .textRanges, .rangeTable:
      throw .wrongForm(source: name, found: provenance.kind, wanted: "origins")
    }
  }

  private var damageFinding: Finding? {
    damage.map { damage in
      Finding(
        kind: "damaged-gzip", source: provenance.name, place: "byte \(damage.offset)",
        detail: "the compressed data are \(damage.kind.rawValue)",
        disposition: "what came before is used")
    }
  }
}
