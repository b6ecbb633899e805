public import ArgumentParser
import Engine
import Timeline

/// How archives of routes become signals.
struct RoutingOptions: ParsableArguments {
  @Option(help: "A database that places addresses; repeatable; Debian's tor-geoipdb without it.")
  var geo: [String] = []

  @Option(help: "The date by which one of several editions is chosen (2019-11-16).")
  var geoAsOf: String?

  @OptionGroup var mmdb: MaxMindOptions

  @Option(help: "The least IPv4 prefixes of a full feed, or auto.")
  var fullFeed = "auto"

  @Option(name: .customLong("full-feed6"), help: "The least IPv6 prefixes of a full feed, or auto.")
  var fullFeed6 = "auto"

  @Option(help: "Fewer full-feed peer ASNs than this give no verdict; 10 without it.")
  var minPeers: Int?

  @Option(help: "The time that an update file covers (5m, 3600), where names do not tell.")
  var cadence: String?

  @Option(help: "The collector of all files, where paths do not tell.")
  var collector: String?

  @Option(help: "The length of a bin (5m, 300).")
  var bin = "300"

  @Option(help: "The start of the first bin (RFC 3339 or epoch seconds).")
  var from: String?

  @Option(help: "The end of the last bin (RFC 3339 or epoch seconds).")
  var until: String?

  @Option(help: "Kinds of entities: country, region, asn, geoasn; repeatable; all without it.")
  var kind: [EntityKind] = []

  @Flag(
    name: .customLong("allow-partial-rib"), help: "Apply a RIB that ends early, as far as it goes.")
  var allowPartialRIB = false

  @Flag(
    name: .customLong("require-first-as"), help: "Drop routes whose first ASN is not the peer's.")
  var requireFirstAS = false

  mutating func validate() throws {
    for (name, text) in [("--full-feed", fullFeed), ("--full-feed6", fullFeed6)]
    where text != "auto" && (Int(text) ?? 0) < 1 {
      throw ValidationError("\(name) \(text): expected a number of prefixes, or auto")
    }
    if let minPeers, minPeers < 1 { throw ValidationError("--min-peers: expected 1 or more") }
    for (name, text) in [("--cadence", cadence), ("--bin", bin)] {
      if let text, !(60...86_400).contains(DurationText.seconds(text) ?? 0) {
        throw ValidationError("\(name) \(text): expected a duration from 1m to 24h")
      }
    }
    for (name, text) in [("--from", from), ("--until", until), ("--geo-as-of", geoAsOf)] {
      if let text, RoutingOptions.time(text) == nil {
        throw ValidationError(
          "\(name) \(text): expected 2019-11-16T15:05Z, 2019-11-16 or epoch seconds")
      }
    }
  }

  private static func time(_ text: String) -> UnixTime? {
    JudgingOptions.time(text) ?? UnixTime(rfc3339: text + "T00:00:00Z")
  }

  /// The settings for the library.
  var settings: RoutingSettings {
    var settings = RoutingSettings()
    settings.placing = PlacingSettings(
      AtlasOptions(
        places: geo, asOf: geoAsOf.flatMap(RoutingOptions.time), fields: mmdb.fields), kinds: kind)
    settings.fullFeed = Int(fullFeed)
    settings.fullFeed6 = Int(fullFeed6)
    settings.minimumPeers = minPeers
    settings.cadence = cadence.flatMap { DurationText.seconds($0) }
    settings.collector = collector
    settings.bin = DurationText.seconds(bin) ?? 300
    settings.from = from.flatMap(RoutingOptions.time)
    settings.until = until.flatMap(RoutingOptions.time)
    settings.allowPartialRIB = allowPartialRIB
    settings.requireFirstAS = requireFirstAS
    return settings
  }
}

extension EntityKind: ExpressibleByArgument {}
