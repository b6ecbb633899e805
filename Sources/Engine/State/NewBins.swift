import Timeline

/// The bins of one signal that a run is to judge, in ascending order of time.
struct NewBins: Sendable {
  /// The most missing bins a present one may stand for; a run that is sparser is not compared with
  /// other signals, because its grid could be without bound.
  private static let sparsest = 4_096

  let key: SignalKey
  let step: Int
  /// The bins on their grid, NaN where missing; without any bin when they are too sparse for one.
  let series: Series
  /// The bins themselves, when they are too sparse for a grid.
  private let sparse: [WatchedBin]

  /// Takes a series as it stands.
  init(_ series: Series) {
    key = series.key
    step = series.step
    self.series = series
    sparse = []
  }

  /// Takes bins in ascending order of time.
  init(key: SignalKey, step: Int, bins: [WatchedBin]) {
    self.key = key
    self.step = step
    let first = bins.first?.time ?? UnixTime(0)
    let count = bins.last.map { ($0.time - first) / step + 1 } ?? 0
    let isSparse = count > bins.count * NewBins.sparsest
    var values = [Double](repeating: .nan, count: isSparse ? 0 : count)
    var quality = [Quality](repeating: [], count: values.count)
    for bin in bins where !isSparse {
      values[(bin.time - first) / step] = bin.value
      quality[(bin.time - first) / step] = bin.quality
    }
    let rebases = bins.filter { $0.rebase != 1 }.map { Rebase(time: $0.time, ratio: $0.rebase) }
    series = Series(
      entity: key.entity, datasource: key.datasource, start: first, step: step, values: values,
      quality: quality, rebases: rebases)
    sparse = isSparse ? bins : []
  }

  /// Calls `body` with each present bin and its place on the grid, in order of time.
  func forEach(_ body: (WatchedBin, Int) -> Void) {
    for bin in sparse { body(bin, 0) }
    series.forEachWatchedBin(body)
  }
}
