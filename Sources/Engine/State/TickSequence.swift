import Timeline

/// The present bins of many series as ticks, in the order in which they can be decided.
///
/// A tick holds the bins of one datasource with one start and one step. Order: end of the bin,
/// datasource, step, then entity within a tick (DESIGN 1).
struct TickSequence: Sequence {
  struct Bin {
    /// The position of the series.
    let series: Int
    /// The position of the bin in it.
    let index: Int
    let value: Double
  }

  struct Element {
    let datasource: Datasource
    let time: UnixTime
    let step: Int
    var bins: [Bin]
  }

  private let series: [Series]

  /// Takes series in ascending order of their keys.
  init(_ series: [Series]) {
    self.series = series
  }

  func makeIterator() -> Iterator { Iterator(series) }

  struct Iterator: IteratorProtocol {
    private let series: [Series]
    /// The next present bin of each series.
    private var heads: [Int?]

    init(_ series: [Series]) {
      self.series = series
      heads = series.map { one in one.values.firstIndex { !$0.isNaN } }
    }

    /// O(series) a tick.
    mutating func next() -> Element? {
      var best: (end: UnixTime, datasource: Datasource, step: Int)?
      for (position, index) in heads.enumerated() {
        guard let index else { continue }
        let one = series[position]
        let end = one.time(at: index) + one.step
        if let other = best {
          if end > other.end { continue }
          if end == other.end {
            if one.datasource > other.datasource { continue }
            if one.datasource == other.datasource, one.step >= other.step { continue }
          }
        }
        best = (end, one.datasource, one.step)
      }
      guard let best else { return nil }
      var element = Element(
        datasource: best.datasource, time: best.end - best.step, step: best.step, bins: [])
      for (position, index) in heads.enumerated() {
        guard let index, series[position].datasource == best.datasource,
          series[position].step == best.step, series[position].time(at: index) == element.time
        else { continue }
        element.bins.append(
          Bin(series: position, index: index, value: series[position].values[index]))
        heads[position] = series[position].values[(index + 1)...].firstIndex { !$0.isNaN }
      }
      return element
    }
  }
}
