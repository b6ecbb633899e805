import Net
import Timeline

/// Small routing worlds that can be asked for by name: each shows one thing that befalls archives.
///
/// All have at least ten full-feed ASNs until something takes them away, two or more countries, and
/// some routes that come and go besides.
public enum RoutingCatalog {
  /// The names, in order.
  public static let names = [
    "add-path", "announced-reset", "as4-path", "damage", "flap", "ipv6", "last-prefix", "late-rib",
    "missing-file", "mixed-cadence", "moas", "partial-rib", "silent-reset", "three-collectors",
  ]

  /// The world of a name; nothing for a name that is not known.
  public static func named(_ name: some StringProtocol, seed: UInt64 = 1) -> RoutingWorld? {
    switch name {
    case "add-path": addPath(seed)
    case "announced-reset": announcedReset(seed)
    case "as4-path": as4Path(seed)
    case "damage": damage(seed)
    case "flap": flap(seed)
    case "ipv6": ipv6(seed)
    case "last-prefix": lastPrefix(seed)
    case "late-rib": lateTable(seed)
    case "missing-file": missingFile(seed)
    case "mixed-cadence": mixedCadence(seed)
    case "moas": moas(seed)
    case "partial-rib": partialTable(seed)
    case "silent-reset": silentReset(seed)
    case "three-collectors": threeCollectors(seed)
    default: nil
    }
  }

  /// The start of every world of the catalogue: 2024-03-01T00:00:00Z.
  static let start = UnixTime(1_709_251_200)
  static let iran = ASN(64_500)
  static let iranMobile = ASN(64_501)
  static let turkey = ASN(64_510)

  /// Six hours, a collector of RIS and one of RouteViews with six full feeds each, three operators in
  /// two countries, tables every two hours.
  static func base(
    _ name: String, _ summary: String, _ seed: UInt64, tableCadence: Int = 7_200
  ) -> RoutingWorld {
    var world = RoutingWorld(
      name: name, summary: summary, seed: seed, from: start, until: start + 21_600)
    world.fullFeed = 20
    world.fullFeed6 = 5
    world.collectors = [
      RoutingWorld.Collector("rrc00", tableCadence: tableCadence),
      RoutingWorld.Collector("route-views2", tableCadence: tableCadence),
    ]
    world.collectors[1].hasMicroseconds = true
    world.collectors[1].tableSpan = 90
    world.addFullFeeds(6, at: "rrc00")
    world.addFullFeeds(6, at: "route-views2", first: 64_611)
    addOperators(to: &world)
    world.addChurn(60)
    return world
  }

  static func addOperators(to world: inout RoutingWorld) {
    let (iranCode, turkeyCode) = (CountryCode("IR"), CountryCode("TR"))
    world.addNetworks(12, of: iran, country: iranCode, region: "IR-23")
    world.addNetworks(3, of: iran, length: 22, country: iranCode, region: "IR-10")
    world.addNetworks(10, of: iranMobile, country: iranCode, region: "IR-23")
    world.addNetworks(15, of: turkey, country: turkeyCode, region: "TR-34")
    // Longer than a /24: it counts the one that holds it.
    world.addNetworks(2, of: turkey, length: 26, country: turkeyCode, region: "TR-06")
  }
}
