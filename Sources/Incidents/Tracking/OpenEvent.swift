import Detection
import Timeline

/// An event that is going on, with all that is needed to carry it further.
struct OpenEvent: Sendable, Equatable {
  var event: Event
  var sequence = 0
  var finder: StepFinder
  var namer: StepNamer
  var area: AlertArea
  var shift: LevelShiftWatch
  /// Bins in a row that are not critical, while the event is.
  var easedCount = 0
  var firstEased: TimeBracket?
  /// Bins in a row that are normal.
  var goodCount = 0
  var firstGood: TimeBracket?
  /// Bins below the warning ratio in a row since a normal one: too few yet to undo the recovery.
  var lowCount = 0
  /// The area of the bins since `firstGood`, which count only if the event goes on.
  var goodArea = 0.0
  /// The bins after `firstGood`: they belong to the event only if it goes on.
  var held: [HeldBin] = []

  /// A bin that waits for what the next ones say.
  struct HeldBin: Sendable, Equatable {
    var time: UnixTime
    var value: Double
    var isLow: Bool
  }

  static func == (a: OpenEvent, b: OpenEvent) -> Bool {
    a.event == b.event && a.sequence == b.sequence && a.finder == b.finder && a.namer == b.namer
      && a.area == b.area && a.shift == b.shift && a.easedCount == b.easedCount
      && a.firstEased == b.firstEased && a.goodCount == b.goodCount && a.firstGood == b.firstGood
      && a.goodArea == b.goodArea && a.lowCount == b.lowCount && a.held == b.held
  }

  var isCritical: Bool {
    event.levels.last.map { $0.level == .critical && $0.recovery == nil } ?? false
  }

  /// The event as it would be reported now, without the run that is going on.
  var record: Event {
    var record = event
    record.steps = namer.steps
    record.score = area.total(until: event.recovery?.by ?? event.observedUntil)
    return record
  }

  /// The event as it stands when the data end, with the run that is going on.
  var finalRecord: Event {
    var copy = self
    if let move = copy.finder.finish(), move.until >= event.onset.by { copy.namer.add(move) }
    return copy.record
  }

  /// Takes a bin into the step finder; whether a step was completed, and whether one was renamed.
  mutating func feed(_ value: Double, at time: UnixTime) -> (completed: Bool, renamed: Bool) {
    var completed = false
    if let move = finder.observe(value, at: time), move.until >= event.onset.by {
      namer.add(move)
      completed = true
    }
    return (completed, namer.observe(value, at: time))
  }
}
