import Foundation
import Testing

/// The anatomy of the sample's cut: who, in which order, on which plane.
struct AnatomyDemoTests {
  private static let anatomy = Result { () throws -> String in
    let folder = try TemporaryFolder()
    let run = try VigilProgram(in: folder).run(
      ["anatomy"] + Sample.inputs() + ["--format", "json", "--from", "2019-11-14T00:00Z"])
    return run.output
  }

  let rows: [Record]
  let anatomy: Record

  init() throws {
    anatomy = try Record(parsing: AnatomyDemoTests.anatomy.get())
    rows = anatomy.objects("rows").filter { $0.text("entity").hasPrefix("asn/") }
  }

  @Test("The three cellular operators first, the others within five hours of 14:00")
  func order() {
    #expect(rows.count == 15)
    #expect(
      Set(rows.prefix(3).map { $0.text("entity") }) == ["asn/197207", "asn/44244", "asn/57218"])
    // At an eighth of its size the telescope has too few sources of MCCI and IranCell to speak.
    #expect(rows.first?.text("entity") == "asn/57218")
    let latest = 1_573_912_800.0 + 5 * 3_600
    for row in rows {
      #expect(row.object("onset").number("by") <= latest, "\(row.text("entity"))")
    }
    let onsets = rows.map { $0.object("onset").number("by") }
    #expect(onsets == onsets.sorted())
    #expect(rows.map { $0.number("rank") } == rows.map { $0.number("rank") }.sorted())
  }

  @Test("Mechanisms: both where both planes speak, data plane only for three with published series")
  func mechanisms() {
    let mechanism = Dictionary(
      uniqueKeysWithValues: rows.map { ($0.text("entity"), $0.text("mechanism")) })
    for number in ["57218", "58224"] { #expect(mechanism["asn/\(number)"] == "both") }
    for number in ["197207", "44244"] { #expect(mechanism["asn/\(number)"] == "control-plane") }
    for number in ["31549", "12880", "16322"] {
      #expect(mechanism["asn/\(number)"] == "data-plane")
    }
  }

  @Test("AS58224 loses its routes in exactly three steps")
  func steps() throws {
    let row = try #require(rows.first { $0.text("entity") == "asn/58224" })
    let cuts = row.object("datasources").object("bgp").objects("steps").filter {
      $0.text("kind") == "cut"
    }
    #expect(cuts.map { Record.clock($0.number("by")) } == ["16 16:20", "16 18:25", "16 20:00"])
  }

  @Test("Sources that cannot speak are listed with their reason")
  func silent() throws {
    let row = try #require(rows.first { $0.text("entity") == "asn/197207" })
    let silent = row.objects("silent")
    #expect(silent.map { $0.text("datasource") } == ["darknet", "ping-slash24"])
    #expect(silent.allSatisfy { $0.text("reason").contains("floor of 20") })
  }
}
