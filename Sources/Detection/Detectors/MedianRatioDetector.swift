public import Timeline

/// Compares each bin with the median of its trailing window: IODA's rule, with or without defects.
///
/// The baseline is the lower nearest-rank median of the entered values of `[t − window, t)`, the bin
/// itself left out. The bin is critical or a warning when its ratio to the baseline is strictly
/// below the rule's. What a bin below the warning ratio leaves in the history is the rule's
/// `inpainting`. O(log window) a bin. Source: IODA's help page for the thresholds; the behaviour of
/// its moving statistic as described in Docs/Detectors/median-ratio.md.
public struct MedianRatioDetector: Detector {
  /// What the detector says of itself.
  public static let descriptor = DetectorDescriptor(
    name: "median-ratio",
    summary: "compares each bin with the median of its trailing window",
    reference: "IODA help page, ioda.inetintel.cc.gatech.edu/help")

  private let rule: SignalRule
  private var median: SlidingMedian
  /// The first bin of the present stretch below the warning ratio, under capped inpainting.
  private var firstExtreme: UnixTime?
  /// The baseline of the present stretch below the warning ratio, under unlimited inpainting: what a
  /// gap that empties the window must not take away.
  private var held: Double?

  /// Creates a detector with an empty history.
  public init(rule: SignalRule, step: Int) {
    self.rule = rule
    median = SlidingMedian(expectedCount: max(1, rule.window / step))
  }

  /// Judges the bin at `time` and appends what the rule lets into the history.
  public mutating func observe(
    _ value: Double, at time: UnixTime, in window: inout SignalWindow
  ) -> Verdict {
    window.advance(before: time) { median.remove($0) }
    let isWarm = hasWarmedUp(window, at: time)
    guard isWarm || held != nil else {
      enter(value, observed: value, at: time, in: &window)
      return Verdict(absence: .warmUp)
    }
    var baseline = isWarm ? median.lowerMedian : held ?? .nan
    var ratio = baseline > 0 ? value / baseline : .nan
    var entered = value
    let isJudged = baseline >= rule.floor && baseline > 0
    switch rule.inpainting {
    case .off:
      break
    case .unlimited:
      if isJudged, ratio < rule.warning {
        entered = baseline
        held = baseline
      } else if isWarm {
        held = nil
      }
    case .capped(let seconds):
      if ratio < rule.warning {
        let first = firstExtreme ?? time
        if firstExtreme == nil || first > time - seconds {
          firstExtreme = first
          entered = baseline
        } else {
          accept(since: first, in: &window)
          guard hasWarmedUp(window, at: time) else {
            enter(value, observed: value, at: time, in: &window)
            return Verdict(absence: .warmUp)
          }
          baseline = median.lowerMedian
          ratio = baseline > 0 ? value / baseline : .nan
        }
      } else {
        firstExtreme = nil
      }
    }
    enter(entered, observed: value, at: time, in: &window)
    guard baseline >= rule.floor, baseline > 0 else {
      return Verdict(absence: .smallBaseline, baseline: baseline, ratio: ratio, score: 1 - ratio)
    }
    let level: Level =
      ratio < rule.critical ? .critical : ratio < rule.warning ? .warning : .normal
    return Verdict(level: level, baseline: baseline, ratio: ratio, score: 1 - ratio)
  }

  /// Whether the history reaches back by the warm-up's length.
  private func hasWarmedUp(_ window: SignalWindow, at time: UnixTime) -> Bool {
    guard let oldest = window.oldestEntered else { return false }
    return oldest <= time - rule.warmUp
  }

  private mutating func enter(
    _ value: Double, observed: Double, at time: UnixTime, in window: inout SignalWindow
  ) {
    if let evicted = window.append(observed: observed, entered: value, at: time) {
      median.replace(evicted, with: value)
    } else {
      median.insert(value)
    }
  }

  /// Takes what was observed as the history.
  public mutating func acceptLevel(in window: inout SignalWindow) {
    accept(since: nil, in: &window)
  }

  /// Scales the history and the baseline that is held.
  public mutating func rescale(by ratio: Double, in window: inout SignalWindow) {
    window.scale(by: ratio)
    median = SlidingMedian(rebuilding: window.enteredValues)
    if let held { self.held = held * ratio }
  }

  private mutating func accept(since first: UnixTime?, in window: inout SignalWindow) {
    window.enterObserved(since: first)
    median = SlidingMedian(rebuilding: window.enteredValues)
    firstExtreme = nil
    held = nil
  }

  /// Writes the first bin and the baseline of the present stretch.
  public func encodeMachine(into writer: inout StateWriter) {
    writer.write(firstExtreme)
    writer.write(held != nil)
    if let held { writer.write(held) }
  }

  /// Takes up the machine and sorts the window's values again.
  public mutating func resume(
    from window: SignalWindow, decoding reader: inout StateReader
  ) throws(StateError) {
    firstExtreme = try reader.optionalTime()
    held = try reader.flag() ? try reader.double() : nil
    median = SlidingMedian(rebuilding: window.enteredValues)
  }
}
