import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Iraq, August 2023: eight exam outages of four hours, on IODA's real series.
@Suite(.enabled(if: Corpus.isPresent)) struct IraqTests {
  static func result() throws -> RunResult {
    let names = try LabelledCorpus.names().filter { $0.hasPrefix("IQ_") }
    return try Replay(RunOptions()).run(SignalSet(series: names.map(LabelledCorpus.series)))
  }

  private func windows(_ datasource: String) throws -> [LabelledCorpus.Window] {
    let all = try LabelledCorpus.windows()
    return all.first { $0.key.hasPrefix("IQ_\(datasource)__") }?.value ?? []
  }

  private func covers(_ event: Event, _ window: LabelledCorpus.Window) -> Bool {
    event.onset.by < window.until && (event.recovery?.by ?? UnixTime(.max)) > window.from
  }

  @Test("Each labelled window has an event of its own", arguments: ["ping-slash24", "bgp"])
  func eightWindows(datasource: String) throws {
    let events = try Self.result().events.filter { $0.datasource.id == datasource }
    let windows = try windows(datasource)
    try #require(windows.count == 8)
    for window in windows {
      #expect(events.contains { covers($0, window) }, "\(window.from)")
    }
    for event in events {
      #expect(windows.count { covers(event, $0) } <= 1, "\(event.id)")
    }
    let others = events.filter { event in !windows.contains { covers(event, $0) } }
    if datasource == "bgp" { #expect(others.count <= 2, "\(others.map(\.id))") }
  }

  @Test("The telescope could judge nothing, and the coverage says why")
  func telescope() throws {
    let result = try Self.result()
    let telescope = try #require(
      result.coverage.signals.first { $0.key.datasource.family == .telescope })
    #expect(telescope.judged == 0 && telescope.smallBaseline > 0)
    let reason = try #require(telescope.reason)
    #expect(reason.contains("below the floor of 20"))
    #expect(!result.events.contains { $0.datasource.family == .telescope })
  }
}
