public import Detection
public import Timeline

/// One signal from value to transitions: its window, its detector and its events.
///
/// The one path that replay and watch share. Bins come in ascending time order; those that are
/// missing are simply not observed.
public struct SignalMonitor: Sendable {
  /// The signal.
  public let key: SignalKey
  /// The length of a bin in seconds.
  public let step: Int
  private let rule: SignalRule
  private var window: SignalWindow
  private var detector: any Detector
  private var tracker: EventTracker
  /// The newest bin that was observed.
  public var newest: UnixTime? { window.newest }

  /// Creates a monitor without a past.
  public init(
    key: SignalKey, step: Int, profile: String, rule: SignalRule, detector: any Detector.Type
  ) {
    self.key = key
    self.step = step
    self.rule = rule
    window = SignalWindow(seconds: rule.window, step: step)
    self.detector = detector.init(rule: rule, step: step)
    tracker = EventTracker(key: key, profile: profile, rule: rule, step: step)
  }

  /// Judges the bin at `time`, a present one, and appends what changed to `transitions`.
  ///
  /// `time` must lie a multiple of the step after `newest`.
  public mutating func observe(
    _ value: Double, at time: UnixTime, quality: Quality, transitions: inout [Transition]
  ) -> Verdict {
    if quality.contains(.amendsPrevious) {
      window.distrust(time - step)
      tracker.amendPrevious(at: time, transitions: &transitions)
    }
    let verdict = detector.observe(value, at: time, in: &window)
    if !quality.isTrusted { window.distrust(time) }
    let accepts = tracker.observe(
      value, at: time, verdict: verdict, quality: quality, window: window,
      transitions: &transitions)
    if accepts { detector.acceptLevel(in: &window) }
    return verdict
  }

  /// Scales the past: what observes the signal has changed (`Rebase`). Call it before the bin at
  /// which that takes effect. O(window).
  public mutating func rescale(by ratio: Double) {
    guard ratio != 1 else { return }
    detector.rescale(by: ratio, in: &window)
    tracker.rescale(by: ratio)
  }

  /// What the window knows of a bin.
  public enum Knowledge: Equatable, Sendable {
    /// The value that was judged.
    case value(Double)
    /// The bin was passed over as missing.
    case missing
    /// The bin lies before the window, or what was observed was not trusted.
    case unknown
  }

  /// What is known of the bin at `time`: for telling repeats from revisions. O(1).
  public func known(at time: UnixTime) -> Knowledge {
    guard let reach = window.reach, time >= reach else { return .unknown }
    let observed = window.observedValue(at: time)
    if !observed.isNaN { return .value(observed) }
    return window.enteredValue(at: time).isNaN ? .missing : .unknown
  }

  /// The event that is going on as it stands at the end of the data.
  public var openRecord: Event? { tracker.openRecord }
}

extension SignalMonitor {
  /// Writes the window part of the state.
  public func encodeWindow(into writer: inout StateWriter) {
    window.encode(into: &writer)
  }

  /// Writes the machine part of the state: at most 256 bytes without an open event.
  public func encodeMachine(into writer: inout StateWriter) {
    detector.encodeMachine(into: &writer)
    tracker.encode(into: &writer)
  }

  /// Takes up a state that was written under the same key, profile and rule.
  public init(
    key: SignalKey, step: Int, profile: String, rule: SignalRule, detector: any Detector.Type,
    window windowReader: inout StateReader, machine reader: inout StateReader
  ) throws(StateError) {
    self.init(key: key, step: step, profile: profile, rule: rule, detector: detector)
    window = try SignalWindow(seconds: rule.window, step: step, decoding: &windowReader)
    try self.detector.resume(from: window, decoding: &reader)
    try tracker.resume(decoding: &reader)
  }
}
