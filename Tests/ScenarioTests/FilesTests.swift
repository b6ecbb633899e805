import Foundation
import Inflate
import Scenario
import SignalFiles
import Testing
import Timeline

@Suite struct FilesTests {
  private func files() throws -> ScenarioFiles {
    try ScenarioFiles(of: try #require(IranWorld.world))
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

  @Test func theSignalsComeBackAsTheyWere() throws {
    for file in try files().files where file.path.hasSuffix(".gz") {
      let read = try SignalReader().read(file.bytes, name: file.path)
      #expect(read.format == .iodaAPI)
      #expect(read.signals.notices == ["Reconstructed series, not measured"])
      #expect(read.signals.credits.first?.contains("seed 20191116") == true)
      #expect(read.signals.findings.isEmpty)
      let name = file.path.split(separator: ".")[0]
      let expected = IranWorld.set.series.filter { $0.datasource.id == name }
      #expect(read.signals.series.count == expected.count)
      for (ours, theirs) in zip(read.signals.series, expected) {
        #expect(ours.key == theirs.key && ours.start == theirs.start && ours.step == theirs.step)
        #expect(
          ours.values.elementsEqual(theirs.values) { $0 == $1 || ($0.isNaN && $1.isNaN) },
          "\(theirs.key)")
      }
    }
  }

  @Test func theSampleStaysSmall() throws {
    #expect(try files().files.reduce(0) { $0 + $1.bytes.count } < 3_000_000)
  }

  @Test func theSampleIsWhatTheScenarioGives() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("SampleData/iran-2019")
    for file in try files().files {
      let committed = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file.path)))
      // Another zlib may compress to other bytes; what they hold must be the same.
      let isCompressed = file.path.hasSuffix(".gz")
      let ours = isCompressed ? try Gzip.decompress(file.bytes).bytes : file.bytes
      let theirs = isCompressed ? try Gzip.decompress(committed).bytes : committed
      // Without the macro, which would work out the difference of megabytes.
      let isSame = ours == theirs
      #expect(isSame, "\(file.path)")
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
    #expect(readme.contains("| asn/49100 | Pishgaman | 980 assumed | 11 assumed | 370 assumed |"))
    #expect(readme.contains("half of the probers silent"))
  }
}
