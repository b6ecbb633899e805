import MRT
import Net
import Scenario
import Testing
import Timeline

/// The archive of routes, read back by a reference that counts with sets.
@Suite struct ArchiveTests {
  let folder: ArchiveFolder
  let reference: ArchiveReference

  init() throws {
    folder = try ArchiveFolder.shared.get()
    reference = try ArchiveReference.shared.get()
  }

  /// The world's values without the faults of the instrument, by entity.
  private func expected() throws -> [String: [Double]] {
    var world = try #require(IranWorld.world)
    world.faults.removeAll { $0.datasource == .bgp }
    var values: [String: [Double]] = [:]
    for series in world.signalSet(of: .bgp).series where series.entity.kind != .region {
      values[series.entity.description] = series.values
    }
    return values
  }

  private func bin(_ text: String) throws -> Int {
    (Int(try IranWorld.time(text).seconds) - ArchiveReference.start) / 300
  }

  @Test func `every bin of every country and operator is the world's value`() throws {
    let expected = try expected()
    #expect(expected.count == 36)
    let loss = try bin("13T09:00")..<(try bin("13T12:00"))
    try #require(reference.values.count == ArchiveReference.bins)
    var compared = 0
    var differing: [String] = []
    for (bin, values) in reference.values.enumerated() where !loss.contains(bin) {
      for (entity, series) in expected {
        compared += 1
        if values[entity, default: 0] != Int(series[bin]) {
          differing.append("\(entity) bin \(bin): \(values[entity, default: 0]) \(series[bin])")
        }
      }
    }
    #expect(compared == 36 * (ArchiveReference.bins - 36))
    #expect(differing.isEmpty, "\(differing.count), first \(differing.prefix(5))")
  }

  @Test func `while peers are lost only what few carry is not visible`() throws {
    let expected = try expected()
    let loss = try bin("13T09:00")..<(try bin("13T12:00"))
    for bin in loss {
      for (entity, series) in expected {
        let share = Double(reference.values[bin][entity, default: 0]) / series[bin]
        #expect((0.95...1).contains(share), "\(entity) \(share)")
        if entity.hasPrefix("country/") {
          #expect((0.97..<0.99).contains(share), "\(entity) \(share)")
        }
      }
    }
    let counts = reference.fullFeeds.map(\.count)
    #expect(counts[loss.lowerBound - 1] == 16 && counts[loss.upperBound] == 16)
    #expect(counts[loss].first == 13 && counts[loss].last == 11 && counts.min() == 11)
    #expect(Set(counts[..<loss.lowerBound]) == [16] && Set(counts[loss.upperBound...]) == [16])
  }

  @Test func `every file is whole, and each table is what the updates before it left`() throws {
    #expect(reference.damage == 0)
    #expect(reference.wrongTables == [])
    #expect(reference.announcements > 100_000 && reference.withdrawals > 100_000)
  }

  @Test func `every peer is heard within half an hour`() {
    #expect(reference.silences.count == 19)
    for (session, seconds) in reference.silences { #expect(seconds <= 1_800, "\(session)") }
  }

  @Test func `files are named as archives name them`() throws {
    #expect(folder.paths("rrc00", "bview").count == 20)
    #expect(folder.paths("rrc00", "updates").count == 480)
    #expect(folder.paths("route-views2", "rib").count == 20)
    #expect(folder.paths("route-views2", "updates").count == 480)
    #expect(folder.paths.count == 1_019 && Set(folder.paths).count == 1_019)
    for path in [
      "rrc00/2019.11/bview.20191109.0000.gz", "rrc00/2019.11/updates.20191128.2300.gz",
      "route-views2/bgpdata/2019.11/RIBS/rib.20191128.0000.gz",
      "route-views2/bgpdata/2019.11/UPDATES/updates.20191109.0900.gz", "places.csv",
      "telescope/darknet.20191116.0959.pcap.gz", "telescope/darknet.20191116.1000.pcap.gz",
      "telescope/darknet.20191116.2200.pcap.gz", "origins.pfx2as", "entities.csv", "vigil.toml",
      "README.md",
    ] {
      #expect(folder.files[path] != nil, "\(path)")
    }
  }

  @Test func `records lie in their hour, in order`() throws {
    for collector in ["rrc00", "route-views2"] {
      for (hour, path) in folder.paths(collector, "updates").enumerated() {
        let seconds = ArchiveReading(try folder.bytes(path)).events.map { Int($0.seconds) }
        let start = ArchiveReference.start + hour * 3_600
        #expect(seconds == seconds.sorted(), "\(path)")
        let first = try #require(seconds.first)
        let last = try #require(seconds.last)
        #expect(first >= start && last < start + 3_600, "\(path)")
      }
    }
  }

  @Test func `the same bytes twice, others with another seed`() throws {
    let world = try #require(IranWorld.world)
    var place = 0
    var differing: [String] = []
    _ = try #require(RouteArchive(of: world)).write { path, bytes in
      if folder.paths[place] != path || folder.files[path] != bytes { differing.append(path) }
      place += 1
    }
    #expect(place == folder.paths.count && differing == [])
    let other = try #require(ScenarioCatalog.named("iran-2019", seed: 7))
    let archive = try #require(RouteArchive(of: other))
    #expect(archive.addresses != folder.archive.addresses)
  }

  @Test func `full-feed peers carry enough when Iran's routes are fewest`() throws {
    let tables = folder.paths("rrc00", "bview") + folder.paths("route-views2", "rib")
    for path in tables {
      let reading = ArchiveReading(try folder.bytes(path))
      var counts: [RoutePeer: Int] = [:]
      for entry in reading.entries { counts[entry.peer, default: 0] += 1 }
      let full = counts.filter { $0.value >= 700 }
      let partial = counts.filter { $0.value < 500 }
      #expect(partial.count == 1 && full.count == counts.count - 1, "\(path)")
      #expect(counts.count == (path.hasPrefix("rrc00") ? 11 : 8))
    }
  }
}
