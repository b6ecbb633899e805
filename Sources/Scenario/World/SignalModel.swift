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
  /// The noise.
  public var noise: SignalNoise
  /// The smallest difference between two values, as a part of one: 1 for whole numbers, 10 for
  /// tenths.
  public var resolution: Double
  /// What happens.
  public var script: OutageScript

  /// Creates a signal.
  public init(
    datasource: Datasource, level: Double, isLevelPublished: Bool = false,
    rhythm: Rhythm = .flat, noise: SignalNoise, resolution: Double = 1,
    script: OutageScript = .quiet
  ) {
    precondition(resolution > 0, "a signal needs a positive resolution")
    self.datasource = datasource
    self.level = level
    self.isLevelPublished = isLevelPublished
    self.rhythm = rhythm
    self.noise = noise
    self.resolution = resolution
    self.script = script
  }

  /// What the signal would read at `time` if nothing happened and there were no noise.
  public func quietValue(at time: UnixTime) -> Double { level * rhythm.factor(at: time) }
}
