public import Timeline

/// Calls every bin normal: the template for a new detector and the floor of every comparison.
public struct NullDetector: Detector {
  /// What the detector says of itself.
  public static let descriptor = DetectorDescriptor(
    name: "null", summary: "calls every bin normal", reference: "none")

  /// Creates a detector; the rule changes nothing.
  public init(rule: SignalRule, step: Int) {}

  /// Calls the bin normal.
  public mutating func observe(
    _ value: Double, at time: UnixTime, in window: inout SignalWindow
  ) -> Verdict {
    window.advance(before: time) { _ in }
    _ = window.append(observed: value, entered: value, at: time)
    return Verdict(level: .normal, baseline: value, ratio: value > 0 ? 1 : .nan, score: 0)
  }

  /// Does nothing: there is no level.
  public mutating func acceptLevel(in window: inout SignalWindow) {}

  /// Scales the window: there is nothing else.
  public mutating func rescale(by ratio: Double, in window: inout SignalWindow) {
    window.scale(by: ratio)
  }

  /// Writes nothing: there is no state.
  public func encodeMachine(into writer: inout StateWriter) {}

  /// Reads nothing.
  public mutating func resume(
    from window: SignalWindow, decoding reader: inout StateReader
  ) throws(StateError) {}
}
