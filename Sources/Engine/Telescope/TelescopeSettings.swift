public import Atlas
public import Net
public import Telescope
public import Timeline

/// What a run says about captures of a telescope, besides where they are.
public struct TelescopeSettings: Equatable, Sendable {
  /// The kinds of entities that have signals.
  public static let allKinds: Set<EntityKind> = [.country, .region, .asn, .geoasn]
  /// What names of telescopes look like, so that they are judged as telescopes, for messages.
  public static let datasourceForm =
    "telescope, darknet, ucsd-nt, merit-nt, or a name that begins with telescope- or darknet-"

  /// The name of the telescope's signals.
  public var datasource = "telescope"
  /// The addresses that the telescope watches; all that was captured without it.
  public var dark: Prefix?
  /// The filters and groups that are switched off, by name.
  public var disabled: [String] = []
  /// The date as of which the filters are taken; each packet's own time without it.
  public var filtersAsOf: UnixTime?
  /// Whether sources are counted by sketches instead of exact sets.
  public var isSketch = false
  /// Whether a capture that holds both directions of conversations is counted all the same.
  public var isForced = false
  /// The seconds of a bin: 60, or a multiple of it over which minutes are put together.
  public var bin = 300
  /// How minutes become such a bin.
  public var aggregate = MinuteAggregate.median
  /// What is counted of an entity.
  public var measures: [TelescopeMeasure] = [.sources]
  /// The threads that may count at once.
  public var threads = 2
  /// The databases that place addresses; the default of the machine without any.
  public var geo: [String] = []
  /// The tables that tell whose addresses are; without any there are no signals of ASNs.
  public var origins: [String] = []
  /// The date by which one of several databases is chosen; that of the data without it.
  public var geoAsOf: UnixTime?
  /// The fields of MaxMind DBs that tell places.
  public var mmdbFields = MaxMindFields.known
  /// The kinds of entities whose signals are kept.
  public var kinds: Set<EntityKind> = [.country, .region, .asn]
  /// Whether regions were asked for by name, so that databases of countries alone do not do.
  public var requiresRegions = false

  /// Creates the settings of a run that says nothing.
  public init() {}

  /// The same as the counting takes it. Throws `FilterError` for a name that no filter bears.
  public func options() throws(FilterError) -> TelescopeOptions {
    var options = TelescopeOptions()
    options.filters = try FilterOptions(disabling: disabled, asOf: filtersAsOf)
    options.dark = dark
    options.isSketch = isSketch
    return options
  }

  /// Reads what places addresses. Throws `InputError` or `AtlasError`.
  public func atlas() throws -> AddressAtlas {
    let atlas = try AtlasLoader(
      AtlasOptions(places: geo, origins: origins, asOf: geoAsOf, fields: mmdbFields)
    ).load()
    if requiresRegions { try atlas.requireRegions() }
    return atlas
  }
}
