import Detection
import Engine
import Incidents
import SignalFiles
import TestSupport
import Testing
import Timeline

/// A change of what observes a signal scales its past and is no fall.
struct RebaseTests {
  /// Three days of a steady signal that counts a tenth less from the second midnight on.
  private func signal(_ fall: Double = 1, rebase: Bool) -> Series {
    var synthetic = SyntheticSignal("country/IR", .bgp, level: 46_000, hours: 72)
    synthetic.jitter(0.001, seed: 5)
    var series = synthetic.series
    let change = series.count / 3 * 2
    for index in change..<series.count { series.values[index] *= 0.9 }
    for index in (change + 60)..<(change + 120) { series.values[index] *= fall }
    if rebase { series.rebases = [Rebase(time: series.time(at: change), ratio: 0.9)] }
    return series
  }

  private func events(_ series: Series) throws -> [Event] {
    try Replay(RunOptions(sourceHealth: false)).run(SignalSet(series: [series])).events
  }

  @Test("The same lower level opens an event without the change, and none with it")
  func noFall() throws {
    #expect(try events(signal(rebase: false)).count == 1)
    #expect(try events(signal(rebase: true)).isEmpty)
  }

  @Test("A fall after the change is measured against the scaled level")
  func laterFall() throws {
    let found = try events(signal(0.4, rebase: true))
    try #require(found.count == 1)
    #expect(found[0].level == .critical)
    #expect(abs(found[0].baseline - 41_400) < 100)
    #expect(abs(found[0].minimum - 16_560) < 100)
    #expect(found[0].steps.map(\.kind) == [.cut, .recovery])
  }

  @Test("In an open event the change is no step")
  func withinEvent() throws {
    var series = signal(rebase: true)
    let start = series.count / 3 * 2 - 40
    for index in start..<(start + 80) { series.values[index] *= 0.4 }
    let found = try events(series)
    try #require(found.count == 1)
    #expect(found[0].steps.map(\.kind) == [.cut, .recovery])
    #expect(abs(found[0].steps[0].from - 46_000) < 100)
    #expect(abs(found[0].steps[1].to - 41_400) < 100)
  }

  @Test("A watch in pieces says what the replay says, with gaps at the change", arguments: 1...6)
  func pieces(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var series = signal(0.4, rebase: true)
    let change = series.count / 3 * 2
    if seed % 2 == 0 { for index in change..<(change + 3) { series.values[index] = .nan } }
    let whole = try Replay(RunOptions(sourceHealth: false)).run(SignalSet(series: [series]))
    var state = try WatchState(profile: .vigil, sourceHealth: false)
    var transitions: [Transition] = []
    var from = 0
    while from < series.count {
      // A piece never ends between the change and the next present bin: a feed repeats its newest.
      var until = min(series.count, from + 1 + Int(random.unit() * 120))
      if until > change, until <= change + 3 { until = change + 4 }
      let piece = Series(
        entity: series.entity, datasource: series.datasource, start: series.time(at: from),
        step: series.step, values: Array(series.values[from..<until]),
        rebases: series.rebases.filter {
          $0.time >= series.time(at: from) && $0.time < series.time(at: until - 1) + series.step
        })
      transitions += state.take(SignalSet(series: [piece]), settle: 0).transitions
      from = until
    }
    #expect(transitions == whole.transitions)
    #expect(!transitions.isEmpty)
  }

  @Test("Long CSV keeps the change")
  func text() throws {
    let series = signal(rebase: true)
    let bytes = try SignalEncoder().encode(SignalSet(series: [series]), as: .longCSV)
    let read = try SignalReader(SignalReadingOptions()).read(bytes, name: "again").signals.series
    try #require(read.count == 1)
    #expect(read[0].rebases == series.rebases)
    #expect(read[0].values == series.values)
  }
}
