/// The online two-sided cumulative sum of deviations from a level: CUSUM.
///
/// E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954. The first values give the
/// level, their median, and the scale of the noise, from the differences of neighbours. From then
/// on a sum for rises adds each deviation less `drift`, a sum for falls each deviation's opposite
/// less `drift`, in multiples of the scale and never below zero. A sum above `threshold` is an
/// alarm: the level changed after that sum was last zero. Then all starts anew at the new level.
///
/// O(1) a value, but O(calibration) for the one that completes the calibration.
public struct CumulativeSum: Sendable, Codable, Equatable {
  /// A change of level that has been noticed.
  public struct Alarm: Sendable, Equatable {
    /// The index of the first value after the sum was last zero: the estimate of the change.
    public var start: Int
    /// The index of the value that raised the alarm.
    public var index: Int
    /// Whether the level rose.
    public var isRise: Bool
  }

  /// The settings of a cumulative sum.
  public struct Settings: Sendable, Codable, Equatable {
    /// Half the change of level to notice, in multiples of the scale.
    public var drift: Double
    /// The sum that raises an alarm, in multiples of the scale.
    public var threshold: Double
    /// How many present values give the level and the scale; 3 to 256.
    public var calibration: Int

    /// Creates settings; by default a change of one scale is noticed after some sixteen values.
    public init(drift: Double = 0.5, threshold: Double = 8, calibration: Int = 64) {
      precondition(drift >= 0 && threshold > 0, "drift and threshold are not negative")
      precondition((3...256).contains(calibration), "calibration takes 3 to 256 values")
      self.drift = drift
      self.threshold = threshold
      self.calibration = calibration
    }
  }

  /// One of the two sums.
  private struct Side: Sendable, Codable, Equatable {
    var sum = 0.0
    /// The index of the first value since the sum was zero.
    var start = 0

    mutating func add(_ deviation: Double, at index: Int) {
      if sum == 0 { start = index }
      sum = max(0, sum + deviation)
    }
  }

  /// The settings.
  public let settings: Settings
  /// The values of the calibration while it lasts.
  private var learned: [Double] = []
  private var level = 0.0
  private var scale = 0.0
  private var rise = Side()
  private var fall = Side()
  private var index = 0

  /// Creates a cumulative sum that has seen nothing.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Takes the next value, NaN when it is missing, and returns the alarm that it raises.
  ///
  /// A missing or infinite value changes nothing but the index of the next one.
  public mutating func observe(_ value: Double) -> Alarm? {
    defer { index += 1 }
    guard value.isFinite else { return nil }
    guard scale > 0 else {
      learn(value)
      return nil
    }
    let deviation = (value - level) / scale
    rise.add(deviation - settings.drift, at: index)
    fall.add(-deviation - settings.drift, at: index)
    guard max(rise.sum, fall.sum) > settings.threshold else { return nil }
    let isRise = rise.sum > fall.sum
    let alarm = Alarm(start: isRise ? rise.start : fall.start, index: index, isRise: isRise)
    rise.sum = 0
    fall.sum = 0
    scale = 0
    learn(value)
    return alarm
  }

  private mutating func learn(_ value: Double) {
    learned.append(value)
    guard learned.count >= settings.calibration else { return }
    let noise = NoiseScale.ofDifferences(in: learned)
    level = learned.selectRank((learned.count - 1) / 2)
    // Without any noise a thousandth of the level stands in, so that only rounding is forgiven.
    let least = level == 0 ? Double.leastNormalMagnitude : level.magnitude / 1_000
    scale = noise > 0 ? noise : least
    learned.removeAll(keepingCapacity: true)
  }
}
