import Foundation
import Testing

/// The demo on the committed sample: what its table, report and records say.
struct DemoTests {
  let demo: Demo
  let events: [Record]
  let incidents: [Record]

  init() throws {
    demo = try Demo.shared.get()
    events = try Record.lines(demo.text("events.ndjson"))
    incidents = try Record.array(demo.text("incidents.json"))
  }

  private static let controls: Set<String> = [
    "country/AE", "country/AM", "country/PK", "country/TR", "asn/5384", "asn/8966", "asn/15802",
    "asn/12297", "asn/43733", "asn/44395", "asn/49800", "asn/9541", "asn/17557", "asn/23674",
    "asn/38193", "asn/45669", "asn/9121", "asn/15897", "asn/16135", "asn/34984",
  ]

  @Test("Ends well and names the report")
  func ends() {
    #expect(demo.outcome.status == 0, "\(demo.outcome.message)")
    #expect(demo.outcome.lines.last == "report: out/report.html")
    #expect(demo.outcome.message.contains("coverage: 1,570 signals read"))
    #expect(!demo.outcome.message.contains("not-a-signal-file"))
  }

  @Test("Iran is critical from 16 November, back for good on the 27th")
  func country() throws {
    let iran = incidents.filter { $0.text("entity") == "country/IR" }
    try #require(iran.count == 1)
    #expect(iran[0].text("level") == "critical")
    #expect(iran[0].text("status") == "closed")
    #expect(Record.clock(iran[0].object("onset").number("by")) == "16 14:05")
    #expect(Record.clock(iran[0].object("firstRecovery").number("by")).hasPrefix("21 "))
    #expect(Record.clock(iran[0].object("recovery").number("by")).hasPrefix("27 "))
    let first = 1_573_909_200.0  // 16 November, 13:00
    let early = events.filter {
      $0.text("entity") == "country/IR" && $0.object("onset").number("by") < first
    }
    #expect(early.isEmpty)
  }

  @Test("Nothing happens in the control countries")
  func controls() {
    let named = (events + incidents).map { $0.text("entity") }
    #expect(named.filter { DemoTests.controls.contains($0) } == [])
  }

  @Test("Every output bears that the series are reconstructed")
  func notice() {
    #expect(demo.outcome.output.contains(Sample.notice))
    #expect(demo.files.count > 8)
    for path in demo.files.keys.sorted() {
      #expect(demo.text(path).contains(Sample.notice), "\(path)")
    }
    for line in demo.text("events.ndjson").split(separator: "\n") {
      #expect(line.contains(Sample.notice))
    }
  }

  @Test("No output names a folder of the machine or says what signals cannot show")
  func words() {
    for path in demo.files.keys.sorted() {
      #expect(!demo.text(path).contains(Sample.folder), "\(path)")
    }
    for word in [" dark ", "went dark", "shutdown was", "ordered to"] {
      #expect(!demo.outcome.output.contains(word))
    }
  }

  @Test("Running again gives the same bytes, and verify accepts them")
  func again() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try demo.write(to: "out", in: folder)
    let verified = try vigil.run(["verify", "out", Sample.folder, Sample.archiveFolder()])
    #expect(verified.status == 0, "\(verified.message)")
    #expect(verified.output == "verified: the same bytes from the same inputs\n")
    #expect(verified.message == "")
  }

  @Test("Verify names every file in which a digit was changed")
  func changed() throws {
    let folder = try TemporaryFolder()
    for (path, bytes) in demo.files where path != "manifest.json" {
      try folder.write(
        DigitChange(bytes, seed: 5).bytes, to: "out/\(path)")
    }
    try folder.write(demo.files["manifest.json"] ?? [], to: "out/manifest.json")
    let run = try VigilProgram(in: folder).run([
      "verify", "out", Sample.folder, Sample.archiveFolder(),
    ])
    #expect(run.status == 1 && run.output == "")
    for path in demo.files.keys where path != "manifest.json" {
      #expect(run.message.contains("\(path): differs from byte "), "\(path)")
    }
  }

  @Test("The shown incident of each fault opens without source health")
  func faults() throws {
    let folder = try TemporaryFolder()
    let run = try VigilProgram(in: folder).run([
      "detect", Sample.folder, "--no-source-health", "--until", "2019-11-14T00:00Z", "--format",
      "ndjson",
    ])
    let opened = try Record.lines(run.output)
    for country in ["AE", "AM", "PK", "TR"] {
      let own = opened.filter { $0.text("entity") == "country/\(country)" }
      let times = own.map {
        "\($0.text("datasource")) \(Record.clock($0.object("onset").number("by")))"
      }
      #expect(times == ["ping-slash24 11 09:00", "bgp 13 09:00"])
    }
  }
}
