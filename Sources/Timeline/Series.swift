/// One signal: the values of one datasource for one entity on a fixed grid of bins.
///
/// A missing bin holds NaN in `values` and is never zero. Bin `i` is `[start + i × step,
/// start + (i + 1) × step)`.
public struct Series: Sendable {
  /// What the signal is about.
  public var entity: Entity
  /// Where it comes from.
  public var datasource: Datasource
  /// Who computed it.
  public var origin: Origin
  /// The start of the first bin.
  public var start: UnixTime
  /// The length of a bin in seconds; positive.
  public var step: Int
  /// One value a bin, NaN where missing.
  public var values: [Double]
  /// One set of marks a bin, or empty when no bin bears a mark.
  public var quality: [Quality]
  /// The changes of what observes the signal, in ascending order of time, no time twice.
  public var rebases: [Rebase]
  /// The source's own step where known; a coarser `step` means that the values were averaged.
  public var nativeStep: Int?
  /// The unit of the values.
  public var unit: String

  /// Creates a series; `quality` is empty or as long as `values`.
  public init(
    entity: Entity, datasource: Datasource, origin: Origin = .file, start: UnixTime, step: Int,
    values: [Double], quality: [Quality] = [], rebases: [Rebase] = [], nativeStep: Int? = nil,
    unit: String? = nil
  ) {
    precondition(step > 0, "a series needs a positive step")
    precondition(quality.isEmpty || quality.count == values.count, "one set of marks a bin")
    self.entity = entity
    self.datasource = datasource
    self.origin = origin
    self.start = start
    self.step = step
    self.values = values
    self.quality = quality
    self.rebases = rebases
    self.nativeStep = nativeStep ?? datasource.nativeStep
    self.unit = unit ?? datasource.unit
  }

  /// The number of bins.
  public var count: Int { values.count }

  /// The end of the last bin.
  public var end: UnixTime { start + step * values.count }

  /// The start of bin `index`.
  @inlinable
  public func time(at index: Int) -> UnixTime { start + step * index }

  /// The value of bin `index`, or nothing when it is missing.
  @inlinable
  public func value(at index: Int) -> Double? {
    let value = values[index]
    return value.isNaN ? nil : value
  }

  /// The marks of bin `index`.
  @inlinable
  public func marks(at index: Int) -> Quality { quality.isEmpty ? [] : quality[index] }

  /// The bin that holds `time`, or nothing outside the series.
  public func index(of time: UnixTime) -> Int? {
    guard time >= start, time < end else { return nil }
    return (time - start) / step
  }

  /// The number of bins that hold a value. O(n).
  public var presentCount: Int { values.reduce(into: 0) { $0 += $1.isNaN ? 0 : 1 } }

  /// Whether the values were averaged over several native bins.
  public var isDownsampled: Bool { nativeStep.map { step > $0 } ?? false }

  /// The key that names a signal: its entity and its datasource.
  public var key: SignalKey { SignalKey(entity: entity, datasource: datasource) }
}
