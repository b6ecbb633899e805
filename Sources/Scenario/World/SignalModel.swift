public import Timeline

/// One signal of an entity: its quiet level, rhythm and noise, and what happens to it.
public struct SignalModel: Sendable, Equatable {
  /// The datasource.
  public var datasource: Datasource
  /// The mean of a quiet day in the datasource's unit.
  public var level: Double
  /// Whether the level was published; else it is assumed.
  public var isLevelPublished: Bool
  /// The rhythm.
  public var rhythm: Rhythm
  /// The standard deviation of the noise at the quiet level, in the datasource's unit. At a lower
  /// share of the level it shrinks with the root of the share, as counts do.
  public var deviation: Double
  /// The number of bins that share one draw of noise: routes flap and stay, packets do not.
  public var hold: Int
  /// The smallest difference between two values, as a part of one: 1 for whole numbers, 10 for
  /// tenths.
  public var resolution: Double
  /// What happens.
  public var script: OutageScript

  /// Creates a signal.
  public init(
    datasource: Datasource, level: Double, isLevelPublished: Bool = false,
    rhythm: Rhythm = .flat, deviation: Double, hold: Int = 1, resolution: Double = 1,
    script: OutageScript = .quiet
  ) {
    precondition(hold > 0 && resolution > 0, "noise needs a positive hold and resolution")
    self.datasource = datasource
    self.level = level
    self.isLevelPublished = isLevelPublished
    self.rhythm = rhythm
    self.deviation = deviation
    self.hold = hold
    self.resolution = resolution
    self.script = script
  }

  /// What the signal would read at `time` if nothing happened and there were no noise.
  public func quietValue(at time: UnixTime) -> Double { level * rhythm.factor(at: time) }

  /// The signal with another script.
  public func following(_ script: OutageScript) -> SignalModel {
    var copy = self
    copy.script = script
    return copy
  }
}
