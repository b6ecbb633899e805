import Timeline

extension TickShape {
  /// So few points that their distance says nothing of the signal's step.
  private static let fewPoints = 3

  /// The shape of a signal that is met for the first time.
  ///
  /// Of a few points the source's own step is taken: what lies between them may be missing bins.
  static func ofNew(_ series: Series) -> TickShape {
    guard series.presentCount <= fewPoints, let native = series.nativeStep,
      let first = series.values.firstIndex(where: { !$0.isNaN })
    else { return TickShape(series) }
    let shape = TickShape(at: series.time(at: first), step: native)
    return shape.fits(series) ? shape : TickShape(series)
  }

  /// The present bins of a series, when they are bins of this shape; nothing when they are not.
  ///
  /// A feed that hands over new points only may hand over two with a bin missing between them: their
  /// step then seems twice the signal's. A series of many points at a coarser step holds averages.
  func bins(of series: Series) -> [WatchedBin]? {
    let isSame = self == TickShape(series)
    let isSparse = series.presentCount <= TickShape.fewPoints || series.nativeStep == nil
    guard isSame || isSparse && fits(series) else { return nil }
    var bins: [WatchedBin] = []
    series.forEachWatchedBin { bin, _ in
      bins.append(
        WatchedBin(
          time: bin.time, value: bin.value,
          quality: isSame ? bin.quality : bin.quality.subtracting(.downsampled),
          rebase: bin.rebase))
    }
    return bins
  }

  /// Whether all present bins start where bins of this shape do.
  private func fits(_ series: Series) -> Bool {
    series.values.indices.allSatisfy { index in
      series.values[index].isNaN || TickShape(at: series.time(at: index), step: step) == self
    }
  }
}
