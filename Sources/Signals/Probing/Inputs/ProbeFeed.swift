public import Timeline

/// The results of several inputs, merged by time.
///
/// Each input is in order of time but for `settle`. The input whose next result is the earliest gives
/// it; of equals the one named first. Files whose spans do not meet are not open at once. A result
/// whose time leaps ahead of its neighbours in the file is given where they are, so that one broken
/// time does not hold an input back.
public struct ProbeFeed {
  /// The names of probers by number, over all inputs.
  public internal(set) var probers = ProberTable()
  /// What each input held, in the order in which they were named.
  public internal(set) var counts: [ProbeCounts]
  /// What was odd.
  public internal(set) var findings = FindingLog()
  /// How late a result may come within its input, in seconds, at most a day.
  public let settle: Int
  /// Whether inputs that list replies only give these; a belief must not be drawn from them.
  public let includesRepliesOnly: Bool

  let inputs: [ProbeInput]

  /// Names the inputs; nothing is opened yet. A run that goes on from an earlier one gives its
  /// `probers`, so that each keeps its number.
  public init(
    _ inputs: [ProbeInput], settle: Int = 60, includesRepliesOnly: Bool = false,
    probers: ProberTable = ProberTable()
  ) {
    self.inputs = inputs
    self.probers = probers
    self.settle = min(max(0, settle), 86_400)
    self.includesRepliesOnly = includesRepliesOnly
    counts = inputs.map { ProbeCounts(name: $0.name) }
  }
}
