import Scenario
import Testing
import Timeline

@Suite struct WorldTests {
  @Test func holdsWhatItPromises() throws {
    let world = try #require(IranWorld.world)
    let members = world.entities.filter { $0.parent == IranWorld.country }
    #expect(members.filter { $0.entity.kind == .asn }.count == 15)
    #expect(members.filter { $0.entity.kind == .region }.count == 31)
    #expect(world.entities.filter { $0.entity.kind == .country }.count == 5)
    #expect(Set(world.entities.map(\.entity)).count == world.entities.count)
    #expect(IranWorld.set.datasources.map(\.id) == ["bgp", "darknet", "ping-slash24"])
    #expect(IranWorld.set.notices == ["Reconstructed series, not measured"])
    for series in IranWorld.set.series {
      #expect(series.start.description == "2019-11-09T00:00:00Z")
      #expect(series.end.description == "2019-11-29T00:00:00Z")
      #expect(series.values.allSatisfy { $0.isNaN || $0 >= 0 })
    }
  }

  @Test func scriptsAreOrderedAndNameTheirSource() throws {
    for member in try #require(IranWorld.world).entities {
      for signal in member.signals {
        let step = try #require(signal.datasource.nativeStep)
        #expect(signal.script.isOrdered(step: step), "\(signal.datasource) \(member.entity)")
        let hasPublished = signal.script.points.contains { $0.publishedValue != nil }
        #expect(!hasPublished || !signal.script.source.isEmpty)
        #expect(signal.script.points.allSatisfy { $0.time == $0.time.floored(to: step) })
      }
    }
  }

  @Test func theSameSeedGivesTheSameValues() throws {
    let again = try #require(ScenarioCatalog.named("iran-2019")).signalSet()
    #expect(checksum(again) == checksum(IranWorld.set))
    // Another value means that the committed sample no longer is what the code makes.
    #expect(checksum(again) == 8_322_575_604_764_621_756)
    let other = try #require(ScenarioCatalog.named("iran-2019", seed: 7)).signalSet()
    #expect(checksum(other) != checksum(again))
  }

  @Test func anEntityMoreMovesNoOther() throws {
    var world = try #require(IranWorld.world)
    let before = checksum(world.signalSet())
    var extra = world.entities[0]
    extra.entity = .asn(64_500)
    world.entities.insert(extra, at: 0)
    var set = world.signalSet()
    set.series.removeAll { $0.entity == extra.entity }
    #expect(checksum(set) == before)
  }

  @Test func anUnknownNameIsNoWorld() {
    #expect(ScenarioCatalog.named("atlantis") == nil)
    #expect(ScenarioCatalog.names.allSatisfy { ScenarioCatalog.named($0) != nil })
  }

  @Test func theRhythmFollowsHourAndDay() throws {
    let rhythm = Rhythm(daily: 0.25, troughHour: 20, restDays: [4], restLoss: 0.5)
    let thursday = try IranWorld.time("14T20:00")
    #expect(rhythm.factor(at: thursday) == 0.75)
    #expect(rhythm.factor(at: thursday - 12 * 3_600) == 1.25)
    // The 15th was a Friday.
    #expect(rhythm.factor(at: thursday + 86_400) == 0.375)
    #expect(Rhythm.flat.factor(at: thursday) == 1)
  }

  @Test func noiseIsBoundedAndCentred() {
    let stream = NoiseStream(seed: 1, label: "bgp asn/1")
    let draws = (0..<20_000).map(stream.bell)
    #expect(draws.allSatisfy { abs($0) < 3.47 })
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.05)
    #expect(draws != (0..<20_000).map(NoiseStream(seed: 1, label: "bgp asn/2").bell))
  }

  /// FNV-1a over the bits of all values, in order of the signals.
  private func checksum(_ set: SignalSet) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for series in set.series {
      for value in series.values {
        hash = (hash ^ (value.isNaN ? .max : value.bitPattern)) &* 0x0000_0100_0000_01B3
      }
    }
    return hash
  }
}
