public import Timeline

/// One signal of an entity: its quiet level, rhythm and noise, and what happens to it.
public struct SignalModel: Sendable, Equatable {
  /// The datasource.
  public var datasource: Datasource
  /// The mean of a quiet day in the datasource's unit, before `scale`.
  public var level: Double
  /// Whether the level was published; else it is assumed.
  public var isLevelPublished: Bool
  /// The rhythm.
  public var rhythm: Rhythm
  /// The noise, in units of what the instrument sees.
  public var noise: SignalNoise
  /// The smallest difference between two values, as a part of one: 1 for whole numbers, 10 for
  /// tenths.
  public var resolution: Double
  /// The part of levels and published figures that the world's own instrument sees; 1 is all.
  public var scale: Double
  /// What happens.
  public var script: OutageScript

  /// Creates a signal.
  public init(
    datasource: Datasource, level: Double, isLevelPublished: Bool = false,
    rhythm: Rhythm = .flat, noise: SignalNoise, resolution: Double = 1, scale: Double = 1,
    script: OutageScript = .quiet
  ) {
    precondition(resolution > 0 && scale > 0, "a signal needs a positive resolution and scale")
    self.datasource = datasource
    self.level = level
    self.isLevelPublished = isLevelPublished
    self.rhythm = rhythm
    self.noise = noise
    self.resolution = resolution
    self.scale = scale
    self.script = script
  }

  /// What the signal would read at `time` if nothing happened and there were no noise.
  public func quietValue(at time: UnixTime) -> Double { level * scale * rhythm.factor(at: time) }

  /// A value in the signal's resolution, never below zero.
  func rounded(_ value: Double) -> Double {
    max(0, (value * resolution).rounded(.toNearestOrAwayFromZero) / resolution)
  }
}
