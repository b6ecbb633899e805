import ArgumentParser
import Engine
import Timeline

/// What addresses are placed by.
struct AtlasSourceOptions: ParsableArguments {
  @Option(
    help: """
      A file that tells where addresses are (MMDB, delegated statistics, Tor's ranges, \
      start,end,country,region), its form found by its content; repeatable, later ones on top. \
      Without any: Debian's tor-geoipdb.
      """)
  var geo: [String] = []

  @Option(help: "A file that tells whose addresses are (pfx2as, ASN MMDB); repeatable.")
  var origins: [String] = []

  @Option(help: "Of several editions take the one built last at this date (2019-11-16).")
  var geoAsOf: String?

  @OptionGroup var mmdb: MaxMindOptions

  @Flag(help: "Compile the sources again and keep nothing.")
  var noCache = false

  mutating func validate() throws {
    if let geoAsOf, UnixTime.reading(geoAsOf) == nil {
      throw ValidationError("--geo-as-of \(geoAsOf): expected a date such as 2019-11-16")
    }
  }

  /// The time that picks among editions.
  var asOf: UnixTime? { geoAsOf.flatMap { UnixTime.reading($0)?.time } }

  /// Which entities have signals, by the kinds that were asked for.
  func placing(_ kinds: [EntityKind]) -> PlacingSettings {
    PlacingSettings(options, kinds: kinds)
  }

  var options: AtlasOptions {
    AtlasOptions(
      places: geo, origins: origins, asOf: asOf, fields: mmdb.fields,
      cacheFolder: noCache ? nil : AtlasLoader.defaultCacheFolder)
  }
}
