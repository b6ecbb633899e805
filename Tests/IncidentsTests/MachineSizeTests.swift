import Detection
import Incidents
import TestSupport
import Testing
import Timeline

/// What a store keeps of each signal besides its window is small.
@Suite struct MachineSizeTests {
  @Test(
    "The machine part stays within 256 bytes while no event is open",
    arguments: DetectorRegistry.all.map { $0.descriptor.name })
  func machineSize(name: String) throws {
    var random = SeededRandom(seed: 5)
    for var profile in Profile.builtIn {
      profile.detector = name
      let signal = SyntheticSignal.wild(seed: 21, bins: 2_000)
      let rule = profile.rule(for: .probing)
      let type = try #require(DetectorRegistry.named(name))
      var monitor = SignalMonitor(
        key: signal.key, step: signal.step, profile: profile.name, rule: rule, detector: type)
      var transitions: [Transition] = []
      var largest = 0
      for (index, value) in signal.values.enumerated() where !value.isNaN {
        let quality: Quality = random.unit() < 0.2 ? .instrument : []
        _ = monitor.observe(
          value, at: signal.start + signal.step * index, quality: quality,
          transitions: &transitions)
        guard monitor.openRecord == nil else { continue }
        var machine = StateWriter()
        monitor.encodeMachine(into: &machine)
        largest = max(largest, machine.bytes.count)
      }
      #expect((1...256).contains(largest), "\(largest) bytes")
    }
  }
}
