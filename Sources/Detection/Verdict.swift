/// What a detector says of one bin.
public struct Verdict: Sendable, Equatable {
  /// Why a bin has no level.
  public enum Absence: String, Sendable, CaseIterable {
    /// The bin holds no value.
    case missing
    /// Not enough history yet.
    case warmUp = "warm-up"
    /// The expected value is too small to judge a fall by its ratio.
    case smallBaseline = "small-baseline"
  }

  /// The level, or nothing when the bin cannot be judged.
  public var level: Level?
  /// Why there is no level.
  public var absence: Absence?
  /// The value that the detector expected; NaN when it expected none.
  public var baseline: Double
  /// The value over the baseline; NaN when either is missing or the baseline is zero.
  public var ratio: Double
  /// How anomalous the bin is: grows with the fall, in every detector; NaN without a ratio.
  public var score: Double

  /// Creates a verdict with a level.
  @inlinable
  public init(level: Level, baseline: Double, ratio: Double, score: Double) {
    self.level = level
    absence = nil
    self.baseline = baseline
    self.ratio = ratio
    self.score = score
  }

  /// Creates a verdict without a level.
  @inlinable
  public init(
    absence: Absence, baseline: Double = .nan, ratio: Double = .nan, score: Double = .nan
  ) {
    level = nil
    self.absence = absence
    self.baseline = baseline
    self.ratio = ratio
    self.score = score
  }
}
