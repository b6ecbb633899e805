public import Timeline

/// How the minutes of a telescope become the bins that detection reads.
public enum MinuteAggregate: String, Sendable, CaseIterable {
  /// The lower median of the minutes that are present: a single odd minute moves nothing.
  case median
  /// Their mean, which IODA's files of 2019 hold.
  case mean

  /// The least minutes that make a bin.
  static let least = 3

  /// The series in bins of `step` seconds, a multiple of its own, aligned to the epoch.
  ///
  /// A bin with fewer than three present minutes has no value. A median is trusted where at least
  /// three of the present minutes and more than half of them are: it then lies among the values of
  /// these, whatever the others hold. Else, as a mean, it bears the marks of all its minutes. O(n).
  public func bins(of series: Series, step: Int = 300) -> Series {
    guard step > series.step, step % series.step == 0, series.count > 0 else { return series }
    let start = series.start.floored(to: step)
    let end = (series.end - 1).floored(to: step) + step
    let count = (end - start) / step
    var values = [Double](repeating: .nan, count: count)
    var quality = [Quality](repeating: [], count: count)
    for bin in 0..<count {
      let from = (start + bin * step - series.start) / series.step
      var present: [Double] = []
      var trusted = 0
      var marks: Quality = []
      for index in max(0, from)..<min(series.count, from + step / series.step) {
        marks.formUnion(series.marks(at: index))
        guard let value = series.value(at: index) else { continue }
        present.append(value)
        if series.marks(at: index).isTrusted { trusted += 1 }
      }
      guard present.count >= MinuteAggregate.least else {
        quality[bin] = marks.union(.captureGap)
        continue
      }
      switch self {
      case .median:
        present.sort()
        values[bin] = present[(present.count - 1) / 2]
        let isTrusted = trusted >= MinuteAggregate.least && trusted * 2 > present.count
        quality[bin] = isTrusted ? [] : marks
      case .mean:
        values[bin] = present.reduce(0, +) / Double(present.count)
        quality[bin] = marks
      }
    }
    return Series(
      entity: series.entity, datasource: series.datasource, origin: series.origin, start: start,
      step: step, values: values,
      quality: quality.contains { !$0.isEmpty } ? quality : [], nativeStep: step,
      unit: series.unit)
  }
}
