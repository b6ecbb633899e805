import Timeline

/// Sums series of one signal that come from several probers.
enum ProberSum {
  /// Returns the series with those of one key and step summed, in order of first appearance.
  ///
  /// Each prober counts blocks of its own, so a prober without a value is a gap and no fall: the
  /// bin is missing and bears `proberSilent`.
  static func summed(_ parts: [Series], _ findings: inout FindingRecorder) -> [Series] {
    var groups: [SignalKey: [Series]] = [:]
    var order: [SignalKey] = []
    for part in parts {
      if groups[part.key] == nil { order.append(part.key) }
      groups[part.key, default: []].append(part)
    }
    return order.flatMap { key in
      let group = groups[key] ?? []
      guard group.count > 1, group.allSatisfy({ isAligned($0, group[0]) }) else { return group }
      return [sum(group, &findings)]
    }
  }

  private static func isAligned(_ a: Series, _ b: Series) -> Bool {
    a.step == b.step && (a.start - b.start) % a.step == 0
  }

  private static func sum(_ group: [Series], _ findings: inout FindingRecorder) -> Series {
    let first = group[0]
    let step = first.step
    let start = group.map(\.start).min() ?? first.start
    let end = group.map(\.end).max() ?? first.end
    let count = (end - start) / step
    // Every part lies within the bounds that binning keeps, but together they may not.
    guard count <= group.reduce(0, { $0 + $1.count }) * 4 else { return first }
    var sums = [Double](repeating: 0, count: count)
    var seen = [Int](repeating: 0, count: count)
    for part in group {
      let offset = (part.start - start) / step
      for index in part.values.indices where !part.values[index].isNaN {
        sums[offset + index] += part.values[index]
        seen[offset + index] += 1
      }
    }
    var quality = [Quality](repeating: [], count: count)
    var gaps = 0
    for index in sums.indices where seen[index] < group.count {
      if seen[index] > 0 {
        gaps += 1
        quality[index] = .proberSilent
      }
      sums[index] = .nan
    }
    findings.record(
      .proberMissing, count: gaps,
      "\(first.key): bins in which some of \(group.count) probers have no value",
      "taken as missing and marked prober-silent, never as a fall")
    return Series(
      entity: first.entity, datasource: first.datasource, origin: first.origin, start: start,
      step: step, values: sums, quality: gaps > 0 ? quality : [], nativeStep: first.nativeStep,
      unit: first.unit)
  }
}
