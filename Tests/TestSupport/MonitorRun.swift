public import Detection
public import Incidents
import Timeline

/// What a monitor makes of a synthetic signal.
public struct MonitorRun: Sendable {
  /// One verdict a bin.
  public var verdicts: [Verdict] = []
  /// All changes, in order.
  public var transitions: [Transition] = []
  /// The event that is open at the end.
  public var open: Event?

  /// Runs `signal` through a new monitor; the state is saved and taken up again before each bin of
  /// `cuts`.
  public init(
    _ signal: SyntheticSignal, profile: Profile = .vigil, cuts: Set<Int> = []
  ) throws(StateError) {
    let rule = profile.rule(for: signal.key.datasource)
    let detector = DetectorRegistry.named(profile.detector) ?? NullDetector.self
    var monitor = SignalMonitor(
      key: signal.key, step: signal.step, profile: profile.name, rule: rule, detector: detector)
    for (index, value) in signal.values.enumerated() {
      if cuts.contains(index) {
        var (window, machine) = (StateWriter(), StateWriter())
        monitor.encodeWindow(into: &window)
        monitor.encodeMachine(into: &machine)
        var windowReader = StateReader(window.bytes)
        var machineReader = StateReader(machine.bytes)
        monitor = try SignalMonitor(
          key: signal.key, step: signal.step, profile: profile.name, rule: rule,
          detector: detector, window: &windowReader, machine: &machineReader)
        guard windowReader.isAtEnd, machineReader.isAtEnd else { throw .malformed("rest") }
      }
      guard !value.isNaN else {
        verdicts.append(Verdict(absence: .missing))
        continue
      }
      verdicts.append(
        monitor.observe(
          value, at: signal.start + signal.step * index,
          quality: signal.quality.isEmpty ? [] : signal.quality[index], transitions: &transitions))
    }
    open = monitor.openRecord
  }

  /// All events as they stand at the end, in order of onset.
  public var events: [Event] {
    transitions.filter { $0.kind == .closed }.map(\.record) + (open.map { [$0] } ?? [])
  }

  /// The one event; nothing when there are none or several.
  public var onlyEvent: Event? { events.count == 1 ? events[0] : nil }
}

extension Verdict {
  /// The verdict's fields as bits, so that NaN equals NaN.
  public var bits: [UInt64] {
    [UInt64(bitPattern: Int64(level?.rawValue ?? -1)), UInt64(absence?.rawValue.utf8.count ?? 0)]
      + [baseline, ratio, score].map { $0.isNaN ? 1 : $0.bitPattern }
  }
}
