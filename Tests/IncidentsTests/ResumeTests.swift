import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// A run cut anywhere and taken up again changes nothing; damaged state is refused, never a trap.
@Suite struct ResumeTests {
  /// Two sources of a few countries, tick by tick, through health and monitors.
  struct Stage {
    let signals: [SyntheticSignal]
    let profile: Profile
    var health: SourceHealth
    var monitors: [SignalMonitor]
    var transitions: [Transition] = []

    init(_ signals: [SyntheticSignal], profile: Profile) {
      self.signals = signals
      self.profile = profile
      health = SourceHealth { profile.rule(for: $0) }
      monitors = signals.map {
        SignalMonitor(
          key: $0.key, step: $0.step, profile: profile.name,
          rule: profile.rule(for: $0.key.datasource), detector: MedianRatioDetector.self)
      }
      for signal in signals {
        _ = health.add(
          HealthEntity(entity: signal.key.entity, country: signal.key.entity),
          datasource: signal.key.datasource, step: signal.step)
      }
    }

    mutating func observe(_ datasource: Datasource, _ bin: Int) {
      let own = signals.indices.filter { signals[$0].key.datasource == datasource }
      guard let first = own.first, bin < signals[first].values.count else { return }
      let time = signals[first].start + signals[first].step * bin
      let marks = health.observe(
        Tick(
          datasource: datasource, time: time, step: signals[first].step,
          values: own.map { signals[$0].values[bin] }))
      for (column, index) in own.enumerated() where !signals[index].values[bin].isNaN {
        _ = monitors[index].observe(
          signals[index].values[bin], at: time, quality: marks.isEmpty ? [] : marks[column],
          transitions: &transitions)
      }
    }

    /// Health's state and each monitor's, window and machine apart.
    func saved() -> [[UInt8]] {
      var writer = StateWriter()
      health.encode(into: &writer)
      var parts = [writer.bytes]
      for monitor in monitors {
        var (window, machine) = (StateWriter(), StateWriter())
        monitor.encodeWindow(into: &window)
        monitor.encodeMachine(into: &machine)
        parts += [window.bytes, machine.bytes]
      }
      return parts
    }

    mutating func takeUp(_ parts: [[UInt8]]) throws(StateError) {
      let profile = profile
      var reader = StateReader(parts[0])
      health = try SourceHealth(decoding: &reader) { profile.rule(for: $0) }
      for index in monitors.indices {
        var window = StateReader(parts[1 + 2 * index])
        var machine = StateReader(parts[2 + 2 * index])
        monitors[index] = try SignalMonitor(
          key: signals[index].key, step: signals[index].step, profile: profile.name,
          rule: profile.rule(for: signals[index].key.datasource),
          detector: MedianRatioDetector.self, window: &window, machine: &machine)
      }
    }
  }

  /// A built-in profile with windows of six hours: the fewer bins, the more cuts a second.
  static func short(_ profile: Profile) -> Profile {
    var profile = profile
    for family in DatasourceFamily.allCases { profile.families[family]?.window = 6 * 3_600 }
    return profile
  }

  /// Signals with outages, instrument gaps, common falls and missing bins; steps of 600 s.
  static func signals(seed: UInt64) -> [SyntheticSignal] {
    var random = SeededRandom(seed: seed)
    var all: [SyntheticSignal] = []
    for datasource in [Datasource.probing, Datasource("ucsd-nt")] {
      let gap = 20 + Int(60 * random.unit())
      for country in 0..<22 {
        let code =
          "country/\(["I", "J"][country / 11])\(["A", "B", "C", "D", "E", "F", "G", "H", "K", "L", "M"][country % 11])"
        var signal = SyntheticSignal(code, datasource, level: 500, hours: 30, step: 600)
        signal.jitter(0.1, seed: seed &* 100 &+ UInt64(all.count))
        if random.unit() < 0.4 {
          let at = 2 + 20 * random.unit()
          signal.set((400 * random.unit()).rounded(), from: at, to: at + 5 * random.unit())
        }
        for bin in gap..<gap + 8 { signal.values[bin] = random.unit() < 0.9 ? 0 : .nan }
        for bin in gap + 30..<gap + 38 { signal.values[bin] = (signal.values[bin] * 0.2).rounded() }
        for bin in signal.values.indices where random.unit() < 0.03 { signal.values[bin] = .nan }
        all.append(signal)
      }
    }
    return all
  }

  static func run(_ signals: [SyntheticSignal], profile: Profile, cuts: Set<Int>) throws -> Stage {
    var stage = Stage(signals, profile: profile)
    for bin in signals[0].values.indices {
      if cuts.contains(bin) {
        let saved = stage.saved()
        try stage.takeUp(saved)
        let isSame = stage.saved() == saved
        #expect(isSame, "state changes in a round trip")
      }
      stage.observe(.probing, bin)
      stage.observe(Datasource("ucsd-nt"), bin)
    }
    return stage
  }

  @Test("Random cuts give the transitions and the final state of one run", arguments: 1...4)
  func randomCuts(seed: UInt64) throws {
    let signals = Self.signals(seed: seed)
    for profile in Profile.builtIn.map(Self.short) {
      var random = SeededRandom(seed: seed)
      let cuts = Set((0..<25).map { _ in Int(180 * random.unit()) })
      let whole = try Self.run(signals, profile: profile, cuts: [])
      let pieces = try Self.run(signals, profile: profile, cuts: cuts)
      #expect(whole.transitions.count > 10)
      let isSame = pieces.transitions == whole.transitions
      let isSameState = pieces.saved() == whole.saved()
      #expect(isSame && isSameState)
    }
  }

  @Test("One long signal, cut before every bin", arguments: 1...3)
  func everyBin(seed: UInt64) throws {
    let signal = SyntheticSignal.wild(seed: seed, bins: 700, datasource: .bgp, step: 600)
    for profile in Profile.builtIn.map(Self.short) {
      let whole = try MonitorRun(signal, profile: profile)
      let pieces = try MonitorRun(signal, profile: profile, cuts: Set(signal.values.indices))
      #expect(pieces.transitions == whole.transitions)
      #expect(pieces.open == whole.open)
      #expect(pieces.verdicts.map(\.bits) == whole.verdicts.map(\.bits))
    }
  }

  @Test("State cut short at any byte is refused")
  func truncated() throws {
    let signal = SyntheticSignal.wild(seed: 5, bins: 300)
    let rule = Self.short(.vigil).rule(for: .probing)
    var monitor = SignalMonitor(
      key: signal.key, step: signal.step, profile: "vigil", rule: rule,
      detector: MedianRatioDetector.self)
    var transitions: [Transition] = []
    for (index, value) in signal.values.enumerated() where !value.isNaN {
      _ = monitor.observe(
        value, at: signal.start + signal.step * index, quality: [], transitions: &transitions)
    }
    var (window, machine) = (StateWriter(), StateWriter())
    monitor.encodeWindow(into: &window)
    monitor.encodeMachine(into: &machine)
    for length in 0..<machine.bytes.count {
      var windowReader = StateReader(window.bytes)
      var reader = StateReader(Array(machine.bytes.prefix(length)))
      #expect(throws: StateError.self) {
        _ = try SignalMonitor(
          key: signal.key, step: signal.step, profile: "vigil", rule: rule,
          detector: MedianRatioDetector.self, window: &windowReader, machine: &reader)
      }
    }
    for length in stride(from: 0, to: window.bytes.count, by: 3) {
      var reader = StateReader(Array(window.bytes.prefix(length)))
      #expect(throws: StateError.self) {
        _ = try SignalWindow(seconds: rule.window, step: signal.step, decoding: &reader)
      }
    }
  }

  @Test("Damaged state is refused or usable, whatever was written over it", arguments: 1...3)
  func damaged(seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 77)
    let signals = Array(Self.signals(seed: seed).enumerated().filter { $0.offset % 4 == 0 })
      .map(\.element)
    var refused = 0
    var used = 0
    for round in 0..<12 {
      let cut = 20 + 12 * round
      var stage = Stage(signals, profile: Self.short(.vigil))
      for bin in 0..<cut {
        stage.observe(.probing, bin)
        stage.observe(Datasource("ucsd-nt"), bin)
      }
      let saved = stage.saved()
      for _ in 0..<60 {
        var parts = saved
        let part = random.unit() < 0.5 ? 0 : 2 + 2 * Int(Double(signals.count) * random.unit())
        let width = min([1, 4, 8][Int(3 * random.unit())], parts[part].count)
        let at = Int(Double(parts[part].count - width + 1) * random.unit())
        let pattern: [UInt8] =
          [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [0, 0, 0, 0, 0, 0, 0, 0x80], [UInt8](repeating: 0xFF, count: 8),
            (0..<8).map { _ in UInt8(truncatingIfNeeded: random.next()) },
          ][Int(4 * random.unit())]
        for offset in 0..<width { parts[part][at + offset] = pattern[8 - width + offset] }
        var hurt = stage
        do {
          try hurt.takeUp(parts)
        } catch {
          refused += 1
          continue
        }
        used += 1
        for bin in cut..<min(cut + 3, 180) {
          hurt.observe(.probing, bin)
          hurt.observe(Datasource("ucsd-nt"), bin)
        }
      }
    }
    #expect(refused > 50 && used > 50, "\(refused) refused, \(used) used")
  }

  @Test("The largest number in any field is refused or usable", arguments: [47, 48])
  func largestNumbers(hours: Int) throws {
    var signal = SyntheticSignal(hours: Double(hours) + 1.0 / 6)
    signal.set(100, from: 47)
    let rule = Self.short(.vigil).rule(for: .probing)
    var monitor = SignalMonitor(
      key: signal.key, step: signal.step, profile: "vigil", rule: rule,
      detector: MedianRatioDetector.self)
    var transitions: [Transition] = []
    for (index, value) in signal.values.enumerated() {
      _ = monitor.observe(
        value, at: signal.start + signal.step * index, quality: [], transitions: &transitions)
    }
    var (window, machine) = (StateWriter(), StateWriter())
    monitor.encodeWindow(into: &window)
    monitor.encodeMachine(into: &machine)
    for at in 0...machine.bytes.count - 8 {
      var bytes = machine.bytes
      bytes.replaceSubrange(at..<at + 8, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])
      var (windowReader, reader) = (StateReader(window.bytes), StateReader(bytes))
      guard
        var hurt = try? SignalMonitor(
          key: signal.key, step: signal.step, profile: "vigil", rule: rule,
          detector: MedianRatioDetector.self, window: &windowReader, machine: &reader)
      else { continue }
      for (index, value) in [100.0, 90, 900, 950, 940, 40, 30, 20].enumerated() {
        _ = hurt.observe(
          value, at: signal.start + signal.step * (signal.values.count + index), quality: [],
          transitions: &transitions)
      }
      _ = hurt.openRecord?.severity
    }
  }
}
