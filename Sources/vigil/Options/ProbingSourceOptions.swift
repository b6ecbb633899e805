public import ArgumentParser
import Engine
public import Probing
import Timeline

/// How results of probes become signals.
struct ProbingSourceOptions: ParsableArguments {
  @Option(help: "The blocks: CSV, the JSON of IODA's prober, or a cache of either.")
  var list: String?

  @Option(name: .customLong("rule"), help: "How replies become states: vigil or trinocular.")
  var profile = ProbingProfile.vigil

  @Flag(help: "Blocks of availability below 0.2 are down only when all addresses were asked.")
  var fullScan = false

  @Option(help: "The rounds without a valid probe after which nothing is known of a block.")
  var maxAge = 3

  @Option(help: "The seconds after a round's end for which its results are waited for.")
  var settle = 60

  @OptionGroup(title: "Scans of ZMap, which list who answered only") var scan: ScanOptions

  @Option(help: "The prober of rows that name none; each file's own name without it.")
  var prober: String?

  @Option(
    help: """
      What is written: up, down, uncertain, missing, probed, ever_responsive, responsive_share, \
      responsive_share_error; repeatable; all without it.
      """)
  var measure: [ProbingMeasure] = []

  @Option(help: "Kinds of entities: country, region, asn, geoasn; repeatable; all without it.")
  var kind: [EntityKind] = []

  @OptionGroup var atlas: AtlasSourceOptions

  mutating func validate() throws {
    try ProbingSourceOptions.require(kind)
    if !(1...255).contains(maxAge) { throw ValidationError("--max-age: expected 1 to 255") }
    if !(0...86_400).contains(settle) { throw ValidationError("--settle: expected 0 to 86400") }
  }

  /// Refuses kinds of entities that have no signals.
  static func require(_ kinds: [EntityKind]) throws {
    for kind in kinds where !PlacingSettings.allKinds.contains(kind) {
      throw ValidationError("--kind \(kind.rawValue): expected country, region, asn or geoasn")
    }
  }

  /// The settings for the library.
  var settings: ProbingSettings {
    var settings = ProbingSettings()
    settings.list = list ?? ""
    settings.profile = profile
    settings.isFullScan = fullScan
    settings.maxAge = maxAge
    settings.settle = settle
    settings.prober = prober
    settings.scan = scan.settings
    settings.measures = measure.isEmpty ? ProbingMeasure.allCases : measure
    settings.placing = atlas.placing(kind)
    return settings
  }
}

extension ProbingProfile: ExpressibleByArgument {}
extension ProbingMeasure: ExpressibleByArgument {}
