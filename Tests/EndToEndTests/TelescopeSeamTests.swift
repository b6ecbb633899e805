import Foundation
import Inflate
import SignalFiles
import Testing
import Timeline

/// The hours of the demo whose telescope signal is counted from packets, and their seams.
struct TelescopeSeamTests {
  /// 16 November 2019, 10:00 to 22:00.
  private static let hours: Range<Int64> = 1_573_898_400..<1_573_941_600

  /// The signals of a file as `SignalReader` gives them, by entity.
  private func series(_ bytes: [UInt8], name: String) throws -> [Entity: Series] {
    let file = try SignalReader().read(bytes, name: name)
    return Dictionary(uniqueKeysWithValues: file.signals.series.map { ($0.entity, $0) })
  }

  private func readyMade() throws -> [Entity: Series] {
    let all = try series(ByteSource.read("\(Sample.folder)/darknet.json.gz"), name: "darknet")
    return all.filter { $0.key.kind == .country || $0.key.kind == .asn }
  }

  /// What `vigil signal telescope` counts in the archive's captures.
  private func counted(_ options: [String]) throws -> [Entity: Series] {
    let folder = try TemporaryFolder()
    let archive = try Sample.archiveFolder()
    let run = try VigilProgram(in: folder).run(
      [
        "signal", "telescope", "\(archive)/telescope", "--datasource", "darknet", "--geo",
        "\(archive)/places.csv", "--origins", "\(archive)/origins.pfx2as",
      ] + options)
    try #require(run.status == 0, "\(run.message)")
    return try series(Array(run.output.utf8), name: "counted.csv")
  }

  @Test("Packets give the ready-made value of every country and network, bin for bin")
  func values() throws {
    let ready = try readyMade()
    let counted = try counted(["--bin", "5m"])
    try #require(ready.count == 36)
    var compared = 0
    var differing: [String] = []
    for (entity, series) in ready {
      for bin in stride(from: Self.hours.lowerBound, to: Self.hours.upperBound, by: 300) {
        let time = UnixTime(bin)
        let own = counted[entity].flatMap { one in one.index(of: time).flatMap(one.value(at:)) }
        let given = series.index(of: time).flatMap(series.value(at:))
        compared += 1
        // A network of which nobody was ever met has no value rather than 0.
        if own ?? 0 != given ?? 0 { differing.append("\(entity) \(time)") }
      }
    }
    #expect(compared == 36 * 144)
    #expect(differing.isEmpty, "\(differing.prefix(5))")
  }

  @Test("Sketches come within a twentieth of what is counted")
  func sketches() throws {
    let exact = try counted(["--kind", "country"])
    let sketched = try counted(["--kind", "country", "--sketch"])
    let iran = Entity(kind: .country, canonicalCode: "IR")
    let pairs = zip(
      try #require(exact[iran]).values, try #require(sketched[iran]).values
    ).filter { !$0.0.isNaN }
    #expect(pairs.count == 722)
    #expect(pairs.allSatisfy { abs($0 - $1) <= $0 / 20 })
  }

  @Test("No event touches a seam, and the replay says that both inputs agree")
  func seams() throws {
    let demo = try Demo.shared.get()
    #expect(!demo.outcome.message.contains("conflicting-inputs"))
    #expect(demo.outcome.message.contains("bins came twice with one value"))
    let events = try Record.lines(demo.text("events.ndjson")).filter {
      $0.text("datasource") == "darknet"
    }
    #expect(events.count > 5)
    for event in events {
      for part in ["onset", "recovery"] {
        let time = event.object(part).number("by")
        for seam in [Self.hours.lowerBound, Self.hours.upperBound] {
          #expect(!(abs(time - Double(seam)) <= 900), "\(event.text("id"))")
        }
      }
    }
  }
}
