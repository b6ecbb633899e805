import Foundation
import Scenario
import Testing
import Timeline

@Suite struct FilesTests {
  private func files() throws -> ScenarioFiles {
    ScenarioFiles(of: try #require(IranWorld.world)) { $0 }
  }

  private func text(_ path: String) throws -> String {
    let file = try #require(try files().files.first { $0.path == path })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test func theSameFilesTwice() throws {
    let (first, second) = (try files().files, try files().files)
    #expect(first == second)
    #expect(
      first.map(\.path) == [
        "README.md", "annotations.csv", "bgp.json.gz", "darknet.json.gz", "entities.csv",
        "ping-slash24.json.gz",
      ])
  }

  @Test func compressEveryJSONAndNothingElse() throws {
    let world = try #require(IranWorld.world)
    let marked = ScenarioFiles(of: world) { _ in [1, 2, 3] }
    for file in marked.files {
      #expect((file.bytes == [1, 2, 3]) == file.path.hasSuffix(".gz"))
    }
    struct Full: Error {}
    #expect(throws: Full.self) {
      try ScenarioFiles(of: world) { (_: [UInt8]) throws(Full) in throw Full() }
    }
  }

  @Test func theJSONHoldsEverySeries() throws {
    let bytes = try #require(try files().files.first { $0.path == "bgp.json.gz" }).bytes
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(root["type"] as? String == "signals")
    #expect(root["notice"] as? String == "Reconstructed series, not measured")
    #expect((root["copyright"] as? String)?.contains("seed 20191116") == true)
    let rows = try #require((root["data"] as? [[[String: Any]]])?.first)
    let expected = IranWorld.set.series.filter { $0.datasource == .bgp }
    #expect(rows.count == expected.count)
    for (row, series) in zip(rows, expected) {
      #expect(row["entityCode"] as? String == series.entity.code)
      #expect(row["from"] as? Int == Int(series.start.seconds))
      #expect(row["until"] as? Int == Int(series.end.seconds))
      #expect(row["step"] as? Int == series.step)
      let values = try #require(row["values"] as? [Any])
      #expect(values.count == series.count)
      #expect(values.filter { $0 is NSNull }.count == series.count - series.presentCount)
    }
  }

  @Test func theSeriesStaySmall() throws {
    // Gzip takes them to about a sixth; the budget of the compressed sample is 3 MB.
    let size = try files().files.reduce(0) { $0 + $1.bytes.count }
    #expect(size < 6_000_000)
  }

  @Test func theSampleIsWhatTheScenarioGives() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("SampleData/iran-2019")
    for file in try files().files where !file.path.hasSuffix(".gz") {
      let committed = try Data(contentsOf: folder.appendingPathComponent(file.path))
      #expect([UInt8](committed) == file.bytes, "\(file.path)")
    }
  }

  @Test func annotationsSayTheirTimesAndPlaces() throws {
    let world = try #require(IranWorld.world)
    let places = Set(world.entities.map(\.entity.description))
    for row in world.annotations {
      let zone = try #require(UnixTime.zoneOffset(row.zone))
      let from = try #require(UnixTime.reading(row.from))
      #expect(from.isDate != from.hasZone, "\(row.label)")
      #expect(!from.isDate || zone == 12_600)
      if !row.until.isEmpty {
        let until = try #require(UnixTime.reading(row.until))
        #expect(until.time > from.time && until.isDate == from.isDate)
      }
      #expect(places.contains(row.place))
      #expect(!row.source.isEmpty && !row.label.isEmpty && !row.kind.isEmpty)
    }
    let lines = try text("annotations.csv").split(separator: "\n")
    #expect(lines.first == "from,until,zone,place,label,source,url,kind,count")
    #expect(lines.count == world.annotations.count + 1)
  }

  @Test func entitiesNameTheirCountry() throws {
    let lines = try text("entities.csv").split(separator: "\n")
    #expect(lines.first == "entity,name,parent,weight,kind")
    #expect(lines.contains("asn/44244,IranCell,country/IR,4896,cellular"))
    #expect(lines.contains("region/IR-23,Tehran,country/IR,9870,province"))
    #expect(lines.contains("country/TR,Turkey,,59400,country"))
  }

  @Test func theTextsClaimNothingThatSignalsCannotShow() throws {
    for path in ["README.md", "annotations.csv", "entities.csv"] {
      let words = try text(path).lowercased().replacing("darknet", with: "")
      for word in ["dark", "shutdown", "ordered", "users"] {
        #expect(!words.contains(word), "\(path): \(word)")
      }
    }
  }

  @Test func theReadmeListsFiguresLevelsAndFaults() throws {
    let readme = try text("README.md")
    #expect(readme.contains("**Reconstructed series, not measured.**"))
    #expect(readme.contains("11-16 14:05 44341"))
    #expect(readme.contains("| asn/49100 | Pishgaman | 980 assumed | 88 assumed | 370 assumed |"))
    #expect(readme.contains("half of the probers silent"))
  }
}
