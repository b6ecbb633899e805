import Net
import Routing
import Scenario
import Testing
import Timeline

/// The engine on the worlds of the catalogue, bin by bin.
struct RoutingWorldTests {
  @Test("A world's archive counts as its records say", arguments: RoutingCatalog.names)
  func records(name: String) throws {
    try RoutingWorldTests.compareRecords(try #require(RoutingCatalog.named(name)), name)
  }

  @Test("A world's archive counts as its truth says", arguments: RoutingCatalog.names)
  func truth(name: String) throws {
    try RoutingWorldTests.compareTruth(try #require(RoutingCatalog.named(name)), name)
  }

  @Test(
    "Worlds of chance count as their records and their truth say",
    arguments: RandomWorld.seeds)
  func random(seed: UInt64) throws {
    let world = try #require(RandomWorld.world(seed))
    try RoutingWorldTests.compareRecords(world, "\(seed)")
    try RoutingWorldTests.compareTruth(world, "\(seed)")
  }

  /// The engine against the rules over the records of the files.
  private static func compareRecords(_ world: RoutingWorld, _ name: String) throws {
    var replay = try WorldReplay(world)
    replay.options.allowPartialRIB = true
    let bins = try replay.bins()
    var reference = replay.reference()
    let wanted = reference.bins()
    #expect(bins.map(\.start) == wanted.map(\.start))
    for (bin, wanted) in zip(bins, wanted) {
      for family in IPFamily.allCases {
        guard let mine = bin.outcomes[family], let other = wanted.families[family] else { continue }
        let difference = mine.difference(from: other)
        #expect(difference == "", "\(name) \(family) \(UnixTime(bin.start))")
        if !difference.isEmpty { return }
      }
    }
  }

  /// The engine against sets over what the sessions told.
  private static func compareTruth(_ world: RoutingWorld, _ name: String) throws {
    let replay = try WorldReplay(world, isPartialLeftOut: true)
    let bins = try replay.bins()
    var reference = TruthReference(replay)
    let step = Int64(replay.options.bin)
    #expect(bins.first?.start == world.from.seconds)
    #expect(bins.last.map { $0.start + step } == world.until.seconds)
    for bin in bins {
      for family in IPFamily.allCases {
        guard var mine = bin.outcomes[family] else { continue }
        var wanted = reference.outcome(of: family, in: bin.start)
        mine.recounts = [:]
        // A bin that is not judged has no values.
        if wanted.refusal != nil { (mine.counts, wanted.counts) = ([:], [:]) }
        if wanted.refusal != nil { (mine.visible, wanted.visible) = (0, 0) }
        let difference = mine.difference(from: wanted)
        #expect(difference == "", "\(name) \(family) \(UnixTime(bin.start))")
        if !difference.isEmpty { return }
      }
    }
  }
}
