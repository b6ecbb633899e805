import Net
import Routing
import Testing
import Timeline

/// The engine against the rules in sets and dictionaries, bin by bin.
struct VisibilityReferenceTests {
  static func options(_ seed: UInt64) -> VisibilityOptions {
    var options = VisibilityOptions()
    options.minimumPeers = 3
    if seed % 2 == 0 {
      options.fullFeed = .prefixes(20)
      options.fullFeed6 = .prefixes(8)
    }
    options.requireFirstAS = seed % 5 == 0
    if seed % 7 == 0 { options.bin = 60 }
    if seed % 7 == 1 { options.bin = 3_600 }
    return options
  }

  @Test("Small archives in which everything happens", arguments: 1...24 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    let archive = RandomArchive(seed: seed)
    let options = VisibilityReferenceTests.options(seed)
    let names = Set(archive.files.map(\.collector))
    var reference = VisibilityReference(
      archive.files, prefixes: archive.pool, options: options,
      cadence: Dictionary(uniqueKeysWithValues: names.map { ($0, RandomArchive.cadence) }),
      places: CheckeredPlaces.places, sites: CheckeredPlaces.sites)
    let expected = reference.bins()
    var replay = try ArchiveReplay(
      files: archive.archive, options: options, places: CheckeredPlaces(),
      cadence: Dictionary(uniqueKeysWithValues: names.map { ($0, Int(RandomArchive.cadence)) }))
    var following = BinFollower()
    var number = 0
    while let bin = try replay.next() {
      #expect(number < expected.count)
      guard number < expected.count else { return }
      #expect(bin.start.seconds == expected[number].start)
      for (family, part) in [(IPFamily.ipv4, bin.ipv4), (.ipv6, bin.ipv6)] {
        let outcome = following.follow(part, replay.engine.entities(family))
        let wanted = expected[number].families[family]
        let difference = wanted.map { outcome.difference(from: $0) }
        #expect(difference == "", "bin \(number), \(family), seed \(seed)")
        if outcome != wanted { return }
      }
      number += 1
    }
    #expect(number == expected.count)
  }
}
