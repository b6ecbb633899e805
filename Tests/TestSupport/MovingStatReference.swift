public import Detection

/// IODA's published rule written down as plainly as possible, for comparison bin by bin.
///
/// Plain arrays, sorted anew for each bin. It keeps its history as a list of points, not as a ring,
/// so that nothing is shared with the engine. O(n × window log window).
public struct MovingStatReference {
  /// A bin that came out.
  public struct Output: Equatable, Sendable {
    /// The level, nothing without a verdict.
    public var level: Level?
    /// The expected value, NaN in warm-up.
    public var baseline: Double
  }

  /// Judges `values`, one a bin of `step` seconds; `cap` is the longest inpainting, nothing for none.
  public static func judge(
    _ values: [Double], step: Int, window: Int, warmUp: Int, warning: Double, critical: Double,
    floor: Double, cap: Int?
  ) -> [Output?] {
    var history: [(time: Int, value: Double)] = []
    var raw: [(time: Int, value: Double)] = []
    var outputs: [Output?] = []

    func lowerMedian() -> Double {
      let sorted = history.map(\.value).sorted()
      let rank = Int((Double(sorted.count) * 1 / 2).rounded(.up))
      return sorted[rank - 1]
    }

    for (index, value) in values.enumerated() {
      let now = index * step
      guard !value.isNaN else {
        outputs.append(nil)
        continue
      }
      history = history.filter { $0.time >= now - window }
      guard let first = history.first, first.time <= now - warmUp else {
        history.append((now, value))
        outputs.append(Output(level: nil, baseline: .nan))
        continue
      }
      var expected = lowerMedian()
      var stored = value
      let isExtreme = expected > 0 && value / expected < warning
      if let cap, isExtreme {
        if raw.isEmpty || raw[0].time > now - cap {
          raw.append((now, value))
          stored = expected
        } else {
          history = raw.filter { $0.time >= now - window }
          raw = []
          guard let first = history.first, first.time <= now - warmUp else {
            history.append((now, value))
            outputs.append(Output(level: nil, baseline: .nan))
            continue
          }
          expected = lowerMedian()
        }
      } else {
        raw = []
      }
      history.append((now, stored))
      guard expected > 0, expected >= floor else {
        outputs.append(Output(level: nil, baseline: expected))
        continue
      }
      let ratio = value / expected
      outputs.append(
        Output(
          level: ratio < critical ? .critical : ratio < warning ? .warning : .normal,
          baseline: expected))
    }
    return outputs
  }

  /// Judges `values` with the numbers of a rule whose inpainting is capped or off.
  public static func judge(_ values: [Double], step: Int, rule: SignalRule) -> [Output?] {
    var cap: Int?
    if case .capped(let seconds) = rule.inpainting { cap = seconds }
    return judge(
      values, step: step, window: rule.window, warmUp: rule.warmUp, warning: rule.warning,
      critical: rule.critical, floor: rule.floor, cap: cap)
  }

  /// The bins in which `verdicts` differ from the reference.
  public static func differences(_ verdicts: [Verdict], _ outputs: [Output?]) -> [Int] {
    verdicts.indices.filter { index in
      let verdict = verdicts[index]
      guard let output = outputs[index] else { return verdict.absence != .missing }
      return verdict.level != output.level
        || (verdict.baseline.isNaN ? !output.baseline.isNaN : verdict.baseline != output.baseline)
    }
  }
}
