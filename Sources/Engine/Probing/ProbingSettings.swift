public import Atlas
public import Probing
public import Timeline

/// What a run says about results of probes, besides where they are.
public struct ProbingSettings: Equatable, Sendable {
  /// The kinds of entities that have signals.
  public static let allKinds: Set<EntityKind> = [.country, .region, .asn, .geoasn]

  /// The file that lists the blocks, their addresses and availability.
  public var list = ""
  /// The rule by which replies become the state of a block.
  public var profile = ProbingProfile.vigil
  /// Whether blocks of low availability are down only when all their addresses were asked.
  public var isFullScan = false
  /// The rounds without a valid probe after which nothing is known of a block.
  public var maxAge = 3
  /// The seconds after a round's end for which its results are waited for.
  public var settle = 60
  /// The prober of rows that name none; each file's own name without it.
  public var prober: String?
  /// What scans of ZMap were asked.
  public var scan = ScanSettings()
  /// A file from which the run goes on, and which it writes; rounds that may still get results then wait.
  public var state: String?
  /// What becomes a signal.
  public var measures: [ProbingMeasure] = [.up, .responsiveShare]
  /// The databases that place addresses; the default of the machine without any.
  public var geo: [String] = []
  /// The tables that tell whose addresses are; without any there are no signals of ASNs.
  public var origins: [String] = []
  /// The date by which one of several databases is chosen.
  public var geoAsOf: UnixTime?
  /// The fields of MaxMind DBs that tell places.
  public var mmdbFields = MaxMindFields.known
  /// The kinds of entities whose signals are kept.
  public var kinds: Set<EntityKind> = [.country, .region, .asn]
  /// Whether regions were asked for by name, so that databases of countries alone do not do.
  public var requiresRegions = false

  /// Creates the settings of a run that says nothing.
  public init() {}

  /// The same as the accumulator takes it.
  public var options: ProbingOptions {
    var options = ProbingOptions(profile: profile)
    options.rule.isFullScan = isFullScan
    options.maxAge = maxAge
    options.settle = settle
    options.keepsChanges = false
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
