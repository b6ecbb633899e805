import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// Steps of events: found by definition, named by what came after.
@Suite struct StepTests {
  /// Two days of noise, then an outage of random falls and rises with missing bins, never closed.
  static func walk(seed: UInt64) -> SyntheticSignal {
    var random = SeededRandom(seed: seed)
    var signal = SyntheticSignal(level: 3_000, hours: 72)
    signal.jitter(0.02, seed: seed &+ 9)
    var level = 2_000.0
    for bin in signal.bin(48)..<signal.values.count {
      if random.unit() < 0.15 { level = 2_300 * random.unit() }
      let next = level + 40 * (random.unit() - 0.5)
      let last = signal.values[bin - 1]
      let start = last.isNaN ? next : last
      signal.values[bin] = min(2_300, max(0, start + (next - start) * (0.3 + 0.7 * random.unit())))
        .rounded()
      if random.unit() < 0.04 { signal.values[bin] = .nan }
    }
    return signal
  }

  @Test("Equal to the definition on random walks", arguments: 1...25)
  func definition(seed: UInt64) throws {
    let signal = Self.walk(seed: seed)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    let points = signal.values.indices.compactMap { index -> (time: UnixTime, value: Double)? in
      let value = signal.values[index]
      return value.isNaN ? nil : (signal.start + signal.step * index, value)
    }
    let onset = event.onset.by
    let noise = StepReference.noise(points.filter { $0.time < onset }.map(\.value))
    let wanted = StepReference.moves(points, baseline: event.baseline, noise: noise)
      .filter { $0.until >= onset }
    let found = event.steps.map {
      StepReference.Move(after: $0.after, by: $0.by, until: $0.until, from: $0.from, to: $0.to)
    }
    #expect(found == wanted)
    #expect(!found.isEmpty)
    for step in event.steps { #expect(step.kind.isRise == (step.to > step.from)) }
  }

  private func kinds(_ signal: SyntheticSignal) throws -> [Step.Kind] {
    try #require(try MonitorRun(signal).onlyEvent).steps.map(\.kind)
  }

  private func signal(_ parts: [(Double, Double)], until end: Double) -> SyntheticSignal {
    var signal = SyntheticSignal(hours: end)
    for (hour, value) in parts { signal.set(value, from: hour) }
    return signal
  }

  @Test("Each fall a tenth of the baseline below the last is a step of the cut")
  func cuts() throws {
    #expect(try kinds(signal([(48, 700), (49, 500), (50, 200)], until: 60)) == [.cut, .cut, .cut])
  }

  @Test("A fall back to what was lost already is a relapse")
  func relapse() throws {
    let kinds = try kinds(signal([(48, 500), (49, 700), (50, 450)], until: 60))
    #expect(kinds == [.cut, .return, .relapse])
  }

  @Test("A rise between two steps of the cut is a rebound")
  func rebound() throws {
    #expect(
      try kinds(signal([(48, 600), (49, 750), (50, 300)], until: 60)) == [.cut, .rebound, .cut])
  }

  @Test("A rise that is lost by half is a return, however late")
  func lateReturn() throws {
    let kinds = try kinds(signal([(48, 100), (60, 500), (90, 150)], until: 100))
    #expect(kinds == [.cut, .return, .relapse])
  }

  @Test("A rise is rising for six hours and then a recovery; the change of name is logged")
  func rising() throws {
    let start = signal([(48, 100), (60, 500)], until: 63)
    #expect(try kinds(start) == [.cut, .rising])
    #expect(try MonitorRun(start).onlyEvent?.firstRecovery == nil)
    let later = try MonitorRun(signal([(48, 100), (60, 500)], until: 70))
    let event = try #require(later.onlyEvent)
    #expect(event.steps.map(\.kind) == [.cut, .recovery])
    #expect(event.firstRecovery?.by == SyntheticSignal(hours: 70).time(60))
    #expect(later.transitions.contains { $0.kind == .revised })
  }

  @Test("The end of a dip of under six hours is no recovery")
  func shortDip() throws {
    let kinds = try kinds(signal([(48, 500), (60, 200), (62, 500)], until: 80))
    #expect(kinds == [.cut, .cut, .rebound])
  }

  @Test("The first normal bin ends the last rise, and no later one", arguments: Profile.builtIn)
  func lastRise(profile: Profile) throws {
    var signal = signal([(48, 100), (60, 900)], until: 70)
    signal.set(1_500, from: 60 + 1.0 / 6)
    let event = try #require(try MonitorRun(signal, profile: profile).events.first)
    #expect(event.status == .closed)
    #expect(event.steps.last?.to == 900 && event.steps.last?.until == signal.time(60))
  }

  @Test("A closed event has no step whose name is open")
  func settled() throws {
    var signal = signal([(48, 100), (60, 500)], until: 70)
    signal.set(1_000, from: 62)
    let event = try #require(try MonitorRun(signal).onlyEvent)
    #expect(event.status == .closed && event.steps.allSatisfy { $0.kind != .rising })
    #expect(event.firstRecovery?.by == signal.time(60))
  }

  @Test("A slow fall began at the top of its slope, a sudden one in the bin of its onset")
  func began() throws {
    var slow = SyntheticSignal(level: 10_000, hours: 72)
    slow.jitter(0.004, seed: 7)
    for bin in 0..<18 { slow.values[slow.bin(48) + bin] = 10_000 - 200 * Double(bin) }
    slow.set(6_400, from: 51)
    let event = try #require(try MonitorRun(slow).onlyEvent)
    #expect(event.onset.by > slow.time(49.5))
    #expect(event.began.by >= slow.time(48) && event.began.by <= slow.time(48.7))
    let after = try #require(event.began.after)
    #expect(after >= slow.time(47) && after < event.began.by)
    let sudden = signal([(48, 300)], until: 60)
    let fast = try #require(try MonitorRun(sudden).onlyEvent)
    #expect(fast.began == fast.onset)
  }
}
