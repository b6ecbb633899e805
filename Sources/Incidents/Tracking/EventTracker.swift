public import Detection
public import Timeline

/// Builds the events of one signal from its verdicts, one bin at a time.
///
/// Opens after `openBins` bins in a row below the warning ratio and dates the onset back to the first
/// of them; escalates, eases and closes alike. A bin whose marks are not trusted, like a missing
/// one, opens, deepens, splits and closes nothing. O(1) a bin, O(window) when an event opens.
public struct EventTracker: Sendable, Equatable {
  let key: SignalKey
  let profile: String
  let rule: SignalRule
  let step: Int
  var state = TrackerState()
  /// The state before the last bin, kept only when that bin may turn out to be half filled: one or
  /// none, in an array so that the usual nothing costs no more than a word.
  var undo: [TrackerState] = []

  /// Creates a tracker without an event.
  public init(key: SignalKey, profile: String, rule: SignalRule, step: Int) {
    self.key = key
    self.profile = profile
    self.rule = rule
    self.step = step
  }

  /// Whether an event is going on.
  public var isOpen: Bool { state.open != nil }

  /// The event that is going on as it stands at the end of the data.
  public var openRecord: Event? { state.open?.finalRecord }

  /// Takes one present bin that the detector has judged and appended to `window`.
  ///
  /// Appends what changed to `transitions`. Returns whether the level is to be accepted as the new
  /// normal.
  public mutating func observe(
    _ value: Double, at time: UnixTime, verdict: Verdict, quality: Quality, window: SignalWindow,
    transitions: inout [Transition]
  ) -> Bool {
    guard quality.isTrusted else {
      undo = []
      suspend(value, at: time, verdict: verdict, quality: quality, window: window)
      return false
    }
    // A gap's marks are withdrawn for a signal that misses the very bin, too: its next one says so.
    if !quality.isDisjoint(with: [.withdrawsMarks, .instrumentNotExcluded]), state.open == nil,
      state.lowCount == 0, let suspended = state.suspended,
      time <= suspended.bracket.by + 2 * 3_600
    {
      state.lowCount = 1
      state.firstLow = suspended
      state.lowArea = state.suspendedArea
      state.lowMinimum = suspended.value
      state.lowMinimumTime = suspended.bracket.by
      if suspended.value < rule.critical * suspended.baseline {
        state.criticalCount = 1
        state.firstCritical = suspended
      }
    }
    state.suspended = nil
    if value < 0.9 * state.previousValue {
      undo = [state]
    } else if !undo.isEmpty {
      undo = []
    }
    defer {
      state.previous = time
      state.previousValue = value
    }
    if state.open != nil {
      return carryOn(
        value, at: time, verdict: verdict, quality: quality, window: window,
        transitions: &transitions)
    }
    watch(
      value, at: time, verdict: verdict, quality: quality, window: window,
      transitions: &transitions)
    return false
  }

  /// Takes back the last bin, which turned out to be half filled.
  ///
  /// `window` must have forgotten it already. What was said of it is revised; an event that it
  /// opened stays open, because a mark never keeps a real cut from opening.
  public mutating func amendPrevious(at time: UnixTime, transitions: inout [Transition]) {
    guard var before = undo.first, (before.open == nil) == (state.open == nil) else { return }
    let said = state.open?.sequence ?? 0
    let isChanged = before.open.map { $0.sequence != said } ?? false
    before.open?.sequence = said
    state = before
    undo = []
    if isChanged { record(.revised, at: time, &transitions) }
  }

  /// Remembers the first bin of a marked gap or common fall, in case the marks are withdrawn.
  private mutating func suspend(
    _ value: Double, at time: UnixTime, verdict: Verdict, quality: Quality, window: SignalWindow
  ) {
    guard !quality.isDisjoint(with: [.instrument, .commonMode]) else {
      state.suspended = nil
      return
    }
    guard let level = verdict.level, level > .normal else { return }
    if state.suspended == nil {
      state.suspended = crossing(value, at: time, verdict: verdict, window: window)
      state.suspendedArea = 0
    }
    state.suspendedArea += loss(verdict)
  }

  private func crossing(
    _ value: Double, at time: UnixTime, verdict: Verdict, window: SignalWindow
  ) -> Crossing {
    Crossing(
      bracket: TimeBracket(after: state.previous, by: time), value: value,
      baseline: verdict.baseline, have: max(0, window.enteredCount - 1) * step)
  }

  // MARK: No event yet

  private mutating func watch(
    _ value: Double, at time: UnixTime, verdict: Verdict, quality: Quality, window: SignalWindow,
    transitions: inout [Transition]
  ) {
    guard let level = verdict.level else { return }
    guard level >= .warning else {
      state.forgetLow()
      return
    }
    let here = crossing(value, at: time, verdict: verdict, window: window)
    if state.lowCount == 0 {
      state.firstLow = here
      state.lowArea = 0
      state.lowMinimum = value
      state.lowMinimumTime = time
    }
    state.lowCount += 1
    state.noteCritical(level == .critical, here)
    state.lowArea += loss(verdict)
    if value < state.lowMinimum {
      state.lowMinimum = value
      state.lowMinimumTime = time
    }
    if quality.contains(.instrumentNotExcluded) { state.hasCaution = true }
    if state.lowCount >= rule.openBins { open(at: time, window: window, transitions: &transitions) }
  }

  private func loss(_ verdict: Verdict) -> Double {
    verdict.ratio.isNaN ? 0 : max(0, 1 - verdict.ratio) * 100 * Double(step) / 60
  }

  private mutating func open(
    at time: UnixTime, window: SignalWindow, transitions: inout [Transition]
  ) {
    guard let first = state.firstLow else { return }
    let prelude = Prelude(window)
    let isCritical = state.criticalCount >= rule.openBins
    var event = Event(
      id: "\(profile)/\(key.entity.slug)/\(key.datasource)/\(first.bracket.by.compact)",
      entity: key.entity, datasource: key.datasource, profile: profile, step: step,
      level: isCritical ? .critical : .warning,
      levels: [.init(level: .warning, onset: first.bracket)],
      began: prelude.began(onset: first.bracket, baseline: first.baseline, step: step),
      onset: first.bracket, observedUntil: time + step, baseline: first.baseline,
      minimum: state.lowMinimum, minimumTime: state.lowMinimumTime,
      window: .init(seconds: rule.window, have: first.have))
    event.area = state.lowArea
    if state.hasCaution { event.caution = .instrumentNotExcluded }
    var area = AlertArea(opening: first, isCritical: false)
    if isCritical, let critical = state.firstCritical {
      event.levels.append(.init(level: .critical, onset: critical.bracket))
      area.escalate(critical)
    }
    var opened = OpenEvent(
      event: event,
      finder: StepFinder(
        baseline: first.baseline, noise: prelude.noise(before: first.bracket.by)),
      namer: StepNamer(baseline: first.baseline), area: area,
      shift: LevelShiftWatch(since: first.bracket.by))
    for point in prelude.values { _ = opened.feed(point.value, at: point.time) }
    if let critical = state.firstCritical { opened.shift.noteCritical(at: critical.bracket.by) }
    state.open = opened
    record(.opened, at: time, &transitions)
  }

  // MARK: An event is going on

  private mutating func carryOn(
    _ value: Double, at time: UnixTime, verdict: Verdict, quality: Quality, window: SignalWindow,
    transitions: inout [Transition]
  ) -> Bool {
    guard let level = verdict.level else {
      if state.open?.held.isEmpty == false {
        hold(value, at: time, isLow: false, area: 0)
      } else {
        feed(value, at: time, &transitions)
      }
      return false
    }
    let area = loss(verdict)
    let here = crossing(value, at: time, verdict: verdict, window: window)
    state.noteCritical(level == .critical, here)
    state.open?.event.observedUntil = time + step
    if level == .normal {
      countGood(here.bracket)
      if let good = state.open?.firstGood, state.open?.goodCount ?? 0 >= rule.closeBins {
        ease(level, here.bracket, at: time, &transitions)
        if good.by == time { feed(value, at: time, &transitions) }
        close(good, reason: .recovered, at: time, &transitions)
        return false
      }
      if state.open?.goodCount == 1, state.open?.held.isEmpty == true {
        state.open?.goodArea += area
        feed(value, at: time, &transitions)
      } else {
        hold(value, at: time, isLow: false, area: area)
      }
    } else if let open = state.open, open.goodCount > 0, open.lowCount + 1 < rule.openBins {
      // One bin decides nothing: it does not undo a recovery that has begun, as it would not open
      // an event (Docs/Decisions/0004).
      state.open?.lowCount = open.lowCount + 1
      hold(value, at: time, isLow: true, area: area)
    } else {
      releaseGood(&transitions)
      deepen(value, at: time, area: area)
      if quality.contains(.instrumentNotExcluded) {
        state.open?.event.caution = .instrumentNotExcluded
      }
      feed(value, at: time, &transitions)
    }
    escalate(level, at: time, &transitions)
    ease(level, here.bracket, at: time, &transitions)
    return watchLevel(here.bracket, at: time, window: window, &transitions)
  }

  private mutating func countGood(_ bracket: TimeBracket) {
    if state.open?.goodCount == 0 { state.open?.firstGood = bracket }
    state.open?.goodCount += 1
    state.open?.lowCount = 0
  }

  private mutating func hold(_ value: Double, at time: UnixTime, isLow: Bool, area: Double) {
    state.open?.held.append(.init(time: time, value: value, isLow: isLow))
    state.open?.goodArea += area
  }

  /// The event goes on after bins that might have ended it.
  private mutating func releaseGood(_ transitions: inout [Transition]) {
    guard let open = state.open, open.goodCount > 0 else { return }
    state.open?.event.area += open.goodArea
    state.open?.goodCount = 0
    state.open?.goodArea = 0
    state.open?.lowCount = 0
    state.open?.firstGood = nil
    state.open?.held = []
    for point in open.held {
      if point.isLow { deepen(point.value, at: point.time, area: 0) }
      feed(point.value, at: point.time, &transitions)
    }
  }

  private mutating func deepen(_ value: Double, at time: UnixTime, area: Double) {
    state.open?.event.area += area
    if let minimum = state.open?.event.minimum, value < minimum {
      state.open?.event.minimum = value
      state.open?.event.minimumTime = time
    }
  }

  private mutating func feed(
    _ value: Double, at time: UnixTime, _ transitions: inout [Transition]
  ) {
    guard let change = state.open?.feed(value, at: time) else { return }
    if change.completed {
      record(.step, at: time, &transitions)
    } else if change.renamed {
      record(.revised, at: time, &transitions)
    }
  }

  private mutating func escalate(
    _ level: Level, at time: UnixTime, _ transitions: inout [Transition]
  ) {
    if level == .critical { state.open?.shift.noteCritical(at: time) }
    guard let open = state.open, !open.isCritical, state.criticalCount >= rule.openBins,
      let critical = state.firstCritical
    else { return }
    state.open?.event.level = .critical
    state.open?.event.levels.append(.init(level: .critical, onset: critical.bracket))
    state.open?.area.escalate(critical)
    state.open?.easedCount = 0
    record(.escalated, at: time, &transitions)
  }

  private mutating func ease(
    _ level: Level, _ bracket: TimeBracket, at time: UnixTime, _ transitions: inout [Transition]
  ) {
    guard level < .critical else {
      state.open?.easedCount = 0
      return
    }
    guard let open = state.open else { return }
    if open.easedCount == 0 { state.open?.firstEased = bracket }
    state.open?.easedCount += 1
    guard open.isCritical, open.easedCount + 1 >= rule.closeBins else { return }
    let last = open.event.levels.count - 1
    let recovery = open.easedCount == 0 ? bracket : open.firstEased
    state.open?.event.levels[last].recovery = recovery
    record(.eased, at: time, &transitions)
  }

  private mutating func watchLevel(
    _ bracket: TimeBracket, at time: UnixTime, window: SignalWindow,
    _ transitions: inout [Transition]
  ) -> Bool {
    guard let open = state.open else { return false }
    let onset = open.event.onset.by
    if let mark = rule.levelShiftMark, open.event.levelShift == nil, time - onset >= mark {
      state.open?.event.levelShift = onset
      record(.levelShift, at: time, &transitions)
    }
    if let span = rule.levelShiftClose,
      state.open?.shift.observe(at: time, window: window, span: span) == true
    {
      close(bracket, reason: .levelShift, at: time, &transitions)
      return true
    }
    return false
  }

  private mutating func close(
    _ recovery: TimeBracket, reason: Event.CloseReason, at time: UnixTime,
    _ transitions: inout [Transition]
  ) {
    guard var open = state.open else { return }
    if let move = open.finder.finish(), move.until >= open.event.onset.by { open.namer.add(move) }
    open.namer.close()
    open.event.status = .closed
    open.event.reason = reason
    open.event.recovery = recovery
    for index in open.event.levels.indices where open.event.levels[index].recovery == nil {
      open.event.levels[index].recovery = recovery
    }
    state.open = open
    record(.closed, at: time, &transitions)
    state.open = nil
    state.forgetLow()
  }

  private mutating func record(
    _ kind: Transition.Kind, at time: UnixTime, _ transitions: inout [Transition]
  ) {
    guard let open = state.open else { return }
    transitions.append(
      Transition(
        event: open.event.id, sequence: open.sequence, time: time + step, kind: kind,
        record: open.record))
    state.open?.sequence += 1
  }
}
