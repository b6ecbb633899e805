import Detection

extension EventTracker {
  /// Scales what later bins are compared with: what observes the signal has changed.
  ///
  /// What was reported stays as it was: values are those that were observed.
  mutating func rescale(by ratio: Double) {
    state.previousValue *= ratio
    // A half-filled bin before the change can no longer be told from the change.
    undo = []
    // The parts are changed in a copy: each sees the others through the event.
    guard var open = state.open else { return }
    open.finder.rescale(by: ratio)
    open.namer.rescale(by: ratio)
    open.shift.rescale(by: ratio)
    state.open = open
  }
}
