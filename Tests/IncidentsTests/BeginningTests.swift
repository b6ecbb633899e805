import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// Where a fall began, and where nobody can say so.
@Suite struct BeginningTests {
  /// Two days of noise, then a bin each of `values`, then nothing but zero.
  private func slope(_ values: [Double]) -> SyntheticSignal {
    var signal = SyntheticSignal(level: 10_000, hours: 72)
    signal.jitter(0.004, seed: 7)
    signal.set(0, from: 48)
    for (index, value) in values.enumerated() { signal.values[signal.bin(48) + index] = value }
    return signal
  }

  @Test("An hour of values tells no noise: the fall began after the last of them")
  func shortHistory() throws {
    var signal = SyntheticSignal(hours: 48)
    for (index, value) in [68.0, 67, 69, 67, 68, 67].enumerated() { signal.values[index] = value }
    signal.set(.nan, from: 1, to: 38)
    signal.set(0, from: 38)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset == TimeBracket(after: signal.time(1) - 600, by: signal.time(38)))
    #expect(event.began == event.onset)
  }

  @Test("What comes again every hour is noise, though it does not change in an hour")
  func hourlyPeriod() throws {
    var signal = SyntheticSignal(hours: 72)
    let hour: [Double] = [10_000, 10_080, 10_020, 10_100, 10_040, 10_120]
    for index in signal.values.indices { signal.values[index] = hour[index % 6] }
    signal.set(0, from: 48.5)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset.by == signal.time(48.5) && event.began == event.onset)
  }

  @Test("A slope that leads to the onset is where the fall began")
  func seen() throws {
    let signal = slope([9_800, 9_600, 9_400])
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset.by == signal.time(48.5))
    #expect(event.began.by == signal.time(48))
  }

  @Test("Nobody saw the slope lead to an onset after a gap", arguments: [1, 60])
  func gapBeforeOnset(bins: Int) throws {
    let signal = slope([9_800, 9_600, 9_400] + Array(repeating: .nan, count: bins))
    let event = try #require(try MonitorRun(signal).onlyEvent)
    let onset = signal.time(48.5) + 600 * bins
    #expect(event.onset == TimeBracket(after: signal.time(48.5) - 600, by: onset))
    #expect(event.began == event.onset)
  }

  @Test("A slope with a gap in it began no earlier than the last bin before the gap")
  func gapInSlope() throws {
    let signal = slope([9_800, .nan, .nan, 9_400, 9_200])
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset.by == signal.time(48.5) + 1_200)
    #expect(event.began == TimeBracket(after: signal.time(48), by: signal.time(48.5)))
  }
}
