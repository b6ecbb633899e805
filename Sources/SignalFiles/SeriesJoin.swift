import Timeline

/// Joins series of one signal that come from several inputs.
enum SeriesJoin {
  /// Joins a group of one key, in the order of the inputs; the group must not be empty.
  static func joined(_ group: [Series], _ findings: inout FindingRecorder) -> Series {
    guard group.count > 1 else { return group[0] }
    // A single bin does not show its step, so it takes that of the others.
    let telling = group.contains { $0.count > 1 } ? group.filter { $0.count > 1 } : group
    let step = telling.map(\.step).min() ?? group[0].step
    let phase = telling.first { $0.step == step }.map { $0.start.seconds % Int64(step) } ?? 0
    var parts = group.compactMap { part in
      let rest = (part.start.seconds - phase) % Int64(step)
      if part.count > 1 { return part.step == step && rest == 0 ? part : nil }
      var moved = part
      moved.step = step
      moved.start = part.start - Int(rest < 0 ? rest + Int64(step) : rest)
      return moved.start.seconds >= 0 ? moved : nil
    }
    findings.record(
      .differingSteps, count: group.count - parts.count,
      "\(group[0].key): inputs hold it on different grids",
      "the one of \(step) s was kept, the others left out")
    dropFarParts(&parts, step: step, &findings)
    let start = parts.map(\.start).min() ?? group[0].start
    let end = parts.map(\.end).max() ?? group[0].end
    return overlaid(parts, start: start, count: (end - start) / step, &findings)
  }

  /// Leaves out parts that lie so far off that the bins between would be out of proportion.
  private static func dropFarParts(
    _ parts: inout [Series], step: Int, _ findings: inout FindingRecorder
  ) {
    let bins = parts.reduce(0) { $0 + $1.count }
    let allowance = bins * 64 + SignalCollector.spareBins
    while parts.count > 1, let start = parts.map(\.start).min(), let end = parts.map(\.end).max(),
      (end - start) / step > allowance
    {
      let middle = parts.map(\.start).sorted()[parts.count / 2]
      let far = parts.indices.max { abs(parts[$0].start - middle) < abs(parts[$1].start - middle) }
      guard let far else { return }
      let lost = parts.remove(at: far)
      findings.record(
        .farTime, count: lost.count, "\(lost.key): \(lost.count) bins from \(lost.start)",
        "left out, because the bins between would be out of proportion")
    }
  }

  private static func overlaid(
    _ parts: [Series], start: UnixTime, count: Int, _ findings: inout FindingRecorder
  ) -> Series {
    var values = [Double](repeating: .nan, count: count)
    var quality: [Quality] =
      parts.contains { !$0.quality.isEmpty } ? Array(repeating: [], count: count) : []
    var overlaps = 0
    var conflicts = 0
    var firstConflict = 0
    for part in parts {
      let offset = (part.start - start) / part.step
      for index in part.values.indices {
        let bin = offset + index
        let value = part.values[index]
        let marks = part.marks(at: index)
        // Why one input has no value says nothing about the value of another.
        if value.isNaN {
          if values[bin].isNaN, !quality.isEmpty { quality[bin].formUnion(marks) }
          continue
        }
        if !quality.isEmpty {
          if values[bin].isNaN { quality[bin] = marks } else { quality[bin].formUnion(marks) }
        }
        if values[bin] == value {
          overlaps += 1
        } else if !values[bin].isNaN {
          if conflicts == 0 { firstConflict = bin }
          conflicts += 1
          if quality.isEmpty { quality = Array(repeating: [], count: count) }
          quality[bin].formUnion(.conflicting)
        }
        values[bin] = value
      }
    }
    let last = parts[parts.count - 1]
    let key = last.key
    findings.record(
      .overlappingInputs, count: overlaps, "\(key): \(overlaps) bins came twice with one value",
      "counted once")
    findings.record(
      .conflictingInputs, count: conflicts,
      "\(key): first at \(start + firstConflict * last.step)",
      "the later input counts; the bin is marked conflicting")
    return Series(
      entity: last.entity, datasource: last.datasource, origin: parts[0].origin, start: start,
      step: last.step, values: values, quality: quality,
      rebases: Rebase.ordered(parts.flatMap(\.rebases)), nativeStep: last.nativeStep,
      unit: last.unit)
  }
}
