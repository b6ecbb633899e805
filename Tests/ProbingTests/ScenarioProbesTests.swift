import Foundation
import Inflate
import Net
import Probing
import Scenario
import Testing
import Timeline

/// The probes of the world `iran-2019` by the rule of blocks, beside the world's own series.
struct ScenarioProbesTests {
  /// Keeps the blocks that are up of each entity, by round.
  private struct Sink: ProbeSink {
    var probing: ProbingAccumulator
    var values: [Entity: [Int64: Double]] = [:]

    mutating func take(_ result: ProbeResult) {
      probing.take(result)
      keep(probing.takeOutcomes())
    }

    mutating func keep(_ outcomes: [RoundOutcome]) {
      for outcome in outcomes {
        for (entity, round) in zip(probing.entities.entities, outcome.entities) {
          values[entity, default: [:]][outcome.start.seconds] = round.value
        }
      }
    }
  }

  /// The rows of a table of ranges or prefixes, in ascending order.
  private struct Ranges {
    var rows: [(first: UInt32, last: UInt32, name: String)] = []

    func name(at address: UInt32) -> String? {
      rows.first { $0.first <= address && address <= $0.last }?.name
    }
  }

  @Test("Blocks that are up make up the published series, of the country and of each network")
  func values() throws {
    let world = try #require(ScenarioCatalog.named("iran-2019"))
    let archive = try #require(ProbeArchive(of: world))
    let files = Dictionary(
      uniqueKeysWithValues: try archive.files().map { ($0.path, $0.bytes) })
    #expect(files.values.reduce(0) { $0 + $1.count } < 4_500_000)
    let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../SampleData/iran-2019")
    for (path, bytes) in files {
      let committed = [UInt8](try Data(contentsOf: sample.appendingPathComponent(path)))
      // Another zlib may compress to other bytes; what they hold must be the same.
      let isCompressed = path.hasSuffix(".gz")
      let ours = isCompressed ? try Gzip.decompress(bytes).bytes : bytes
      let isSame = try ours == (isCompressed ? Gzip.decompress(committed).bytes : committed)
      #expect(isSame, "\(path)")
    }
    func lines(_ path: String) throws -> [Substring] {
      String(decoding: try #require(files[path]), as: UTF8.self).split(separator: "\n")
    }
    var places = Ranges()
    for line in try lines("probes/places.csv").dropFirst(3) {
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
      let (first, last) = (IPAddress(parts[0]), IPAddress(parts[1]))
      places.rows.append(
        (try #require(first).ipv4, try #require(last).ipv4, String(parts[2])))
    }
    var origins = Ranges()
    for line in try lines("probes/origins.pfx2as") {
      let parts = line.split(separator: "\t")
      let prefix = try #require(Prefix("\(parts[0])/\(parts[1])"))
      origins.rows.append((prefix.address.ipv4, prefix.lastAddress.ipv4, String(parts[2])))
    }
    let list = try BlockListReader.read(
      BlockListInput(bytes: try #require(files["probes/blocks.csv.gz"]), name: "blocks.csv.gz"))
    #expect(list.findings.isEmpty && list.excluded == 0)
    let entities = BlockEntities(list.list) { block in
      var entities: [Entity] = []
      if let country = places.name(at: block.first), country != "??" {
        entities.append(Entity(kind: .country, canonicalCode: country))
      }
      if let asn = origins.name(at: block.first).flatMap({ UInt32($0) }) {
        entities.append(.asn(asn))
      }
      return entities
    }
    var sink = Sink(probing: ProbingAccumulator(list.list, entities: entities))
    var feed = ProbeFeed([
      ProbeInput(bytes: try #require(files["probes/results.csv.gz"]), name: "results.csv.gz")
    ])
    try feed.read(into: &sink)
    sink.keep(sink.probing.finish())
    #expect(feed.findings.isEmpty, "\(feed.findings.findings)")

    var compared = 0
    var differing: [String] = []
    for member in world.entities {
      guard member.entity.kind == .country || member.entity.kind == .asn,
        archive.scheme.countries.contains(member.parent ?? member.entity),
        let signal = member.signals.first(where: { $0.datasource == .probing })
      else { continue }
      let series = world.series(of: signal, for: member.entity)
      for window in archive.scheme.windows {
        for time in stride(from: window.lowerBound.seconds, to: window.upperBound.seconds, by: 600)
        {
          let own = sink.values[member.entity]?[time]
          let given = series.index(of: UnixTime(time)).flatMap(series.value(at:))
          compared += 1
          if own != given {
            differing.append("\(member.entity) \(UnixTime(time))")
          }
        }
      }
    }
    #expect(compared == 21 * 69)
    #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(8))")
  }
}
