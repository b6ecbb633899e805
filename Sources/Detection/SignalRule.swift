/// How signals of one family are judged: the numbers of a profile.
public struct SignalRule: Sendable, Equatable {
  /// The length of the baseline's window in seconds.
  public var window: Int
  /// The span of history needed before the first verdict, in seconds.
  public var warmUp: Int
  /// The ratio below which a bin is a warning (strictly).
  public var warning: Double
  /// The ratio below which a bin is critical (strictly).
  public var critical: Double
  /// The baseline below which no bin is judged.
  public var floor: Double
  /// What enters the history in place of a bin below the warning ratio.
  public var inpainting: Inpainting
  /// Bins in a row that open an event or raise its level.
  public var openBins: Int
  /// Bins in a row that close an event or lower its level.
  public var closeBins: Int
  /// The age in seconds at which an open event is marked as a possible level shift; nothing for
  /// never.
  public var levelShiftMark: Int?
  /// The seconds above critical and steady after which an event closes as a level shift; nothing
  /// for never.
  public var levelShiftClose: Int?

  /// Creates a rule.
  public init(
    window: Int, warmUp: Int, warning: Double, critical: Double, floor: Double,
    inpainting: Inpainting, openBins: Int, closeBins: Int, levelShiftMark: Int?,
    levelShiftClose: Int?
  ) {
    self.window = window
    self.warmUp = warmUp
    self.warning = warning
    self.critical = critical
    self.floor = floor
    self.inpainting = inpainting
    self.openBins = openBins
    self.closeBins = closeBins
    self.levelShiftMark = levelShiftMark
    self.levelShiftClose = levelShiftClose
  }
}
