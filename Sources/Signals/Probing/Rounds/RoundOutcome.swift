public import Timeline

/// What a round of probing comes to.
public struct RoundOutcome: Equatable, Sendable {
  /// The start of the round.
  public var start: UnixTime
  /// The rounds without results just before it of which there are no outcomes.
  public var gapBefore = 0
  /// The list of blocks that was in force, counted from 0 with each reload.
  public var listVersion = 0
  /// How each prober did that is known so far, by its number.
  public var probers: [ProberVerdict] = []
  /// The blocks that changed their state, in order; the first judgement of a block is none.
  public var changes: [BlockChange] = []
  /// What the round says of each entity, in the order of `BlockEntities.entities`.
  public var entities: [EntityRound] = []
  /// What it says of all blocks of the list.
  public var total = EntityRound()
  /// The blocks that are watched.
  public var watched: [WatchedRound] = []
  /// Marks of all entities.
  public var marks: Quality = []

  /// Creates the outcome of nothing.
  public init(start: UnixTime) { self.start = start }

  /// The end of the round.
  public var end: UnixTime { start + ProbingRound.seconds }
}
