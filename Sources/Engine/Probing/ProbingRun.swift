import Probing
import Timeline

/// Takes results as they are read, and records each round as it is closed.
struct ProbingRun: ProbeSink {
  private(set) var probing: ProbingAccumulator
  private(set) var recorder: ProbingRecorder
  /// The rounds of each prober in which it was not believed, by its number.
  private(set) var distrusted: [UInt16: (rounds: Int, first: UnixTime)] = [:]
  /// The probers that were met.
  private(set) var probers = 0
  private let progress: (RoundOutcome) -> Void

  init(
    _ probing: ProbingAccumulator, recorder: ProbingRecorder,
    progress: @escaping (RoundOutcome) -> Void
  ) {
    self.probing = probing
    self.recorder = recorder
    self.progress = progress
  }

  mutating func take(_ result: ProbeResult) {
    probing.take(result)
    record(probing.takeOutcomes())
  }

  /// Closes the last rounds.
  mutating func end() { record(probing.finish()) }

  private mutating func record(_ outcomes: [RoundOutcome]) {
    for outcome in outcomes {
      recorder.take(outcome, entities: probing.entities)
      probers = outcome.probers.count
      for verdict in outcome.probers where verdict.health != .healthy {
        distrusted[verdict.prober, default: (0, outcome.start)].rounds += 1
      }
      progress(outcome)
    }
  }
}
