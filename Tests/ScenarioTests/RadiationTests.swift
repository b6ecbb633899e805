import Scenario
import Testing
import Timeline

/// The packets of the world's telescope, counted by a reference with sets.
@Suite struct RadiationTests {
  let folder: ArchiveFolder
  let reference: RadiationReference
  let radiation: BackgroundRadiation

  init() throws {
    folder = try ArchiveFolder.shared.get()
    reference = try RadiationReference.shared.get()
    radiation = try #require(folder.archive.radiation)
  }

  /// The telescope's series of countries and operators.
  private func expected() throws -> [Series] {
    try #require(IranWorld.world).signalSet(of: Datasource("darknet")).series.filter {
      $0.entity.kind != .region
    }
  }

  @Test func `the middle one of each bin's five minutes is the series' value`() throws {
    let series = try expected()
    #expect(series.count == 36)
    let from = try IranWorld.time("16T10:00")
    try #require(reference.start == Int(from.seconds) - 60 && reference.sources.count == 722)
    var differing: [String] = []
    var varying = 0
    for signal in series {
      let entity = signal.entity.description
      for bin in 0..<144 {
        let index = try #require(signal.index(of: from + bin * 300))
        let minutes = reference.sources[1 + bin * 5..<6 + bin * 5].map { $0[entity, default: 0] }
        if Double(minutes.sorted()[2]) != signal.values[index] {
          differing.append("\(entity) bin \(bin): \(minutes) \(signal.values[index])")
        }
        if Set(minutes).count > 1 { varying += 1 }
      }
    }
    #expect(differing.isEmpty, "\(differing.count), first \(differing.prefix(5))")
    #expect(varying > 36 * 144 / 2)
  }

  @Test func `every minute of every country and operator is the truth`() throws {
    for signal in try expected() {
      let truth = try #require(radiation.sources(of: signal.entity))
      let counted = reference.sources.map { $0[signal.entity.description, default: 0] }
      #expect(counted == truth, "\(signal.entity)")
    }
    #expect(radiation.sources(of: Entity(kind: .region, canonicalCode: "IR-23")) == nil)
    #expect(reference.sources.allSatisfy { $0["asn/nobody"] == nil })
  }

  @Test func `networks that the series do not name are too small for a verdict`() throws {
    let named = Set(try expected().map(\.entity.description))
    for counts in reference.sources {
      for (entity, count) in counts where !named.contains(entity) {
        #expect(count < 20, "\(entity)")
      }
    }
  }

  @Test func `hosts stay for some minutes, and others come`() {
    var kept = 0.0
    for (one, next) in zip(reference.placed, reference.placed.dropFirst()) {
      let share = Double(one.intersection(next).count) / Double(max(1, one.count))
      #expect((0.4...0.95).contains(share))
      kept += share
    }
    #expect((0.6...0.9).contains(kept / 721))
  }

  @Test func `every rule has packets that it removes first, and far more sources than pass`() {
    #expect(reference.rules.count == 24)
    for (rule, count) in reference.rules { #expect(count > 300, "\(rule)") }
    let passing = reference.rules["", default: 0]
    let all = reference.rules.values.reduce(0, +)
    #expect(passing * 2 > all && passing * 10 < all * 9, "\(passing) of \(all)")
    for (minute, counts) in reference.sources.enumerated() {
      #expect(counts.values.max() ?? 0 < reference.all[minute])
    }
  }

  @Test func `captures are whole, by the hour, and one-way`() {
    #expect(reference.damaged == [])
    #expect(reference.others == 722)
    #expect(reference.strays == 0)
  }

  @Test func `the description counts what is there`() throws {
    let readme = try folder.text("README.md")
    let all = reference.rules.values.reduce(0, +) + reference.others
    #expect(readme.contains("\(all) packets,"))
    #expect(readme.contains("\(reference.rules["", default: 0]) pass the rules"))
    for (rule, count) in reference.rules where !rule.isEmpty {
      #expect(readme.contains("| \(rule) | \(count) |"))
    }
    let captures = folder.files.filter { $0.key.hasPrefix("telescope/") }
    #expect(captures.count == 14)
    #expect(captures.values.reduce(0) { $0 + $1.count } < 80_000_000)
  }

  @Test(arguments: 1...6)
  func `operators fit into their countries with other seeds too`(_ seed: UInt64) throws {
    let world = try #require(ScenarioCatalog.named("iran-2019", seed: seed))
    let other = try #require(BackgroundRadiation(of: world, addresses: folder.archive.addresses))
    let from = try IranWorld.time("16T10:00")
    for signal in world.signalSet(of: Datasource("darknet")).series
    where signal.entity.kind != .region {
      let truth = try #require(other.sources(of: signal.entity))
      let index = try #require(signal.index(of: from))
      let medians = (0..<144).map { Double(truth[1 + $0 * 5..<6 + $0 * 5].sorted()[2]) }
      #expect(medians == Array(signal.values[index..<index + 144]), "\(signal.entity)")
    }
  }
}
