import Detection
public import Timeline

/// The traces of a run by signal, for looking up what a source said at a time.
public struct TraceTable: Sendable {
  private let traces: [SignalTrace]
  private let positions: [SignalKey: Int]
  private let sources: Set<Datasource>

  /// Creates a table; of two traces of one signal the later wins.
  public init(_ traces: [SignalTrace]) {
    self.traces = traces
    positions = Dictionary(traces.indices.map { (traces[$0].series.key, $0) }) { $1 }
    sources = Set(traces.map(\.series.datasource))
  }

  /// The trace of a signal.
  public subscript(key: SignalKey) -> SignalTrace? { positions[key].map { traces[$0] } }

  /// The datasources that hold a signal of an entity, in order.
  public func datasources(of entity: Entity) -> [Datasource] {
    traces.lazy.map(\.series.key).filter { $0.entity == entity }.map(\.datasource).sorted()
  }

  /// Whether each datasource that has a signal of `whole` has one of `part` too. O(datasources).
  func covers(_ whole: Entity, with part: Entity) -> Bool {
    sources.allSatisfy { source in
      positions[SignalKey(entity: whole, datasource: source)] == nil
        || positions[SignalKey(entity: part, datasource: source)] != nil
    }
  }

  /// What a signal was expected to be in the bin of `time`; nothing without a verdict.
  public func level(_ key: SignalKey, at time: UnixTime) -> Double? {
    guard let trace = self[key], let index = trace.series.index(of: time),
      trace.verdicts[index].level != nil
    else { return nil }
    return trace.verdicts[index].baseline
  }

  /// What a signal had lost in the bin of `time`, in its unit; nothing when the source cannot tell.
  public func loss(_ key: SignalKey, at time: UnixTime) -> Double? {
    guard let trace = self[key], let index = trace.series.index(of: time),
      trace.verdicts[index].level != nil, trace.series.marks(at: index).isTrusted,
      !trace.series.marks(at: index).contains(.normalised),
      let value = trace.series.value(at: index)
    else { return nil }
    return trace.verdicts[index].baseline - value
  }

  /// Whether a source can speak for an entity in the window from `from` up to `until`.
  func testimony(_ key: SignalKey, from: UnixTime, until: UnixTime) -> Testimony {
    guard let trace = self[key] else { return .silent("no signal in the input") }
    let series = trace.series
    var present = 0
    var trusted = 0
    var judged = 0
    var level = 0.0
    var isWarmUp = false
    var ratioBefore = Double.nan
    for index in series.values.indices {
      let time = series.time(at: index)
      guard time < until else { break }
      guard time >= from - 3_600, series.value(at: index) != nil else { continue }
      let verdict = trace.verdicts[index]
      let isTrusted = series.marks(at: index).isTrusted
      guard time >= from else {
        if isTrusted, verdict.level != nil { ratioBefore = verdict.ratio }
        continue
      }
      present += 1
      guard isTrusted else { continue }
      trusted += 1
      if verdict.level != nil { judged += 1 }
      if verdict.absence == .warmUp { isWarmUp = true }
      if !verdict.baseline.isNaN { level = max(level, verdict.baseline) }
    }
    if judged * series.step * 2 >= until - from { return ratioBefore < 0.5 ? .spent : .speaks }
    let last = series.values.lastIndex { !$0.isNaN }.map { series.time(at: $0) + series.step }
    if judged > 0, let last, last < until { return .undecided(seconds: last - from) }
    if present == 0 { return .silent("no values in the window of judgement") }
    if trusted == 0 { return .silent("no bin that can be trusted in the window of judgement") }
    if judged > 0 {
      return .silent("verdicts in less than half of the window of judgement")
    }
    return .silent(
      isWarmUp
        ? "not enough history"
        : "small baseline: level \(level.fixed(1)) is below the floor of \(trace.floor.plainText)")
  }

  /// The lowest trusted value of a signal between two times, `until` left out.
  func minimum(_ key: SignalKey, from: UnixTime, until: UnixTime) -> Double? {
    guard let trace = self[key] else { return nil }
    var lowest: Double?
    for index in trace.series.values.indices {
      let time = trace.series.time(at: index)
      guard time >= from, time < until, trace.series.marks(at: index).isTrusted,
        let value = trace.series.value(at: index)
      else { continue }
      lowest = min(lowest ?? value, value)
    }
    return lowest
  }
}
