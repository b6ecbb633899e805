import Inflate
import MRT
import Net
import Routing
import TestSupport
import Testing
import Timeline

/// Whole and cut tables of the corpus against sets.
struct CorpusVisibilityTests {
  /// Sixteen countries by the first four bits of an address.
  struct Quarters: PlaceResolver {
    var placeEntities: [(country: Entity?, region: Entity?)] {
      (0..<16).map { (Entity("country/A\(Character(UnicodeScalar(UInt8(65 + $0))))"), nil) }
    }
    func slash24Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
      body(
        prefix.high >> 40, prefix.length >= 24 ? 1 : 1 << UInt64(24 - prefix.length),
        Int(prefix.high >> 60))
    }
    func slash48Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
      body(
        prefix.high >> 16, prefix.length >= 48 ? 1 : 1 << UInt64(48 - prefix.length),
        Int(prefix.high >> 60))
    }
  }

  static func plain(_ path: String) throws -> [UInt8] {
    let feed = try ByteFeed(path: path)
    while try feed.fillMore() {}
    return feed.withWindow { window in
      window.withUnsafeBytes { Array($0) }
    }
  }

  @Test(
    "Tables equal a count in sets", .enabled(if: Corpus.isPresent),
    arguments: [
      ("libbgpstream/routeviews.route-views.jinx.ribs.1401487200.bz2", nil as Int?, false),
      ("libbgpstream/routeviews.route-views.jinx.ribs.1401487200.bz2", 400_000, false),
      ("libbgpstream/routeviews.route-views.jinx.ribs.1401487200.bz2", 500, false),
      ("ripe_bgpdump/test_data/bview.20020722.2337.gz", nil, false),
      ("ripe_bgpdump/test_data/bview.20020722.2337.gz", 400_000, false),
      ("ripe_bgpdump/test_data/bview.20020722.2337.gz", 500, false),
      ("pyasn/rib.20080501.0644_firstMB.bz2", 500, true),
      ("pyasn/rib.20140523.0600_firstMB.bz2", 500, true),
    ])
  func tables(name: String, fullFeed: Int?, isPartial: Bool) throws {
    let path = Corpus.path("mrt/\(name)")
    var options = VisibilityOptions()
    options.minimumPeers = 1
    options.allowPartialRIB = isPartial
    if let fullFeed { options.fullFeed = .prefixes(fullFeed) }
    var replay = try ArchiveReplay(
      files: [ArchiveFile(path: path)], options: options, places: Quarters())
    let bin = try #require(try replay.next())

    let records = ReferenceRecords(try CorpusVisibilityTests.plain(path))
    var tables: [RoutePeer: [Prefix: UInt32]] = [:]
    for route in records.routes where route.prefix.family == .ipv4 {
      tables[route.peer, default: [:]][route.prefix] = route.path.origin.rawValue
    }
    let largest = tables.values.map(\.count).max() ?? 0
    let large = tables.values.map(\.count).filter { 2 * $0 > largest }.sorted()
    let least = fullFeed.map(Double.init) ?? Double(large[(large.count - 1) / 2]) * 0.75
    let feed = tables.filter { Double($0.value.count) >= least }
    let peers = Set(feed.keys.map(\.asn))
    var holders: [Prefix: Set<ASN>] = [:]
    var origins: [Prefix: Set<UInt32>] = [:]
    for (peer, table) in feed {
      for (prefix, origin) in table {
        holders[prefix, default: []].insert(peer.asn)
        origins[prefix, default: []].insert(origin)
      }
    }
    var blocks: [Entity: Set<UInt32>] = [:]
    var visible = 0
    for (prefix, asns) in holders
    where 2 * asns.count >= peers.count && prefix.length >= 6 && !SpecialPurpose.contains(prefix) {
      visible += 1
      let first = UInt32(prefix.high >> 40)
      let range = first..<first + (prefix.length >= 24 ? 1 : 1 << UInt32(24 - prefix.length))
      if let country = Quarters().placeEntities[Int(prefix.high >> 60)].country {
        blocks[country, default: []].formUnion(range)
      }
      for origin in origins[prefix] ?? [] where origin != 0 {
        blocks[.asn(origin), default: []].formUnion(range)
      }
    }
    #expect(bin.ipv4.peers.count == feed.count)
    #expect(bin.ipv4.visiblePrefixes == visible)
    let entities = replay.engine.entities(.ipv4)
    var counts: [Entity: Int] = [:]
    for change in bin.ipv4.changes where entities[change.entity].kind != .geoasn {
      if change.blocks > 0 { counts[entities[change.entity]] = change.blocks }
    }
    #expect(counts == blocks.mapValues(\.count))
  }
}
