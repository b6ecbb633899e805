public import Atlas
public import Timeline

/// What addresses are placed by.
public struct AtlasOptions: Equatable, Sendable {
  /// Files that tell where addresses are; none stands for Debian's `tor-geoipdb`.
  public var places: [String]
  /// Files that tell whose addresses are.
  public var origins: [String]
  /// The time that picks among several editions of one database; nothing takes the newest.
  public var asOf: UnixTime?
  /// The fields of MaxMind DBs that count.
  public var fields: MaxMindFields
  /// The folder in which compiled tables are kept, or nothing to keep none.
  public var cacheFolder: String?

  /// Creates options.
  public init(
    places: [String] = [], origins: [String] = [], asOf: UnixTime? = nil,
    fields: MaxMindFields = .known, cacheFolder: String? = AtlasLoader.defaultCacheFolder
  ) {
    self.places = places
    self.origins = origins
    self.asOf = asOf
    self.fields = fields
    self.cacheFolder = cacheFolder
  }
}
