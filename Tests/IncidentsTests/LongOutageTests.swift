import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// Outages that outlast the baseline's window.
@Suite struct LongOutageTests {
  /// An operator's routes: 8,280 to 450 on 16 November, back on the 27th.
  static func operatorRoutes() -> SyntheticSignal {
    var signal = SyntheticSignal("asn/197207", .bgp, level: 8_280, hours: 24 * 20)
    signal.set(450, from: 24 * 7 + 14, to: 24 * 18 + 9)
    return signal
  }

  @Test("Eleven days without routes are one event with the mark of a level shift")
  func elevenDays() throws {
    let signal = Self.operatorRoutes()
    let run = try MonitorRun(signal)
    let event = try #require(run.onlyEvent)
    #expect(event.onset.by == signal.time(24 * 7 + 14))
    #expect(event.recovery?.by == signal.time(24 * 18 + 9))
    #expect(event.reason == .recovered && event.level == .critical)
    #expect(event.levelShift == event.onset.by)
    #expect(run.transitions.count { $0.kind == .levelShift } == 1)
    #expect(event.minimum == 450 && event.baseline == 8_280)
  }

  @Test("Under the published rule the same outage ends after seven days")
  func publishedRule() throws {
    let signal = Self.operatorRoutes()
    let event = try #require(try MonitorRun(signal, profile: .ioda).events.first)
    #expect(event.recovery?.by == signal.time(24 * 14 + 14))
    #expect(event.levelShift == nil)
  }

  @Test("Sixty days are one event, also for routes, whose window is a day", arguments: [0, 1])
  func sixtyDays(index: Int) throws {
    let datasource: Datasource = index == 0 ? .probing : .bgp
    var signal = SyntheticSignal("country/IR", datasource, hours: 24 * 72, step: 1_800)
    signal.jitter(0.004, seed: 4)
    for bin in signal.bin(24 * 8)..<signal.bin(24 * 68) { signal.values[bin] *= 0.2 }
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.duration == 60 * 86_400 && event.reason == .recovered)
    #expect(event.levelShift == event.onset.by)
    let published = try #require(try MonitorRun(signal, profile: .ioda).events.first)
    #expect(published.duration == 7 * 86_400)
  }

  @Test("A steady level at 70 % is accepted after 28 days and is the baseline from then on")
  func levelShift() throws {
    var signal = SyntheticSignal(hours: 24 * 50, step: 1_200)
    signal.set(700, from: 24 * 8)
    signal.jitter(0.02, seed: 6)
    let run = try MonitorRun(signal, cuts: [2_000])
    let event = try #require(run.onlyEvent)
    #expect(event.reason == .levelShift && event.status == .closed)
    #expect(event.levelShift == event.onset.by)
    #expect((28 * 86_400...29 * 86_400).contains(event.duration))
    let baseline = try #require(run.verdicts.last?.baseline)
    #expect((680...720).contains(baseline))
    #expect(run.verdicts.last?.level == .normal)
  }

  @Test("An unsteady level is not accepted, nor one with a critical bin in the last 28 days")
  func noLevelShift() throws {
    var restless = SyntheticSignal(hours: 24 * 50, step: 1_200)
    restless.set(760, from: 24 * 8)
    for day in stride(from: 9, to: 50, by: 5) {
      restless.set(560, from: Double(24 * day), to: Double(24 * day + 24))
    }
    #expect(try MonitorRun(restless).onlyEvent?.status == .open)
    var critical = SyntheticSignal(hours: 24 * 50, step: 1_200)
    critical.set(700, from: 24 * 8)
    critical.set(300, from: 24 * 25, to: 24 * 25 + 2)
    #expect(try MonitorRun(critical).onlyEvent?.status == .open)
  }

  @Test("A critical level is never accepted, however steady")
  func criticalForever() throws {
    var signal = SyntheticSignal(hours: 24 * 100, step: 3_600)
    signal.set(300, from: 24 * 8)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.status == .open && event.duration == 92 * 86_400)
  }

  @Test("A source that falls silent in an outage, for longer than its window, comes back to it")
  func silenceInside() throws {
    var signal = SyntheticSignal("country/IR", .bgp, level: 46_000, hours: 24 * 8)
    signal.set(25_000, from: 48, to: 24 * 6)
    signal.set(.nan, from: 60, to: 24 * 4)
    let run = try MonitorRun(signal, cuts: [signal.bin(61), signal.bin(24 * 4) + 3])
    let event = try #require(run.onlyEvent)
    #expect(event.onset.by == signal.time(48))
    #expect(event.recovery?.by == signal.time(24 * 6))
    #expect(run.verdicts[signal.bin(24 * 4)].level == .warning)
    #expect(run.verdicts[signal.bin(24 * 4)].baseline == 46_000)
  }

  @Test("A silence that leaves less than the warm-up does not start it again in an outage")
  func nearlyEmptyWindow() throws {
    var signal = SyntheticSignal("country/IR", .bgp, level: 46_000, hours: 24 * 5)
    signal.set(25_000, from: 48, to: 24 * 4)
    signal.set(.nan, from: 48.5, to: 72)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset.by == signal.time(48) && event.recovery?.by == signal.time(24 * 4))
  }

  @Test("A flicker after such a silence does not make the outage the normal")
  func flickerAfterSilence() throws {
    var signal = SyntheticSignal("country/IR", .bgp, level: 46_000, hours: 24 * 8)
    signal.set(25_000, from: 48, to: 24 * 6)
    signal.set(.nan, from: 60, to: 24 * 4)
    signal.values[signal.bin(24 * 4) + 2] = 46_000
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.recovery?.by == signal.time(24 * 6))
  }
}
