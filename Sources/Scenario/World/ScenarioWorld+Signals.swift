public import Timeline

extension ScenarioWorld {
  /// All signals of the world, or those of one datasource, with membership, credit and notice.
  ///
  /// O(bins × signals).
  public func signalSet(of datasource: Datasource? = nil) -> SignalSet {
    var series: [Series] = []
    for member in entities {
      for signal in member.signals where datasource == nil || signal.datasource == datasource {
        series.append(self.series(of: signal, for: member.entity))
      }
    }
    return SignalSet(
      series: series.sorted { $0.key < $1.key }, membership: membership, credits: [credit],
      notices: [notice])
  }

  /// The series of one signal of an entity.
  public func series(of signal: SignalModel, for entity: Entity) -> Series {
    let step = signal.datasource.nativeStep ?? 300
    let start = from.floored(to: step)
    let count = max(0, (until - start) / step)
    let noise = NoiseStream(seed: seed, label: "\(signal.datasource) \(entity)")
    var playback = ScriptPlayback(signal: signal, step: step)
    var values = [Double](repeating: .nan, count: count)
    for bin in values.indices {
      let time = start + bin * step
      let position = playback.advance(to: time)
      if let published = position.published {
        values[bin] = signal.scale == 1 ? published : signal.rounded(published * signal.scale)
        continue
      }
      guard position.share > 0 else {
        values[bin] = 0
        continue
      }
      let mean = signal.quietValue(at: time) * position.share
      let offset = signal.noise.offset(in: bin, from: noise) * position.share.squareRoot()
      values[bin] = signal.rounded(mean + offset)
    }
    for (index, fault) in faults.enumerated() where fault.datasource == signal.datasource {
      let part = NoiseStream(seed: seed, label: "fault \(signal.datasource) \(index) \(entity)")
        .unit(0)
      apply(fault, part: part, to: &values, start: start, step: step, signal: signal)
    }
    return Series(
      entity: entity, datasource: signal.datasource, start: start, step: step, values: values)
  }

  /// Lets a fault act on the bins that bear no published figure; a missing bin wins over all.
  private func apply(
    _ fault: InstrumentFault, part: Double, to values: inout [Double], start: UnixTime,
    step: Int, signal: SignalModel
  ) {
    let published = Set(
      signal.script.points.lazy.filter { $0.publishedValue != nil }
        .map { $0.time.floored(to: step) })
    let first = max(0, (fault.from.floored(to: step) - start) / step)
    let last = min(values.count, (fault.until - start + step - 1) / step)
    guard first < last else { return }
    for bin in first..<last {
      switch fault.effect {
      case .missing:
        values[bin] = .nan
      case .zero:
        values[bin] = 0
      case .scaled(let range):
        guard !published.contains(start + bin * step) else { continue }
        let factor = range.lowerBound + part * (range.upperBound - range.lowerBound)
        values[bin] = signal.rounded(values[bin] * factor)
      }
    }
  }
}
