import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// Edge cases and defects of the published chain, o to z: `ioda` shows them, `vigil` does not.
@Suite struct EventDefectTests {
  @Test(arguments: Profile.builtIn)
  func o_surgeIsNotADrop(profile: Profile) throws {
    var signal = SyntheticSignal(hours: 72)
    signal.set(5_000, from: 48, to: 55)
    let run = try MonitorRun(signal, profile: profile)
    #expect(run.events == [])
    #expect(run.verdicts[signal.bin(50)].score < 0)
  }

  /// Two events of one signal cannot touch: the bin that closes the first is normal. Events of two
  /// sources that touch are two incidents.
  @Test func p_touchingEvents() throws {
    var first = SyntheticSignal(hours: 72)
    first.set(100, from: 48, to: 50)
    var second = SyntheticSignal("country/IR", Datasource("ucsd-nt"), hours: 72)
    second.set(0, from: 50, to: 52)
    let events = try MonitorRun(first).events + MonitorRun(second).events
    try #require(events.count == 2)
    #expect(events[0].recovery?.by == events[1].onset.by)
    let incidents = IncidentBuilder(membership: Membership(), profile: "vigil")
      .incidents(of: events) { _, _ in nil }
    #expect(incidents.map(\.events.count) == [1, 1])
    #expect(Set(incidents.map(\.id)).count == 2)
  }

  /// Short events of one source under a long one of another belong to one incident, which ends with
  /// the last of them; those after it do not.
  @Test func q_chainsOfShortEvents() throws {
    var long = SyntheticSignal(hours: 96)
    long.set(100, from: 48, to: 72)
    var short = SyntheticSignal("country/IR", Datasource("ucsd-nt"), hours: 96)
    for hour in stride(from: 50, to: 90, by: 4) {
      short.set(0, from: Double(hour), to: Double(hour) + 1)
    }
    let events = try MonitorRun(long).events + MonitorRun(short).events
    try #require(events.count == 11)
    let incidents = IncidentBuilder(membership: Membership(), profile: "vigil")
      .incidents(of: events) { _, _ in nil }
    #expect(incidents.map(\.events.count) == [7, 1, 1, 1, 1])
    let best = Dictionary(grouping: incidents[0].events, by: \.datasource).mapValues {
      $0.map(\.score).max() ?? 0
    }
    #expect(incidents[0].score == best.values.reduce(1, *))
  }

  /// Whatever part of an outage a run sees, its score is that of what was seen.
  @Test func r_eventsAcrossTheEdgeOfTheData() throws {
    var signal = SyntheticSignal(hours: 72)
    signal.set(200, from: 48, to: 60)
    let whole = try #require(try MonitorRun(signal).onlyEvent)
    var cut = signal
    cut.values.removeLast(signal.values.count - signal.bin(54))
    let open = try #require(try MonitorRun(cut).onlyEvent)
    #expect(open.status == .open && open.recovery == nil && open.reason == nil)
    #expect(open.observedUntil == signal.time(54) && open.duration == 6 * 3_600)
    #expect(open.id == whole.id)
    #expect(open.score == 80 * 360 && whole.score == 80 * 720)
    #expect(open.area == 80 * 360 && whole.area == 80 * 720)
  }

  /// A telescope alone at zero for ten days is an event with a caution, in every run that sees it.
  @Test func s_staleTelescopeEvent() throws {
    var signal = SyntheticSignal("country/IR", Datasource("merit-nt"), hours: 24 * 20)
    signal.set(0, from: 24 * 8, to: 24 * 18)
    signal.mark(.instrumentNotExcluded, from: 24 * 8, to: 24 * 18)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.caution == .instrumentNotExcluded && event.levelShift != nil)
    #expect(event.duration == 10 * 86_400)
  }

  /// Blocks that count for two operators are the routing target's matter. What shows here: shares may
  /// sum above 1 and stay what they are (see the tests of anatomies).
  @Test func t_sharesAreNotForcedToOne() {
    let share = Anatomy.Share(datasource: .bgp, at: UnixTime(0), lost: 90, of: 60)
    #expect(share.share == 1.5)
    #expect(Anatomy.Share(datasource: .bgp, at: UnixTime(0), lost: nil, of: 60).share == nil)
  }

  /// A full-feed peer that flaps moves the level of routes; the mark of the source keeps it from
  /// events. Without the mark the published rule has one event a flap.
  @Test func u_peerFlap() throws {
    var signal = SyntheticSignal("country/IR", .bgp, level: 46_000, hours: 72)
    for hour in [50.0, 54, 58] { signal.set(40_000, from: hour, to: hour + 1) }
    #expect(try MonitorRun(signal, profile: .ioda).events.count == 3)
    for hour in [50.0, 54, 58] { signal.mark(.peersChanged, from: hour, to: hour + 1) }
    let run = try MonitorRun(signal)
    #expect(run.events == [])
    #expect(run.verdicts[signal.bin(50)].level == .warning)
  }

  /// Blocks that hardly ever or always answer are the probing target's matter. Here: values at both
  /// ends of what a number can be do not disturb the window.
  @Test(arguments: Profile.builtIn)
  func v_extremeValues(profile: Profile) throws {
    var signal = SyntheticSignal(level: 20, hours: 72)
    signal.set(1e15, from: 40, to: 41)
    signal.set(.leastNonzeroMagnitude, from: 42, to: 43)
    signal.set(0.1, from: 50, to: 51)
    let run = try MonitorRun(signal, profile: profile, cuts: [signal.bin(41), signal.bin(51)])
    #expect(run.verdicts[signal.bin(40)].level == .normal)
    #expect(run.verdicts[signal.bin(42)].level == .critical)
    #expect(run.verdicts[signal.bin(60)].baseline == 20)
    #expect(run.events.count == 2)
  }

  /// Blocks of which nobody knows are missing, not down. Here: a bin without a value, or one that its
  /// source does not trust, opens, deepens, splits and closes nothing.
  @Test func w_unknownIsNotDown() throws {
    var signal = SyntheticSignal(hours: 96)
    signal.set(.nan, from: 30, to: 34)
    signal.set(0, from: 36, to: 38)
    signal.mark(.partial, from: 36, to: 38)
    signal.set(300, from: 48, to: 72)
    signal.set(.nan, from: 50, to: 53)
    signal.set(1_000, from: 55, to: 58)
    signal.mark(.captureGap, from: 55, to: 58)
    signal.set(0, from: 60, to: 61)
    signal.mark(.flagged, from: 60, to: 61)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset.by == signal.time(48) && event.recovery?.by == signal.time(72))
    #expect(event.minimum == 300)
  }

  /// One bin opens and one closes under `ioda`; `vigil` takes two, and keeps the first of them.
  @Test func x_flapsAtBothEdges() throws {
    var signal = SyntheticSignal(hours: 72)
    signal.set(100, from: 48, to: 54)
    signal.values[signal.bin(47)] = 100
    signal.values[signal.bin(50)] = 1_000
    signal.values[signal.bin(55)] = 100
    #expect(try MonitorRun(signal, profile: .ioda).events.count == 4)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.onset == TimeBracket(after: signal.time(48) + -600, by: signal.time(48)))
    #expect(event.recovery == TimeBracket(after: signal.time(54) + -600, by: signal.time(54)))
    #expect(event.levels.map(\.onset.by) == [signal.time(48), signal.time(48)])
  }

  @Test func y_restartInMidEvent() throws {
    var signal = SyntheticSignal(hours: 72)
    signal.set(100, from: 48, to: 60)
    let whole = try MonitorRun(signal)
    for hour in [48.0, 48.2, 50, 59.9, 60, 60.2] {
      let resumed = try MonitorRun(signal, cuts: [signal.bin(hour)])
      #expect(resumed.transitions == whole.transitions, "\(hour)")
    }
  }

  /// Off for fourteen hours each night: an event a night, all from the same baseline. Under `ioda` too,
  /// but without inpainting the nights would eat the baseline, as the published default did.
  @Test func z_nightlyRepeats() throws {
    var signal = SyntheticSignal(hours: 24 * 30, step: 1_200)
    for day in 8..<28 { signal.set(50, from: Double(24 * day), to: Double(24 * day + 14)) }
    let events = try MonitorRun(signal).events
    #expect(events.count == 20)
    #expect(events.allSatisfy { $0.baseline == 1_000 && $0.duration == 14 * 3_600 })
    var eaten = Profile.ioda
    eaten.families[.probing]?.inpainting = .off
    #expect(try MonitorRun(signal, profile: eaten).events.count < 20)
  }
}
