public import Detection
public import Timeline

/// One signal's outage: opened by an alert, closed by another.
public struct Event: Sendable, Equatable {
  /// Whether the outage goes on.
  public enum Status: String, Sendable {
    /// The end of data closes nothing.
    case open
    /// Recovered, or accepted as a new level.
    case closed
  }

  /// Why an event was closed.
  public enum CloseReason: String, Sendable {
    /// The signal is back above the closing level.
    case recovered
    /// The signal has stayed at a new level for long enough to be called normal.
    case levelShift = "level-shift"
  }

  /// What a reader must know before trusting an event.
  public enum Caution: String, Sendable {
    /// All that the source watches fell to zero and no witness could say whether it was the source.
    case instrumentNotExcluded = "instrument not excluded"
  }

  /// A stretch of the event at a level.
  public struct LevelSpan: Sendable, Equatable {
    /// The level.
    public var level: Level
    /// Where the level was reached.
    public var onset: TimeBracket
    /// Where it was left; nothing while it lasts.
    public var recovery: TimeBracket?

    /// Creates a stretch.
    public init(level: Level, onset: TimeBracket, recovery: TimeBracket? = nil) {
      self.level = level
      self.onset = onset
      self.recovery = recovery
    }
  }

  /// How full the baseline's window was when the event opened.
  public struct WindowFill: Sendable, Equatable {
    /// The window's length in seconds.
    public var seconds: Int
    /// The seconds of it that held values.
    public var have: Int

    /// Creates a fill.
    public init(seconds: Int, have: Int) {
      self.seconds = seconds
      self.have = have
    }

    /// Whether less than half of the window was there, so that text must say "short baseline".
    public var isShort: Bool { have * 2 < seconds }
  }

  /// `profile/entity/datasource/onset`, for example
  /// `vigil/country-IR/ping-slash24/20191116T1720Z`.
  public var id: String
  /// What went out.
  public var entity: Entity
  /// The source that says so.
  public var datasource: Datasource
  /// The profile that judged.
  public var profile: String
  /// The length of a bin in seconds.
  public var step: Int
  /// The highest level reached.
  public var level: Level
  /// The stretches by level, in order of onset; a critical stretch lies within a warning one.
  public var levels: [LevelSpan]
  /// Whether the outage goes on.
  public var status: Status
  /// Why the event was closed.
  public var reason: CloseReason?
  /// Where the fall itself began.
  public var began: TimeBracket
  /// Where the rule was crossed.
  public var onset: TimeBracket
  /// Where the signal was back above the closing level.
  public var recovery: TimeBracket?
  /// The end of the last bin that could be judged.
  public var observedUntil: UnixTime
  /// The expected value at onset.
  public var baseline: Double
  /// The lowest value of the event.
  public var minimum: Double
  /// The bin of the lowest value; the first of several.
  public var minimumTime: UnixTime
  /// IODA's alert area: percent of drop at each alert times minutes until the next.
  public var score: Double
  /// The integral of the relative drop over the event's present bins, in percent minutes.
  public var area: Double
  /// How full the baseline's window was at onset.
  public var window: WindowFill
  /// What a reader must know.
  public var caution: Caution?
  /// Since when the level has lasted so long that it may be the new normal.
  public var levelShift: UnixTime?
  /// The moves that stand out, in time order.
  public var steps: [Step]

  /// Creates an event that has just opened.
  public init(
    id: String, entity: Entity, datasource: Datasource, profile: String, step: Int, level: Level,
    levels: [LevelSpan], began: TimeBracket, onset: TimeBracket, observedUntil: UnixTime,
    baseline: Double, minimum: Double, minimumTime: UnixTime, window: WindowFill
  ) {
    self.id = id
    self.entity = entity
    self.datasource = datasource
    self.profile = profile
    self.step = step
    self.level = level
    self.levels = levels
    self.began = began
    self.onset = onset
    self.observedUntil = observedUntil
    self.baseline = baseline
    self.minimum = minimum
    self.minimumTime = minimumTime
    self.window = window
    status = .open
    score = 0
    area = 0
    steps = []
  }

  /// The part of the baseline that was lost at the minimum, 0 to 1.
  public var depth: Double { baseline > 0 ? 1 - minimum / baseline : 0 }

  /// The seconds from onset to recovery; for an open event, at least to the end of observation.
  public var duration: Int {
    if let recovery { return recovery.by - onset.by }
    return max(0, observedUntil - onset.by)
  }

  /// The first rise that is never again lost by half and does not merely end a short dip.
  public var firstRecovery: TimeBracket? {
    steps.first { $0.kind == .recovery }?.bracket
  }
}
