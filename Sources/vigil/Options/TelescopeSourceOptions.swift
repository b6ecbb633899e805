public import ArgumentParser
import Engine
import Net
public import Telescope
import Timeline

/// How captures of a telescope become signals.
struct TelescopeSourceOptions: ParsableArguments {
  @Option(help: "The name of the telescope's signals; several telescopes need one each.")
  var datasource = "telescope"

  @OptionGroup var filters: FilterChoiceOptions

  @Option(help: "The addresses that the telescope watches (192.0.2.0/24); others are dropped.")
  var dark: String?

  @Flag(help: "Count sources by HyperLogLog sketches: 0.8 % error, flat memory.")
  var sketch = false

  @Flag(help: "Count a capture that holds both directions of conversations all the same.")
  var force = false

  @Option(help: "The length of a bin: 1m, or a multiple of it from 3m on.")
  var bin = "1m"

  @Option(help: "How minutes become a longer bin: median (the lower one) or mean.")
  var aggregate = MinuteAggregate.median

  @Option(help: "What is counted: sources, packets, bytes; repeatable.")
  var measure: [TelescopeMeasure] = []

  @Option(help: "Kinds of entities: country, region, asn, geoasn; repeatable; all without it.")
  var kind: [EntityKind] = []

  @Option(help: "The threads that count at once.")
  var threads = 2

  @OptionGroup var atlas: AtlasSourceOptions

  mutating func validate() throws {
    if let dark, Prefix(dark)?.family != .ipv4 || Prefix(dark)?.length == 0 {
      throw ValidationError("--dark \(dark): expected an IPv4 prefix such as 192.0.2.0/24")
    }
    guard Datasource(datasource).family == .telescope else {
      throw ValidationError(
        "--datasource \(datasource): expected \(TelescopeSettings.datasourceForm)")
    }
    for kind in kind where !PlacingSettings.allKinds.contains(kind) {
      throw ValidationError("--kind \(kind.rawValue): expected country, region, asn or geoasn")
    }
    let seconds = DurationText.seconds(bin) ?? 0
    guard seconds == 60 || (seconds % 60 == 0 && (180...86_400).contains(seconds)) else {
      throw ValidationError("--bin \(bin): expected 1m, or a multiple of it from 3m to 24h")
    }
    if !(1...256).contains(threads) { throw ValidationError("--threads: expected 1 to 256") }
  }

  /// The settings for the library.
  var settings: TelescopeSettings {
    var settings = TelescopeSettings()
    settings.datasource = datasource
    settings.dark = dark.flatMap { Prefix($0) }
    settings.disabled = filters.disable
    settings.filtersAsOf = filters.asOf
    settings.isSketch = sketch
    settings.isForced = force
    settings.bin = DurationText.seconds(bin) ?? 60
    settings.aggregate = aggregate
    settings.measures = measure.isEmpty ? [.sources] : measure
    settings.threads = threads
    settings.placing = atlas.placing(kind)
    return settings
  }
}

extension MinuteAggregate: ExpressibleByArgument {}
extension TelescopeMeasure: ExpressibleByArgument {}
