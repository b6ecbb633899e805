import Detection
import Incidents
import Timeline

/// Judges one signal from its first bin to its last.
struct DetectionPass {
  /// What became of one signal.
  struct Outcome {
    var trace: SignalTrace
    var transitions: [Transition]
    var openEvent: Event?
    var coverage: Coverage.Signal
  }

  let profile: Profile
  let detector: any Detector.Type

  /// Runs the signal through a new monitor; `marks` are those of source health, or empty.
  func run(_ series: Series, marks: [Quality]) -> Outcome {
    var rule = profile.rule(for: series.datasource)
    if series.marks(at: 0).contains(.normalised) { rule.floor = 0 }
    var monitor = SignalMonitor(
      key: series.key, step: series.step, profile: profile.name, rule: rule, detector: detector)
    var coverage = Coverage.Signal(key: series.key, floor: rule.floor)
    var transitions: [Transition] = []
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(series.count)
    var shown = series
    if !marks.isEmpty, shown.quality.isEmpty {
      shown.quality = Array(repeating: [], count: series.count)
    }
    var rebases = series.rebases[...]
    for index in series.values.indices {
      while let next = rebases.first, next.time <= series.time(at: index) {
        monitor.rescale(by: next.ratio)
        rebases = rebases.dropFirst()
      }
      let value = series.values[index]
      var quality = series.marks(at: index)
      if !marks.isEmpty { quality.formUnion(marks[index]) }
      let verdict: Verdict
      if value.isNaN {
        verdict = Verdict(absence: .missing)
      } else {
        verdict = monitor.observe(
          value, at: series.time(at: index), quality: quality, transitions: &transitions)
      }
      verdicts.append(verdict)
      coverage.count(verdict, isTrusted: quality.isTrusted)
      if !marks.isEmpty {
        if quality.contains(.amendsPrevious), index > 0 {
          shown.quality[index - 1].insert(.instrumentEdge)
        }
        shown.quality[index].formUnion(
          quality.subtracting([.amendsPrevious, .withdrawsMarks]))
      }
    }
    return Outcome(
      trace: SignalTrace(series: shown, verdicts: verdicts, floor: rule.floor),
      transitions: transitions,
      openEvent: monitor.openRecord, coverage: coverage)
  }
}
