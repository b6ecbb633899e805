public import Detection
public import Timeline

/// What a run saw and thought of one signal, bin by bin, in columns: what a chart draws.
public struct SignalTrace: Sendable {
  /// The signal itself; its quality includes the marks of source health.
  public var series: Series
  /// One verdict a bin of the series.
  public var verdicts: [Verdict]
  /// The baseline below which no bin was judged.
  public var floor: Double

  /// Creates a trace with one verdict a bin.
  public init(series: Series, verdicts: [Verdict], floor: Double = 0) {
    precondition(series.count == verdicts.count, "one verdict a bin")
    self.series = series
    self.verdicts = verdicts
    self.floor = floor
  }
}
