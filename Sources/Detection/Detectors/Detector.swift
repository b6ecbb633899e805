public import Timeline

/// Judges one signal, one bin at a time, from nothing but its past.
///
/// A detector has one file here, one line in `DetectorRegistry`, one page in `Docs/Detectors/`, and
/// passes the contract tests: determinism, batch = stream, gaps, state round trip, no alarm in
/// warm-up. `NullDetector` is the template.
///
/// State has two parts. The *window* is the caller's: the detector reads and appends to it, so that
/// a store can keep the values once. The *machine* is the rest, at most 256 bytes; anything that
/// can be rebuilt from the window is not part of it.
public protocol Detector: Sendable {
  /// What the detector says of itself.
  static var descriptor: DetectorDescriptor { get }

  /// Creates a detector for a signal with bins of `step` seconds.
  init(rule: SignalRule, step: Int)

  /// Judges the bin at `time` and appends it to `window`.
  ///
  /// Times strictly increase by multiples of the step; bins between two calls are missing. `value`
  /// is finite and not negative. Must not depend on anything after `time`. O(log window) or better.
  mutating func observe(
    _ value: Double, at time: UnixTime, in window: inout SignalWindow
  ) -> Verdict

  /// Takes the level that was lately observed as the new normal.
  mutating func acceptLevel(in window: inout SignalWindow)

  /// Multiplies all that was observed by `ratio`, in `window` and in the detector: what observes the
  /// signal has changed (`Rebase`). O(window).
  mutating func rescale(by ratio: Double, in window: inout SignalWindow)

  /// Writes the machine part of the state.
  func encodeMachine(into writer: inout StateWriter)

  /// Takes up the machine part of the state and rebuilds the rest from `window`.
  mutating func resume(
    from window: SignalWindow, decoding reader: inout StateReader
  ) throws(StateError)
}
