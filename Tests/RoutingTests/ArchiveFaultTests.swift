import Net
import Routing
import Scenario
import Testing
import Timeline

/// What befalls archives and sessions, one thing at a time.
struct ArchiveFaultTests {
  static let iran = Entity.asn(64_500)

  /// A world of the catalogue without the routes that come and go by chance.
  static func calm(_ name: String) throws -> RoutingWorld {
    var world = try #require(RoutingCatalog.named(name))
    // Churn alone follows within 20 s.
    world.happenings.removeAll { $0.spread == 20 }
    return world
  }

  /// The /24s of an entity in each bin, nothing where the bin is not judged; by seconds from the start.
  static func blocks(
    _ entity: Entity, _ bins: [WorldReplay.Bin], of world: RoutingWorld
  ) -> [Int: Int] {
    bins.reduce(into: [:]) { result, bin in
      guard bin.families[.ipv4]?.refusal == nil else { return }
      result[Int(bin.start - world.from.seconds)] = bin.outcomes[.ipv4]?.counts[entity]?[0] ?? 0
    }
  }

  @Test(
    "Sessions that die without a word never make a value fall", arguments: [1, 2, 5, 6, 11, 12])
  func silentDeaths(count: Int) throws {
    var world = try ArchiveFaultTests.calm("silent-reset")
    world.happenings = [
      .init(at: world.from + 2_400, .silence, to: .at(Array(0..<count)), spread: 500)
    ]
    for minimum in [1, 10] {
      var replay = try WorldReplay(world)
      replay.options.minimumPeers = minimum
      let bins = try replay.bins()
      for entity in ["asn/64500", "country/IR", "region/IR-23", "geoasn/64510-TR"] {
        let entity = try #require(Entity(entity))
        let values = ArchiveFaultTests.blocks(entity, bins, of: world)
        #expect(Set(values.values).count == 1, "\(entity): \(values)")
        #expect((values[0] ?? 0) > 0)
      }
      // Who is silent counts for an hour and then no more.
      let last = try #require(bins.last?.families[.ipv4])
      #expect(last.peerASNs == 12 - count)
      #expect((last.refusal == nil) == (12 - count >= minimum))
      #expect(bins.prefix(10).allSatisfy { $0.families[.ipv4]?.peerASNs == 12 })
    }
  }

  @Test("While sessions are silent, the others' routes count as if they had never been")
  func silentReset() throws {
    let world = try ArchiveFaultTests.calm("silent-reset")
    var alive = world
    alive.happenings.removeAll { $0.kind == .silence || $0.kind == .resume() }
    let bins = try WorldReplay(world).bins()
    let wanted = try WorldReplay(alive).bins()
    #expect(bins.count == wanted.count)
    for (bin, other) in zip(bins, wanted) {
      // While the others follow one after another, two more make a difference.
      if [9_900, 10_200, 16_800, 17_100].contains(bin.start - world.from.seconds) { continue }
      #expect(bin.outcomes[.ipv4]?.counts == other.outcomes[.ipv4]?.counts, "\(bin.start)")
    }
    let peers = Set(bins.compactMap { $0.families[.ipv4]?.peerASNs })
    #expect(peers == [10, 11, 12])
  }

  @Test("A table that is late counts from its first record on, whatever its name says")
  func lateTable() throws {
    let world = try ArchiveFaultTests.calm("late-rib")
    let values = ArchiveFaultTests.blocks(
      ArchiveFaultTests.iran, try WorldReplay(world).bins(), of: world)
    // Withdrawn at 7,500, told by the table of 8,400, announced at 8,700.
    let full = try #require(values[0])
    #expect(values[7_200] == full)
    for second in [7_500, 7_800, 8_100, 8_400] { #expect(values[second] == 0) }
    #expect(values[8_700] == full)
    #expect(values.count == 72)
  }

  @Test("A missing file leaves its collector out until its next table, with the reason")
  func missingFile() throws {
    let world = try ArchiveFaultTests.calm("missing-file")
    var replay = try WorldReplay(world)
    let bins = try replay.bins()
    for bin in bins {
      let second = bin.start - world.from.seconds
      let collectors = Set(bin.families[.ipv4]?.peers.map(\.collector) ?? [])
      if (3_600..<7_200).contains(second) {
        #expect(collectors == ["route-views2"])
      } else if (15_300..<21_600).contains(second) {
        #expect(collectors == ["rrc00"])
      } else {
        #expect(collectors == ["rrc00", "route-views2"])
      }
    }
    let values = ArchiveFaultTests.blocks(ArchiveFaultTests.iran, bins, of: world)
    #expect(values[3_600] == values[0])
    #expect(values[4_200] == 0)
    replay.options.minimumPeers = 10
    for bin in try replay.bins() {
      let second = bin.start - world.from.seconds
      let isOut = (3_600..<7_200).contains(second) || second >= 15_300
      let part = try #require(bin.families[.ipv4])
      #expect(part.refusal == (isOut ? .fewPeers(have: 6, need: 10) : nil))
      #expect(part.mark == (isOut ? .fewPeers : []))
      #expect((part.reason?.contains("--min-peers 6") == true) == isOut)
    }
  }

  @Test("Where the files of all collectors are missing nothing is known")
  func missingEverywhere() throws {
    var world = try ArchiveFaultTests.calm("missing-file")
    world.faults = world.collectors.map {
      .missingUpdates(collector: $0.name, from: world.from + 3_600, until: world.from + 4_500)
    }
    for bin in try WorldReplay(world).bins() {
      let isOut = (3_600..<7_200).contains(bin.start - world.from.seconds)
      #expect(bin.families[.ipv4]?.refusal == (isOut ? .unknown : nil))
      #expect(bin.families[.ipv4]?.mark == (isOut ? .captureGap : []))
    }
  }

  @Test("A peer at three collectors is three sessions and one ASN")
  func threeCollectors() throws {
    var world = try ArchiveFaultTests.calm("three-collectors")
    let cut = world.prefixes(of: ASN(64_500))
    // Six of twelve ASNs hold the prefixes at first, then five: seven of the fourteen sessions.
    world.happenings = [
      .init(at: world.from + 3_000, .withdraw(cut), to: .at([1, 2, 3, 4, 6, 7])),
      .init(at: world.from + 6_000, .withdraw(cut), to: .at([8])),
    ]
    let bins = try WorldReplay(world).bins()
    #expect(bins.allSatisfy { $0.families[.ipv4]?.peerASNs == 12 })
    #expect(bins.allSatisfy { $0.families[.ipv4]?.peers.count == 14 })
    let values = ArchiveFaultTests.blocks(ArchiveFaultTests.iran, bins, of: world)
    #expect(values[2_700] == 24)
    #expect(values[3_000] == 24)
    #expect(values[5_700] == 24)
    #expect(values[6_000] == 0)
  }

  @Test("Default routes, 6to4, Teredo and documentation are as if they were not announced")
  func special() throws {
    var world = try #require(RoutingCatalog.named("ipv6"))
    let ignored = [
      "::/0", "2002::/16", "2001::/32", "2001:db8::/32", "fc00::/7", "2000::/3", "0.0.0.0/0",
    ]
    var without = world
    without.networks.removeAll { ignored.contains($0.prefix.description) }
    #expect(without.networks.count + ignored.count == world.networks.count)
    // Special prefixes make a full feed, like all unicast prefixes; here nothing hangs on it.
    (world.fullFeed6, without.fullFeed6) = (1, 1)
    let bins = try WorldReplay(world).bins()
    let others = try WorldReplay(without).bins()
    #expect(bins.count == others.count)
    for (bin, other) in zip(bins, others) {
      for family in IPFamily.allCases {
        #expect(bin.families[family]?.refusal == nil)
        #expect(bin.outcomes[family]?.visible == other.outcomes[family]?.visible)
        #expect(bin.outcomes[family]?.counts == other.outcomes[family]?.counts)
      }
    }
    #expect(bins.first?.outcomes[.ipv6]?.visible == 12)
  }

  @Test("An AS that loses its last prefix reads 0, and so does its country")
  func lastPrefix() throws {
    let world = try ArchiveFaultTests.calm("last-prefix")
    var replay = try WorldReplay(world).replay()
    var recorder = VisibilityRecorder()
    while let bin = try replay.next() { recorder.take(bin) }
    let series = recorder.series(of: replay.engine).filter { $0.datasource == .bgp }
    func values(_ entity: String) throws -> [Double] {
      try #require(series.first { $0.entity.description == entity }).values
    }
    // Two from the start, one from 4,000, none from 6,000, two again from 12,000.
    let last = try values("asn/64520")
    #expect(last.map { $0.isNaN } == [Bool](repeating: false, count: 72))
    #expect(last[12] == 2)
    #expect(last[14] == 1)
    #expect(last[21..<40].allSatisfy { $0 == 0 })
    #expect(last[41] == 2)
    let country = try values("country/IQ")
    #expect(country[21..<40].allSatisfy { $0 == 0 })
    // Before it was ever seen it has no value; when it has gone, 0.
    let guest = try values("asn/64521")
    #expect(guest[..<46].allSatisfy { $0.isNaN })
    #expect(guest[47..<58].allSatisfy { $0 == 1 })
    #expect(guest[60...].allSatisfy { $0 == 0 })
  }

  @Test("A table that ends early is refused by name, and applied where that is asked for")
  func partialTable() throws {
    let world = try #require(RoutingCatalog.named("partial-rib"))
    var replay = try WorldReplay(world)
    #expect(throws: VisibilityError.partialTable("rrc00/2024.03/bview.20240301.0200.gz")) {
      try replay.bins()
    }
    replay.options.allowPartialRIB = true
    let bins = try replay.bins()
    #expect(bins.count == 72)
    // Half of a table: its peers have half of their routes from then on.
    #expect(bins[23].families[.ipv4]?.refusal == nil)
    #expect(bins[24].families[.ipv4]?.visiblePrefixes != bins[23].families[.ipv4]?.visiblePrefixes)
    var last = try replay.replay()
    while try last.next() != nil {}
    #expect(last.findings.count(of: "bgp-partial-table") == 2)
  }

  @Test("Two update files of one time in one collector are an error that names both")
  func duplicates() throws {
    let replay = try WorldReplay(try ArchiveFaultTests.calm("flap"))
    var files = replay.files.map { ArchiveFile(path: $0.path, contents: .bytes($0.bytes)) }
    let name = "rrc00/2024.03/updates.20240301.0105.gz"
    files.append(ArchiveFile(path: "copy/\(name)", contents: .bytes([])))
    #expect(throws: VisibilityError.duplicateFiles(name, "copy/\(name)")) {
      try ArchiveReplay(files: files, options: replay.options, places: CheckeredPlaces())
    }
  }

  @Test("Updates before the first table name the table to get")
  func missingTable() throws {
    let replay = try WorldReplay(try ArchiveFaultTests.calm("flap"))
    for (collector, path, wanted) in [
      ("rrc00", "rrc00/2024.03/bview.20240301.0000.gz", "bview.20240301.0000.gz"),
      (
        "route-views2", "route-views2/bgpdata/2024.03/RIBS/rib.20240301.0000.bz2",
        "rib.20240301.0000.bz2"
      ),
    ] {
      let files = replay.files.filter { $0.path != path }.map {
        ArchiveFile(path: $0.path, contents: .bytes($0.bytes))
      }
      #expect(files.count == replay.files.count - 1)
      #expect(throws: VisibilityError.missingTable(collector: collector, wanted: wanted)) {
        try ArchiveReplay(files: files, options: replay.options, places: CheckeredPlaces())
      }
    }
  }

  @Test("A file cut short behind a table is lost to its end, so that table tells nothing")
  func cutAcrossTable() throws {
    var world = try ArchiveFaultTests.calm("mixed-cadence")
    // A file of an hour, cut in its first part, with a table in its middle.
    world.faults = [
      .lateTable(collector: "rrc21", file: world.from + 10_800, by: 1_800),
      .truncatedUpdates(collector: "rrc21", file: world.from + 10_800, keeping: 0.2),
    ]
    let replay = try WorldReplay(world)
    for bin in try replay.bins() {
      let second = bin.start - world.from.seconds
      let isCounted = bin.families[.ipv4]?.peers.contains { $0.collector == "rrc21" }
      if second >= 12_600 { #expect(isCounted == false, "\(second)") }
      if second < 10_800 { #expect(isCounted == true, "\(second)") }
    }
  }
}
