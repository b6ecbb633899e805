import TOMLKit
import Timeline

extension SourceReading {
  /// Takes a key of a source of routes.
  func set(
    _ key: String, to value: any TOMLValueConvertible, in routing: inout RoutingSettings
  ) throws(ConfigurationError) {
    switch key {
    case "collector": routing.collector = try text(value, key)
    case "cadence": routing.cadence = try seconds(value, key)
    case "full-feed": routing.fullFeed = try feed(value, key)
    case "full-feed6": routing.fullFeed6 = try feed(value, key)
    case "min-peers": routing.minimumPeers = try number(value, key, 1...65_535)
    case "bin": routing.bin = try number(value, key, 60...86_400)
    case "allow-partial-rib": routing.allowPartialRIB = try flag(value, key)
    case "require-first-as": routing.requireFirstAS = try flag(value, key)
    case "from": routing.from = try time(value, key)
    case "until": routing.until = try time(value, key)
    default:
      if try set(key, to: value, in: &routing.placing, hasOrigins: false) { return }
      throw fault(
        key,
        "one of kind, path, notice, collector, cadence, full-feed, full-feed6, min-peers, bin, "
          + "allow-partial-rib, require-first-as, kinds, geo, geo-as-of, mmdb-fields, from, "
          + "until")
    }
  }
}
