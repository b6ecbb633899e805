public import Timeline

/// A made-up signal: a level with what befalls it, in hours from its start.
public struct SyntheticSignal: Sendable {
  /// The first bin: 2019-11-09T00:00Z, a whole week before the outage of that November.
  public static let start = UnixTime(1_573_257_600)

  /// What the signal is about.
  public var key: SignalKey
  /// The start of the first bin.
  public var start: UnixTime
  /// The length of a bin in seconds.
  public let step: Int
  /// One value a bin, NaN where missing.
  public var values: [Double]
  /// The marks of each bin; empty for none.
  public var quality: [Quality] = []

  /// Creates a signal that stays at `level` for `hours`.
  public init(
    _ entity: String = "country/IR", _ datasource: Datasource = .probing, level: Double = 1_000,
    hours: Double, step: Int? = nil, start: UnixTime = SyntheticSignal.start
  ) {
    key = SignalKey(
      entity: Entity(entity) ?? Entity(kind: .country, canonicalCode: "IR"), datasource: datasource)
    self.start = start
    self.step = step ?? datasource.nativeStep ?? 600
    values = Array(repeating: level, count: Int(hours * 3_600) / self.step)
  }

  /// The bin that starts `hours` after the start of the signal.
  public func bin(_ hours: Double) -> Int { min(values.count, Int(hours * 3_600) / step) }

  /// The start of the bin that starts `hours` after the start of the signal.
  public func time(_ hours: Double) -> UnixTime { start + step * bin(hours) }

  /// Sets the bins from one hour to another, the last left out.
  public mutating func set(_ value: Double, from: Double, to: Double) {
    for index in bin(from)..<bin(to) { values[index] = value }
  }

  /// Sets the bins from one hour to the end.
  public mutating func set(_ value: Double, from: Double) {
    for index in bin(from)..<values.count { values[index] = value }
  }

  /// Marks the bins from one hour to another.
  public mutating func mark(_ marks: Quality, from: Double, to: Double) {
    if quality.isEmpty { quality = Array(repeating: [], count: values.count) }
    for index in bin(from)..<bin(to) { quality[index].formUnion(marks) }
  }

  /// Moves each present bin by a random part of its value, at most `part`, in whole numbers.
  public mutating func jitter(_ part: Double, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for index in values.indices where values[index] > 0 {
      values[index] = (values[index] * (1 + part * (2 * random.unit() - 1))).rounded()
    }
  }

  /// The signal as a series.
  public var series: Series {
    Series(
      entity: key.entity, datasource: key.datasource, start: start, step: step, values: values,
      quality: quality)
  }

  /// A signal with noise, falls of every depth, zeros, missing bins and gaps longer than a day.
  public static func wild(
    seed: UInt64, bins: Int, datasource: Datasource = .probing, step: Int? = nil
  ) -> SyntheticSignal {
    var random = SeededRandom(seed: seed)
    let level = 10 + 2_000 * random.unit()
    var signal = SyntheticSignal(
      "country/IR", datasource, level: level.rounded(), hours: 0, step: step)
    var remaining = 0
    var factor = 1.0
    var isMissing = false
    for _ in 0..<bins {
      if remaining == 0 {
        isMissing = random.unit() < 0.05
        let kind = random.unit()
        factor = kind < 0.5 ? 1 : kind < 0.6 ? 0 : kind < 0.7 ? 2.5 : random.unit()
        let longest = random.unit() < 0.05 ? 400.0 : 60
        remaining = 1 + Int(longest * random.unit())
      }
      remaining -= 1
      let noise = 1 + 0.05 * (2 * random.unit() - 1)
      signal.values.append(
        isMissing || random.unit() < 0.01 ? .nan : (level * factor * noise).rounded())
    }
    return signal
  }
}
