import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// Edge cases and defects of the published chain, a to n: `ioda` shows them, `vigil` does not.
@Suite struct PublishedDefectTests {
  @Test(arguments: Profile.builtIn)
  func a_valueEqualToThresholdIsNormal(profile: Profile) throws {
    var signal = SyntheticSignal(hours: 48)
    signal.set(800, from: 30, to: 32)
    signal.set(500, from: 34, to: 36)
    let run = try MonitorRun(signal, profile: profile)
    #expect(run.verdicts[signal.bin(31)].level == .normal)
    #expect(run.verdicts[signal.bin(35)].level == .warning)
    #expect(run.events.map(\.level) == [.warning])
  }

  @Test(arguments: Profile.builtIn)
  func b_noBaselineNoVerdict(profile: Profile) throws {
    var signal = SyntheticSignal(level: 0, hours: 24)
    signal.set(5, from: 10, to: 11)
    let run = try MonitorRun(signal, profile: profile)
    #expect(run.verdicts.allSatisfy { $0.level == nil })
    #expect(run.verdicts[signal.bin(12)].absence == .smallBaseline)
    #expect(run.verdicts[signal.bin(12)].ratio.isNaN)
    #expect(run.events == [])
  }

  /// The published code goes on with one stale value; both profiles start a warm-up.
  @Test(arguments: Profile.builtIn)
  func c_gapLongerThanHistory(profile: Profile) throws {
    var signal = SyntheticSignal(hours: 24 * 20)
    signal.set(.nan, from: 24 * 4, to: 24 * 12)
    signal.set(300, from: 24 * 12)
    let run = try MonitorRun(signal, profile: profile)
    #expect(run.verdicts[signal.bin(24 * 12)].absence == .warmUp)
    #expect(run.verdicts[signal.bin(24 * 12 + 1)].baseline == 300)
    #expect(run.events == [])
  }

  /// No rule can know a level that it never saw: the event's text says how short its baseline is.
  @Test func d_startInsideAnOutage() throws {
    var signal = SyntheticSignal(hours: 48)
    signal.set(100, from: 0, to: 12)
    signal.set(20, from: 10, to: 11)
    let run = try MonitorRun(signal)
    let event = try #require(run.onlyEvent)
    #expect(event.baseline == 100 && event.window.isShort)
    #expect(event.window.have == 10 * 3_600)
    #expect(run.verdicts[signal.bin(20)].level == .normal)
  }

  /// Readers and the state command sort and drop; health, which sees ticks, ignores a late one.
  @Test func e_lateTicksChangeNothing() {
    var health = SourceHealth { Profile.vigil.rule(for: $0) }
    let country = Entity("country/IR")
    for code in ["IR", "IQ"] {
      let entity = Entity(kind: .country, canonicalCode: code)
      _ = health.add(
        HealthEntity(entity: entity, country: country), datasource: .probing, step: 600)
    }
    func tick(_ bin: Int, _ value: Double) -> Tick {
      Tick(
        datasource: .probing, time: SyntheticSignal.start + 600 * bin, step: 600,
        values: [value, value])
    }
    for bin in 0..<10 { _ = health.observe(tick(bin, 900)) }
    var before = StateWriter()
    health.encode(into: &before)
    #expect(health.observe(tick(4, 0)) == [])
    #expect(health.observe(tick(9, 0)) == [])
    var after = StateWriter()
    health.encode(into: &after)
    #expect(before.bytes == after.bytes)
    #expect(health.observe(tick(10, 0)) == [.instrumentNotExcluded, .instrumentNotExcluded])
  }

  /// The counterpart of one prober of twenty: a twentieth of the blocks is within every threshold.
  @Test(arguments: Profile.builtIn)
  func g_oneProberOfTwentyMissing(profile: Profile) throws {
    var signal = SyntheticSignal(level: 14_000, hours: 72)
    signal.set(13_300, from: 48, to: 51)
    signal.jitter(0.02, seed: 1)
    #expect(try MonitorRun(signal, profile: profile).events == [])
    signal.set(9_800, from: 60, to: 63)
    signal.mark(.proberSilent, from: 60, to: 63)
    #expect(try MonitorRun(signal).events == [])
  }

  /// A probe list reloaded in an outage is a new denominator at this level: a step that no rule may
  /// take for a recovery while it stays below the warning ratio.
  @Test func h_denominatorMovesInAnOutage() throws {
    var signal = SyntheticSignal(hours: 72)
    signal.set(100, from: 48, to: 60)
    signal.set(500, from: 52, to: 60)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.recovery?.by == signal.time(60))
    #expect(event.baseline == 1_000)
  }

  @Test(arguments: Profile.builtIn)
  func i_valueAndHistoryBothZero(profile: Profile) throws {
    let run = try MonitorRun(
      SyntheticSignal(level: 0, hours: 24 * 9, step: 3_600), profile: profile)
    #expect(run.events == [])
    #expect(run.verdicts.allSatisfy { $0.level == nil && $0.score.isNaN })
    var profile = profile
    profile.families[.probing]?.floor = 0
    let floorless = try MonitorRun(
      SyntheticSignal(level: 0, hours: 24, step: 3_600), profile: profile)
    #expect(floorless.verdicts.allSatisfy { $0.level == nil })
  }

  /// A missing baseline is NaN here; no event can carry one, so no score can be made of it.
  @Test(arguments: Profile.builtIn)
  func j_noEventWithoutBaseline(profile: Profile) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let run = try MonitorRun(.wild(seed: seed, bins: 900), profile: profile)
      for event in run.events {
        #expect(event.baseline > 0 && event.score.isFinite && event.score >= 0)
        #expect(event.area.isFinite && (0...100).contains(event.severity))
      }
    }
  }

  @Test func k_criticalToWarningToNormal() throws {
    var signal = SyntheticSignal(hours: 72)
    signal.set(200, from: 48, to: 50)
    signal.set(700, from: 50, to: 53)
    let run = try MonitorRun(signal)
    let event = try #require(run.onlyEvent)
    #expect(
      run.transitions.map(\.kind).filter { $0 != .step && $0 != .revised }
        == [.opened, .eased, .closed])
    let critical = try #require(event.levels.last)
    #expect(critical.level == .critical && critical.recovery?.by == signal.time(50))
    #expect(event.recovery?.by == signal.time(53))
    // The alert area drops the way back to warning: 80 % for all 300 minutes.
    #expect(event.score == 80 * 300)
    #expect(event.area == 80 * 120 + 30 * 180)
  }

  /// A log of changes never begins with an end: an event is opened before it is anything else.
  @Test(arguments: Profile.builtIn)
  func l_firstChangeIsTheOpening(profile: Profile) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let run = try MonitorRun(.wild(seed: seed, bins: 900), profile: profile)
      var known: [String: Int] = [:]
      for transition in run.transitions {
        #expect((transition.kind == .opened) == (known[transition.event] == nil))
        #expect(transition.sequence == known[transition.event, default: 0])
        known[transition.event, default: 0] += 1
      }
    }
  }

  @Test func m_outageLongerThanInpainting() throws {
    var signal = SyntheticSignal(hours: 24 * 24, step: 1_200)
    signal.set(200, from: 24 * 8, to: 24 * 22)
    let published = try #require(try MonitorRun(signal, profile: .ioda).onlyEvent)
    #expect(published.duration == 7 * 86_400)
    #expect(try MonitorRun(signal).onlyEvent?.duration == 14 * 86_400)
  }

  /// Half of the blocks renumbered for good: `ioda` accepts it after 7 days without a word.
  @Test func n_levelShift() throws {
    var signal = SyntheticSignal(hours: 24 * 45, step: 1_200)
    signal.set(600, from: 24 * 8)
    let published = try #require(try MonitorRun(signal, profile: .ioda).onlyEvent)
    #expect(published.duration == 7 * 86_400 && published.reason == .recovered)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.reason == .levelShift && event.levelShift == event.onset.by)
    #expect(event.duration == 28 * 86_400)
  }
}
