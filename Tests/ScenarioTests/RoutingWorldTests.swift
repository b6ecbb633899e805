import Net
import Scenario
import Testing
import Timeline

/// The routing worlds of the catalogue, and the truth that stands beside their files.
struct RoutingWorldTests {
  private func world(_ name: String) throws -> RoutingWorld {
    try #require(RoutingCatalog.named(name))
  }

  @Test(arguments: RoutingCatalog.names)
  func `the same files twice, and others for another seed`(name: String) throws {
    let (first, second) = (
      try RoutingArchive(of: try world(name)), try RoutingArchive(of: try world(name))
    )
    #expect(first.files == second.files)
    #expect(first.truth.tellings == second.truth.tellings)
    let other = try RoutingArchive(of: try #require(RoutingCatalog.named(name, seed: 2)))
    #expect(first.files != other.files)
    #expect(first.files.map(\.path) == other.files.map(\.path))
  }

  @Test(arguments: RoutingCatalog.names)
  func `files bear the names of their archives`(name: String) throws {
    let files = try RoutingArchive(of: try world(name)).files
    #expect(Set(files.map(\.path)).count == files.count)
    for file in files {
      let isRIS = file.path.wholeMatch(
        of: /rrc\d\d\/2024\.03\/(bview|updates)\.20240301\.\d{4}\.gz/)
      let isRouteViews = file.path.wholeMatch(
        of: /route-views2\/bgpdata\/2024\.03\/(RIBS\/rib|UPDATES\/updates)\.20240301\.\d{4}\.bz2/)
      #expect(isRIS != nil || isRouteViews != nil, "\(file.path)")
    }
  }

  @Test(arguments: RoutingCatalog.names)
  func `the world keeps what the catalogue promises`(name: String) throws {
    let world = try world(name)
    #expect(world.name == name && !world.summary.isEmpty)
    #expect(Set(world.networks.map(\.prefix)).count == world.networks.count)
    let truth = try RoutingArchive(of: world).truth
    #expect(truth.tellings.map(\.time) == truth.tellings.map(\.time).sorted())
    let start = truth.routes(at: world.from)
    #expect(start == truth.initial)
    let full = world.sessions.indices.filter { session in
      Set(start.filter { $0.session == session && $0.prefix.family == .ipv4 }.map(\.prefix)).count
        >= world.fullFeed
    }
    #expect(Set(full.map { world.sessions[$0].asn }).count >= 10)
    #expect(Set(world.networks.compactMap(\.country)).count >= 2)
    #expect(!truth.tables.isEmpty)
  }

  @Test(arguments: RoutingCatalog.names)
  func `a session that is up is heard at least as often as its collector promises`(
    name: String
  ) throws {
    let world = try world(name)
    let truth = try RoutingArchive(of: world).truth
    let pauses = Set(
      world.happenings.filter {
        switch $0.kind {
        case .silence, .reset: true
        default: false
        }
      }.flatMap { world.indices($0.sessions) })
    for session in world.sessions.indices where !pauses.contains(session) {
      let heard = [world.from] + truth.tellings.filter { $0.session == session }.map(\.time)
      let widest = zip(heard, heard.dropFirst()).map { $1 - $0 }.max() ?? 0
      #expect(widest <= 1_200, "session \(session)")
    }
  }

  @Test func `a silent session keeps what it told until a table does not have it`() throws {
    let world = try world("silent-reset")
    let truth = try RoutingArchive(of: world).truth
    let times = [2_400, 14_400, 14_401].map { world.from + $0 }
    let standings = times.map { truth.standings(at: $0)[2] }
    #expect(standings.map(\.isUp) == [true, true, false])
    #expect(standings[0].routes > 30 && standings[1].routes == standings[0].routes)
    #expect(standings[2].routes == 0)
    let heard = try #require(standings[2].heard)
    #expect(heard < world.from + 2_400)
    let other = truth.standings(at: world.from + 9_031)[8]
    #expect(other.began == world.from + 9_030 && other.routes > 20)
  }

  @Test func `an AS loses its last prefix and gets it back`() throws {
    let world = try world("last-prefix")
    let truth = try RoutingArchive(of: world).truth
    let counts = [0, 5_000, 7_000, 13_000].map { time in
      Set(truth.routes(at: world.from + time).filter { $0.origin == ASN(64_520) }.map(\.prefix))
        .count
    }
    #expect(counts == [2, 1, 0, 2])
  }

  @Test func `only the last ASN of a sequence is an origin`() throws {
    let world = try world("moas")
    let origins = try RoutingArchive(of: world).truth.origins(at: world.from)
    let prefixes = (0..<8).map { Prefix(ipv4: 0x0600_0000 + UInt32($0) << 8, length: 24) }
    let seen = prefixes.map { prefix in
      origins.values.reduce(into: Set<UInt32>()) { set, table in
        set.formUnion((table[prefix] ?? []).map(\.rawValue))
      }
    }
    #expect(
      seen == [[64_500, 64_510], [], [], [], [], [], [64_500], [64_601, 64_501]])
  }

  @Test func `what is lost is named`() throws {
    let world = try world("damage")
    let gaps = try RoutingArchive(of: world).truth.gaps
    #expect(
      gaps.map(\.reason) == [.garbage, .unreadableMessage, .truncatedFile, .truncatedFile])
    let (first, second) = (Array(0..<6), Array(6..<12))
    #expect(gaps.map(\.sessions) == [first, [3], second, first])
    #expect(gaps[2].from >= world.from + 9_000 && gaps[2].until == world.from + 9_900)
    let missing = try RoutingArchive(of: try self.world("missing-file"))
    #expect(missing.truth.gaps.map { $0.until - $0.from } == [900, 900])
    #expect(!missing.files.contains { $0.path.hasSuffix("updates.20240301.0100.gz") })
    #expect(missing.files.contains { $0.path.hasSuffix("updates.20240301.0115.gz") })
  }

  @Test func `tables are late, missing and partial where the world says so`() throws {
    let late = try RoutingArchive(of: try world("late-rib")).truth.tables
    #expect(late.filter { $0.time != $0.file }.map { $0.time - $0.file } == [1_200])
    #expect(late.filter { !$0.isPresent }.map(\.collector) == ["route-views2"])
    let partial = try RoutingArchive(of: try world("partial-rib"))
    #expect(partial.truth.tables.filter { !$0.isWhole }.count == 2)
    #expect(partial.truth.tables.allSatisfy { $0.isPresent })
    let paths = Set(partial.files.map(\.path))
    #expect(partial.truth.tables.allSatisfy { paths.contains($0.path) })
  }

  @Test func `a course leaves exactly the /24s that it is given`() throws {
    let noon = UnixTime(1_573_905_600)
    var world = RoutingWorld(name: "course", from: noon, until: noon + 7_200)
    world.collectors = [.init("rrc00", tableCadence: 3_600)]
    world.addFullFeeds(3, at: "rrc00")
    let operatorASN = ASN(44_244)
    let large = world.addNetworks(4, of: operatorASN, length: 20)
    let small = world.addNetworks(16, of: operatorASN)
    let levels = [80, 45, 7, 0, 33].enumerated().map { (index, count) in
      RoutingWorld.Level(at: noon + 600 * (index + 1), count)
    }
    world.addCourse(of: large + small, through: levels, spread: 120)
    world.addChurn(20, of: [], reach: 1)
    let truth = try RoutingArchive(of: world).truth
    let counts = levels.map { level in
      (0..<3).map { session in
        truth.routes(at: level.time + 121).filter { $0.session == session }
          .reduce(0) { $0 + RoutingWorld.slash24s(in: $1.prefix) }
      }
    }
    #expect(counts == [80, 45, 7, 0, 33].map { [$0, $0, $0] })
  }

  @Test func `origins and places as files`() throws {
    var world = RoutingWorld(name: "places", from: UnixTime(0), until: UnixTime(60))
    let (iran, turkey) = (CountryCode("IR"), CountryCode("TR"))
    let prefixes = try ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "11.0.0.0/8", "2a00::/16"].map {
      try #require(Prefix($0))
    }
    world.networks = [
      .init(prefixes[2], origins: [ASN(3), ASN(1)], country: turkey, region: "TR-34"),
      .init(prefixes[0], origins: [ASN(1)], country: iran),
      .init(prefixes[1], tails: [.set([ASN(5), ASN(6)])], country: turkey, region: "TR-06"),
      .init(prefixes[3], tails: [.origin(.zero)], country: iran),
      .init(prefixes[4], origins: [ASN(4_200_000_000)], country: turkey),
    ]
    #expect(
      world.prefixOrigins == """
        10.0.0.0\t8\t1
        10.1.0.0\t16\t5,6
        10.1.2.0\t24\t3_1
        2a00::\t16\t4200000000

        """)
    #expect(
      world.rangeTable(built: UnixTime(1_709_251_200)) == """
        # built: 2024-03-01
        start,end,country,region
        10.0.0.0,10.0.255.255,IR,
        10.1.0.0,10.1.1.255,TR,TR-06
        10.1.2.0,10.1.2.255,TR,TR-34
        10.1.3.0,10.1.255.255,TR,TR-06
        10.2.0.0,11.255.255.255,IR,
        2a00::,2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,TR,

        """)
  }
}
