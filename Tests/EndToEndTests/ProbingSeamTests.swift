import Foundation
import Inflate
import SignalFiles
import Testing
import Timeline

/// The hours of the demo whose probing signal is judged from results of probes, and their seams.
struct ProbingSeamTests {
  /// 15 November 00:00 to 01:00, 16 November 14:00 to 20:00, 18 November 05:30 to 06:30, 23 November
  /// 11:00 to 14:30.
  private static let windows: [Range<Int64>] = [
    1_573_776_000..<1_573_779_600, 1_573_912_800..<1_573_934_400, 1_574_055_000..<1_574_058_600,
    1_574_506_800..<1_574_519_400,
  ]

  /// What `vigil signal probing` makes of the sample's results, once for all tests.
  private static let judged = Result { () throws -> String in
    let run = try VigilProgram(in: try TemporaryFolder()).run([
      "signal", "probing", "\(Sample.probes)/results.csv.gz", "--list",
      "\(Sample.probes)/blocks.csv.gz", "--geo", "\(Sample.probes)/places.csv", "--origins",
      "\(Sample.probes)/origins.pfx2as", "--kind", "country", "--kind", "asn",
    ])
    try #require(run.status == 0, "\(run.message)")
    return run.output
  }

  private func series(_ bytes: [UInt8]) throws -> [SignalKey: Series] {
    let file = try SignalReader().read(bytes, name: "series")
    return Dictionary(uniqueKeysWithValues: file.signals.series.map { ($0.key, $0) })
  }

  @Test("Probes give the ready-made value of every country and network, round for round")
  func values() throws {
    let ready = try series(ByteSource.read("\(Sample.folder)/ping-slash24.json.gz"))
    let judged = try series(Array(Self.judged.get().utf8))
    // Further networks of both countries have a few blocks too; the series do not name them.
    let own = judged.values.filter { $0.datasource == .probing && ready[$0.key] != nil }
    #expect(own.count == 21)
    var compared = 0
    var differing: [String] = []
    for series in own {
      let given = try #require(ready[series.key])
      for index in series.values.indices {
        let time = series.time(at: index)
        let isProbed = Self.windows.contains { $0.contains(time.seconds) }
        let value = series.value(at: index)
        #expect((value != nil) == isProbed)
        guard isProbed else { continue }
        compared += 1
        if value != given.index(of: time).flatMap(given.value(at:)) {
          differing.append("\(series.key) \(time)")
        }
      }
    }
    #expect(compared == 21 * 69)
    #expect(differing.isEmpty, "\(differing.prefix(5))")
  }

  @Test("In every round the states of blocks add up to those that are listed")
  func sums() throws {
    let judged = try series(Array(Self.judged.get().utf8))
    func value(_ name: String, _ entity: Entity, _ index: Int) throws -> Double {
      try #require(judged[SignalKey(entity: entity, datasource: Datasource(name))]).values[index]
    }
    for (key, series) in judged where key.datasource == .probing {
      for index in series.values.indices where !series.values[index].isNaN {
        let others = try ["down", "uncertain", "missing"].map {
          try value("probing.\($0)", key.entity, index)
        }
        let listed = try value("probing.ever_responsive", key.entity, index)
        #expect(series.values[index] + others.reduce(0, +) == listed)
      }
    }
  }

  @Test("Probes alone give the event of Iran that the ready-made series gives")
  func event() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Self.judged.get(), to: "judged.csv")
    func event(_ input: String) throws -> Record {
      let run = try vigil.run(["detect", input, "--country", "IR", "--format", "ndjson"])
      let found = try Record.lines(run.output).filter {
        $0.text("entity") == "country/IR" && $0.text("datasource") == "ping-slash24"
      }
      try #require(found.count == 1, "\(found.map(\.fields))")
      return found[0]
    }
    let ready = try event("\(Sample.folder)/ping-slash24.json.gz")
    let own = try event("judged.csv")
    for part in ["onset", "recovery"] {
      for side in ["after", "by"] {
        #expect(own.object(part).number(side) == ready.object(part).number(side), "\(part) \(side)")
      }
    }
    #expect(own.number("minimum") == ready.number("minimum"))
    #expect(own.number("minimumTime") == ready.number("minimumTime"))
    #expect(abs(own.number("depth") - ready.number("depth")) < 0.01)
  }

  @Test("No event touches a seam by itself, and the replay says that both inputs agree")
  func seams() throws {
    let demo = try Demo.shared.get()
    #expect(!demo.outcome.message.contains("conflicting-inputs"))
    #expect(demo.outcome.message.contains("probe-results"))
    let ready = try VigilProgram(in: try TemporaryFolder()).run([
      "detect", "\(Sample.folder)/ping-slash24.json.gz", "--country", "IR", "--entities",
      "\(Sample.folder)/entities.csv", "--format", "ndjson",
    ])
    // The same onsets, recoveries and depths, event by event, as without the probes.
    func facts(_ text: String) throws -> [String] {
      try Record.lines(text).filter { $0.text("datasource") == "ping-slash24" }.map { event in
        let times = ["onset", "recovery"].map { Record.clock(event.object($0).number("by")) }
        return "\(event.text("entity")) \(times) \(event.number("depth")) \(event.text("level"))"
      }.sorted()
    }
    let expected = try facts(ready.output)
    #expect(expected.count > 30)
    #expect(try facts(demo.text("events.ndjson")) == expected)
  }
}
