public import Atlas
public import Timeline

/// Which entities a run computes signals of, and what tells which addresses are theirs.
public struct PlacingSettings: Equatable, Sendable {
  /// The kinds of entities that have signals.
  public static let allKinds: Set<EntityKind> = [.country, .region, .asn, .geoasn]

  /// What places addresses; without origins there are no signals of ASNs but from routes.
  public var atlas = AtlasOptions()
  /// The kinds of entities whose signals are kept.
  public var kinds: Set<EntityKind> = [.country, .region, .asn]
  /// Whether regions were asked for by name, so that databases of countries alone do not do.
  public var requiresRegions = false

  /// Creates the settings of a run that says nothing.
  public init() {}

  /// Keeps the kinds that were asked for by name, or all when none was.
  public init(_ atlas: AtlasOptions, kinds: [EntityKind]) {
    self.atlas = atlas
    self.kinds = kinds.isEmpty ? PlacingSettings.allKinds : Set(kinds)
    requiresRegions = kinds.contains(.region)
  }

  /// Reads what places addresses. Throws `InputError` or `AtlasError`.
  public func load() throws -> AddressAtlas {
    let atlas = try AtlasLoader(atlas).load()
    if requiresRegions { try atlas.requireRegions() }
    return atlas
  }

  /// The same with other paths of its files.
  func resolving(_ resolve: (String) -> String) -> PlacingSettings {
    var result = self
    result.atlas.places = atlas.places.map(resolve)
    result.atlas.origins = atlas.origins.map(resolve)
    return result
  }
}
