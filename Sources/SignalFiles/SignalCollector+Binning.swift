import Timeline

extension SignalCollector.Column {
  /// Turns the points into a series on a grid, and records what had to be done for that.
  mutating func binned(
    origin: Origin, allowance: Int, _ findings: inout FindingRecorder
  ) -> Series {
    sortByTime(&findings)
    let native = key.datasource.sourceStep
    let grid = BinGrid(times: times, values: values, nativeStep: native)
    report(grid, native: native, &findings)
    let kept = dropFarTimes(step: grid.step, allowance: allowance, &findings)

    var from = grid.start(of: times[kept.lowerBound])
    var until = grid.start(of: times[kept.upperBound - 1])
    if let extent {
      let first = grid.start(of: extent.lowerBound)
      let last = grid.start(of: extent.upperBound)
      let low = min(from, first)
      let high = max(until, last)
      if low >= 0, (high - low) / grid.step < Int64(allowance) { (from, until) = (low, high) }
    }
    let count = Int((until - from) / grid.step) + 1
    var bins = [Double](repeating: .nan, count: count)
    let fixedMarks = baseMarks.union(grid.basis == .downsampled ? .downsampled : [])
    var quality: [Quality] =
      fixedMarks.isEmpty ? [] : Array(repeating: fixedMarks, count: count)
    fill(&bins, &quality, kept: kept, from: from, grid: grid, &findings)
    let isNormalised = quality.first?.contains(.normalised) ?? false
    return Series(
      entity: key.entity, datasource: key.datasource, origin: origin, start: UnixTime(from),
      step: Int(grid.step), values: bins, quality: quality,
      rebases: Rebase.ordered(
        rebases.map { Rebase(time: UnixTime(grid.start(of: $0.time)), ratio: $0.ratio) }),
      nativeStep: native,
      unit: isNormalised ? SignalReader.normalisedUnit : nil)
  }

  /// Puts each point into the bin that holds it; of several values in a bin the last counts.
  private func fill(
    _ bins: inout [Double], _ quality: inout [Quality], kept: Range<Int>, from: Int64,
    grid: BinGrid, _ findings: inout FindingRecorder
  ) {
    var irregular = (count: 0, first: 0)
    var duplicates = (count: 0, first: 0)
    var conflicts = (count: 0, first: 0)
    var repeated = 0
    var previous = -1
    for index in kept {
      let offset = times[index] - from
      let bin = Int(offset / grid.step)
      let value = values[index]
      let isOff = offset % grid.step != 0
      if isOff, grid.basis != .repeated {
        if irregular.count == 0 { irregular.first = index }
        irregular.count += 1
      }
      if bin == previous {
        let earlier = bins[bin]
        if isOff, grid.basis == .repeated {
          repeated += 1
        } else if earlier == value || earlier.isNaN || value.isNaN {
          if duplicates.count == 0 { duplicates.first = index }
          duplicates.count += 1
        } else {
          if conflicts.count == 0 { conflicts.first = index }
          conflicts.count += 1
          mark(.conflicting, bin, &quality, bins.count)
        }
      }
      if !value.isNaN || bin != previous { bins[bin] = value }
      if !marks.isEmpty, !marks[index].isEmpty {
        mark(marks[index], bin, &quality, bins.count)
      }
      previous = bin
    }
    findings.record(
      .irregularTime, count: irregular.count, example(irregular.first),
      "each point went to the bin that holds it")
    findings.record(
      .duplicatePoint, count: duplicates.count, example(duplicates.first), "counted once")
    findings.record(
      .conflictingPoints, count: conflicts.count, example(conflicts.first),
      "the last of the input counts; the bin is marked conflicting")
    findings.record(
      .repeatedValues, count: repeated,
      "\(key): \(repeated) values repeated within bins of \(grid.step) s",
      "the source's own step of \(grid.step) s was restored")
  }

  private func mark(_ mark: Quality, _ bin: Int, _ quality: inout [Quality], _ count: Int) {
    if quality.isEmpty { quality = Array(repeating: [], count: count) }
    quality[bin].formUnion(mark)
  }

  private func example(_ index: Int) -> String {
    "\(key): first at \(UnixTime(times[index])), value \(values[index].plainText)"
  }

  /// Brings the points into order of time; those of one time keep the order of the input.
  private mutating func sortByTime(_ findings: inout FindingRecorder) {
    guard disordered > 0 else { return }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    times = order.map { times[$0] }
    values = order.map { values[$0] }
    if !marks.isEmpty { marks = order.map { marks[$0] } }
    findings.record(
      .outOfOrder, count: disordered, "\(key): \(disordered) points after a later one",
      "sorted by time")
  }

  /// The points to keep: times far from the median are left out until the grid fits.
  private func dropFarTimes(
    step: Int64, allowance: Int, _ findings: inout FindingRecorder
  ) -> Range<Int> {
    var kept = times.startIndex..<times.endIndex
    let median = times[times.count / 2]
    let widest = step.multipliedReportingOverflow(by: Int64(max(1, allowance)))
    guard !widest.overflow else { return kept }
    while kept.count > 1,
      times[kept.upperBound - 1] - times[kept.lowerBound] >= widest.partialValue - step
    {
      let isFirstFarther =
        median - times[kept.lowerBound] > times[kept.upperBound - 1] - median
      let lost = isFirstFarther ? kept.lowerBound : kept.upperBound - 1
      kept =
        isFirstFarther
        ? kept.lowerBound + 1..<kept.upperBound : kept.lowerBound..<kept.upperBound - 1
      findings.record(
        .farTime, "\(example(lost)); the middle of the points is \(UnixTime(median))",
        "left out, because the bins between would be out of proportion")
    }
    return kept
  }

  private func report(_ grid: BinGrid, native: Int?, _ findings: inout FindingRecorder) {
    switch grid.basis {
    case .native, .repeated: break
    case .downsampled:
      findings.record(
        .downsampled, SignalCollector.downsampledText(key, step: Int(grid.step), native: native),
        SignalCollector.downsampledRemedy)
    case .finer:
      findings.record(
        .finerStep, "\(key): step \(grid.step) s, the source's own is \(native ?? 0) s",
        "kept as it is")
    case .inferred:
      let basis = times.count > 1 ? "the most common distance of the times" : "a single point"
      findings.record(
        .stepInferred, "\(key): step \(grid.step) s from \(basis)", "used as the signal's step")
    }
    if grid.phase != 0 {
      findings.record(
        .gridOffset, "\(key): bins start \(grid.phase) s after a multiple of \(grid.step) s",
        "kept as it is")
    }
  }
}

extension SignalCollector {
  /// The words for a step that is coarser than the source's own.
  static func downsampledText(_ key: SignalKey, step: Int, native: Int?) -> String {
    "\(key): step \(step) s, the source's own is \(native ?? 0) s"
  }

  /// What a coarser step means and what to do about it.
  static let downsampledRemedy =
    "marked downsampled: averages, not comparable with IODA's events; ask again for a shorter range"
}
