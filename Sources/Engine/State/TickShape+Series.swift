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
    return series.values.indices.compactMap { index in
      guard !series.values[index].isNaN else { return nil }
      let quality = series.marks(at: index)
      return WatchedBin(
        time: series.time(at: index), value: series.values[index],
        quality: isSame ? quality : quality.subtracting(.downsampled))
    }
  }

  /// Whether all present bins start where bins of this shape do.
  private func fits(_ series: Series) -> Bool {
    series.values.indices.allSatisfy { index in
      series.values[index].isNaN || TickShape(at: series.time(at: index), step: step) == self
    }
  }
}
