public import Net
public import Timeline

/// What must be known of a source to judge, and to repeat, what was placed by it.
public struct SourceProvenance: Hashable, Sendable {
  /// The file's name, without its folder.
  public var name: String
  /// The hash of the file's bytes as they are on disk, in lower-case hexadecimal.
  public var hash: String
  /// The form of the file.
  public var kind: SourceKind
  /// The product that the file is an edition of: `GeoLite2-City`, `IPFire Location`, `lacnic`.
  public var edition: String
  /// When the data were built, or nothing where neither content nor name says it.
  public var built: UnixTime?
  /// Whether the source tells regions apart.
  public var knowsRegions: Bool
  /// The versions of the protocol of which it lists addresses.
  public var families: Set<IPFamily>
  /// The ranges, networks or prefixes that were read.
  public var entries: Int
  /// Those of the entries that name no country (`??`, `EU`, `AP`, `ZZ`, nothing).
  public var unknownEntries: Int

  /// Creates a record.
  public init(
    name: String, hash: String, kind: SourceKind, edition: String, built: UnixTime? = nil,
    knowsRegions: Bool = false, families: Set<IPFamily> = [], entries: Int = 0,
    unknownEntries: Int = 0
  ) {
    self.name = name
    self.hash = hash
    self.kind = kind
    self.edition = edition
    self.built = built
    self.knowsRegions = knowsRegions
    self.families = families
    self.entries = entries
    self.unknownEntries = unknownEntries
  }
}
