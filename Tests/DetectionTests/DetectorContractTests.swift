import Detection
import Foundation
import TestSupport
import Testing
import Timeline

/// What every detector promises: each test runs over the whole registry and the built-in profiles.
@Suite struct DetectorContractTests {
  static let names = DetectorRegistry.all.map { $0.descriptor.name }
  static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

  /// A detector by name under the numbers of both built-in profiles.
  static func profiles(_ name: String) -> [Profile] {
    Profile.builtIn.map {
      var profile = $0
      profile.detector = name
      return profile
    }
  }

  /// A window of a day keeps the tests quick; gaps longer than that are in the signals.
  static func rule(_ profile: Profile) -> SignalRule {
    var rule = profile.rule(for: .probing)
    rule.window = 86_400
    return rule
  }

  /// Judges a signal bin by bin, saving and taking up state before each bin of `cuts`.
  static func verdicts(
    _ signal: SyntheticSignal, _ name: String, _ rule: SignalRule, cuts: Set<Int> = []
  ) throws -> [[UInt64]] {
    let type = try #require(DetectorRegistry.named(name))
    var detector: any Detector = type.init(rule: rule, step: signal.step)
    var window = SignalWindow(seconds: rule.window, step: signal.step)
    var result: [[UInt64]] = []
    for (index, value) in signal.values.enumerated() {
      if cuts.contains(index) {
        var (windowState, machine) = (StateWriter(), StateWriter())
        window.encode(into: &windowState)
        detector.encodeMachine(into: &machine)
        var reader = StateReader(windowState.bytes)
        window = try SignalWindow(seconds: rule.window, step: signal.step, decoding: &reader)
        var machineReader = StateReader(machine.bytes)
        detector = type.init(rule: rule, step: signal.step)
        try detector.resume(from: window, decoding: &machineReader)
        #expect(reader.isAtEnd && machineReader.isAtEnd)
        var again = StateWriter()
        detector.encodeMachine(into: &again)
        #expect(again.bytes == machine.bytes, "state does not survive a round trip")
      }
      guard !value.isNaN else { continue }
      result.append(
        detector.observe(value, at: signal.start + signal.step * index, in: &window).bits)
    }
    return result
  }

  @Test("The same values give the same verdicts", arguments: names)
  func determinism(name: String) throws {
    for profile in Self.profiles(name) {
      let signal = SyntheticSignal.wild(seed: 11, bins: 1_500)
      #expect(
        try Self.verdicts(signal, name, Self.rule(profile))
          == Self.verdicts(signal, name, Self.rule(profile)))
    }
  }

  @Test("A run cut anywhere gives bit-identical verdicts", arguments: names, seeds)
  func batchEqualsStream(name: String, seed: UInt64) throws {
    for profile in Self.profiles(name) {
      let signal = SyntheticSignal.wild(seed: seed, bins: 1_500)
      var random = SeededRandom(seed: seed)
      let cuts = Set((0..<60).map { _ in Int(random.unit() * 1_500) })
      let whole = try Self.verdicts(signal, name, Self.rule(profile))
      #expect(try Self.verdicts(signal, name, Self.rule(profile), cuts: cuts) == whole)
    }
  }

  @Test("A value that no Float holds survives the state", arguments: names)
  func wideValues(name: String) throws {
    for profile in Self.profiles(name) {
      var signal = SyntheticSignal.wild(seed: 9, bins: 600)
      for index in signal.values.indices { signal.values[index] += 0.1 }
      let whole = try Self.verdicts(signal, name, Self.rule(profile))
      #expect(try Self.verdicts(signal, name, Self.rule(profile), cuts: [1, 200, 599]) == whole)
    }
  }

  @Test(
    "A gap of any length is survived and never judged as a fall", arguments: names,
    [1, 5, 143, 144, 145, 3_000])
  func gaps(name: String, length: Int) throws {
    for profile in Self.profiles(name) {
      let bins = 400
      var signal = SyntheticSignal(hours: Double(2 * bins + length) / 6)
      for index in bins..<bins + length { signal.values[index] = .nan }
      signal.jitter(0.02, seed: 3)
      let run = try MonitorRun(signal, profile: profile, cuts: [bins + length / 2])
      #expect(run.verdicts.allSatisfy { $0.level ?? .normal == .normal })
      #expect(run.verdicts[bins].absence == .missing)
      #expect(run.verdicts[signal.values.count - 1].level == .normal)
    }
  }

  @Test("Nothing is alarming while there is no history to judge by", arguments: names)
  func warmUp(name: String) throws {
    for profile in Self.profiles(name) {
      let rule = profile.rule(for: .probing)
      var signal = SyntheticSignal(hours: Double(rule.warmUp) / 3_600)
      signal.set(0, from: 0.5)
      let run = try MonitorRun(signal, profile: profile)
      #expect(run.verdicts.allSatisfy { $0.level ?? .normal == .normal })
    }
  }

  @Test("Every detector has its own file and its own page", arguments: DetectorRegistry.all.indices)
  func fileAndPage(index: Int) throws {
    let type = DetectorRegistry.all[index]
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let source = root.appendingPathComponent("Sources/Detection/Detectors/\(type).swift")
    #expect(FileManager.default.fileExists(atPath: source.path), "\(type).swift")
    let name = type.descriptor.name
    let page = root.appendingPathComponent("Docs/Detectors/\(name).md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for heading in ["Description", "Parameters", "Complexity", "Behaviour on gaps", "References"] {
      #expect(text.contains("\n## \(heading)\n"), "\(name): \(heading)")
    }
    #expect(!type.descriptor.summary.isEmpty && !type.descriptor.reference.isEmpty)
  }

  @Test("Names are found, and none is given twice")
  func registry() {
    #expect(Set(Self.names).count == Self.names.count)
    #expect(Self.names.allSatisfy { DetectorRegistry.named($0)?.descriptor.name == $0 })
    #expect(DetectorRegistry.named("no-such-detector") == nil)
  }
}
