import Timeline

/// The bins of one signal that a run is to judge, in ascending order of time.
struct NewBins: Sendable {
  /// The most missing bins a present one may stand for; a run that is sparser is not compared with
  /// other signals, because its grid could be without bound.
  private static let sparsest = 4_096

  let key: SignalKey
  let step: Int
  let bins: [WatchedBin]

  /// The bins on their grid, NaN where missing; without any bin when they are too sparse.
  var series: Series {
    guard let first = bins.first, let last = bins.last else { return empty }
    let count = (last.time - first.time) / step + 1
    guard count <= bins.count * NewBins.sparsest else { return empty }
    var values = [Double](repeating: .nan, count: count)
    for bin in bins { values[(bin.time - first.time) / step] = bin.value }
    return Series(
      entity: key.entity, datasource: key.datasource, start: first.time, step: step,
      values: values)
  }

  private var empty: Series {
    Series(
      entity: key.entity, datasource: key.datasource, start: UnixTime(0), step: step, values: [])
  }
}
