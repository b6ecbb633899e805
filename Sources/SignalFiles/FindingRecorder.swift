import Timeline

/// Records findings of one input under their stable names.
struct FindingRecorder {
  /// The name of the input.
  let source: String
  /// What was found.
  private(set) var log = FindingLog()

  init(source: String) { self.source = source }

  /// Counts a finding. The words are made only for the first of its kind.
  mutating func record(
    _ kind: SignalFinding, place: String? = nil, count: Int = 1,
    _ detail: @autoclosure () -> String, _ disposition: @autoclosure () -> String
  ) {
    guard count > 0 else { return }
    let isKnown = log.count(of: kind.rawValue) > 0
    log.record(
      Finding(
        kind: kind.rawValue, source: source, place: isKnown ? nil : place,
        detail: isKnown ? "" : detail(), disposition: isKnown ? "" : disposition(), count: count))
  }

  /// Counts what another log holds.
  mutating func merge(_ other: FindingLog) { log.merge(other) }
}
