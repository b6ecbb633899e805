import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// The real operators, cut at random bins and taken up again, against one replay.
@Suite(.enabled(if: Corpus.isPresent)) struct CorpusResumeTests {
  @Test("Resuming gives the transitions of one run, signal by signal", arguments: 1...2)
  func cuts(seed: UInt64) throws {
    let signals = try IranCharts.load()
    let whole = try Replay(RunOptions(sourceHealth: false)).run(signals)
    var random = SeededRandom(seed: seed)
    for series in signals.series {
      var signal = SyntheticSignal(
        series.entity.description, series.datasource, hours: 0, step: series.step,
        start: series.start)
      signal.values = series.values
      let cuts = Set((0..<8).map { _ in Int(random.unit() * Double(series.count)) })
      let run = try MonitorRun(signal, cuts: cuts)
      let own = whole.transitions.filter {
        $0.record.entity == series.entity && $0.record.datasource == series.datasource
      }
      let isSame = run.transitions == own
      #expect(isSame, "\(series.key)")
      let events = whole.events.filter {
        $0.entity == series.entity && $0.datasource == series.datasource
      }
      #expect(run.events == events, "\(series.key)")
    }
  }

  @Test("Two replays of the same input are equal, in whatever order the signals come")
  func repeats() throws {
    var signals = try IranCharts.load()
    let first = try Replay(RunOptions()).run(signals)
    signals.series.reverse()
    let second = try Replay(RunOptions()).run(signals)
    let isSame =
      first.events == second.events && first.transitions == second.transitions
      && first.incidents == second.incidents && first.anatomies == second.anatomies
      && first.coverage == second.coverage
    #expect(isSame)
  }

  @Test("What a run up to a moment says is a prefix of what a longer run says", arguments: 1...3)
  func prefix(seed: UInt64) throws {
    let signals = try IranCharts.load()
    let whole = try Replay(RunOptions()).run(signals)
    let range = try #require(signals.range)
    var random = SeededRandom(seed: seed)
    let hours = Int(random.unit() * Double((range.until - range.from) / 3_600))
    let moment = range.from.floored(to: 3_600) + 3_600 * hours
    let part = try Replay(RunOptions(until: moment)).run(signals)
    let wanted = whole.transitions.filter { $0.time <= moment }
    let isSame = part.transitions == wanted
    #expect(isSame, "\(moment): \(part.transitions.count) of \(wanted.count)")
  }
}
