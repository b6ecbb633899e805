public import Detection
import Timeline

extension EventTracker {
  /// Writes the tracker's state.
  public func encode(into writer: inout StateWriter) {
    state.encode(into: &writer)
    writer.write(!undo.isEmpty)
    undo.first?.encode(into: &writer)
  }

  /// Takes up what `encode(into:)` wrote for the same signal.
  public mutating func resume(decoding reader: inout StateReader) throws(StateError) {
    state = try TrackerState(decoding: &reader, tracker: self)
    undo = try reader.flag() ? [try TrackerState(decoding: &reader, tracker: self)] : []
  }
}

extension TrackerState {
  func encode(into writer: inout StateWriter) {
    writer.write(previous)
    writer.write(previousValue)
    writer.write(lowCount)
    writer.write(criticalCount)
    writer.write(lowArea)
    writer.write(suspendedArea)
    writer.write(lowMinimum)
    writer.write(lowMinimumTime)
    writer.write(hasCaution)
    for crossing in [firstLow, firstCritical, suspended] {
      writer.write(crossing != nil)
      crossing?.encode(into: &writer)
    }
    writer.write(open != nil)
    open?.encode(into: &writer)
  }

  init(decoding reader: inout StateReader, tracker: EventTracker) throws(StateError) {
    previous = try reader.optionalTime()
    previousValue = try reader.double()
    lowCount = try reader.tally()
    criticalCount = try reader.tally()
    lowArea = try reader.double()
    suspendedArea = try reader.double()
    lowMinimum = try reader.double()
    lowMinimumTime = try reader.time()
    hasCaution = try reader.flag()
    firstLow = try reader.flag() ? try Crossing(decoding: &reader) : nil
    firstCritical = try reader.flag() ? try Crossing(decoding: &reader) : nil
    suspended = try reader.flag() ? try Crossing(decoding: &reader) : nil
    open = try reader.flag() ? try OpenEvent(decoding: &reader, tracker: tracker) : nil
  }
}

extension OpenEvent {
  func encode(into writer: inout StateWriter) {
    writer.write(event.id)
    writer.write(UInt8(event.level.rawValue))
    writer.write(event.levels.count)
    for span in event.levels {
      writer.write(UInt8(span.level.rawValue))
      writer.write(span.onset)
      writer.write(span.recovery)
    }
    writer.write(event.began)
    writer.write(event.onset)
    writer.write(event.observedUntil)
    writer.write(event.baseline)
    writer.write(event.minimum)
    writer.write(event.minimumTime)
    writer.write(event.window.seconds)
    writer.write(event.window.have)
    writer.write(event.area)
    writer.write(event.caution != nil)
    writer.write(event.levelShift)
    writer.write(sequence)
    finder.encode(into: &writer)
    namer.encode(into: &writer)
    area.encode(into: &writer)
    shift.encode(into: &writer)
    writer.write(easedCount)
    writer.write(firstEased)
    writer.write(goodCount)
    writer.write(firstGood)
    writer.write(goodArea)
    writer.write(held.count)
    for point in held {
      writer.write(point.time)
      writer.write(point.value)
      writer.write(point.isLow)
    }
    writer.write(lowCount)
  }

  init(decoding reader: inout StateReader, tracker: EventTracker) throws(StateError) {
    let id = try reader.text()
    let level = try OpenEvent.level(&reader)
    var levels: [Event.LevelSpan] = []
    for _ in 0..<(try reader.count(width: 11)) {
      let level = try OpenEvent.level(&reader)
      let onset = try reader.bracket()
      levels.append(.init(level: level, onset: onset, recovery: try reader.optionalBracket()))
    }
    guard !levels.isEmpty else { throw .malformed("levels") }
    let began = try reader.bracket()
    let onset = try reader.bracket()
    let observedUntil = try reader.time()
    let baseline = try reader.double()
    let minimum = try reader.double()
    let minimumTime = try reader.time()
    let seconds = try reader.tally()
    let fill = Event.WindowFill(seconds: seconds, have: try reader.tally())
    event = Event(
      id: id, entity: tracker.key.entity, datasource: tracker.key.datasource,
      profile: tracker.profile, step: tracker.step, level: level, levels: levels, began: began,
      onset: onset, observedUntil: observedUntil, baseline: baseline, minimum: minimum,
      minimumTime: minimumTime, window: fill)
    event.area = try reader.double()
    event.caution = try reader.flag() ? .instrumentNotExcluded : nil
    event.levelShift = try reader.optionalTime()
    sequence = try reader.tally()
    finder = try StepFinder(decoding: &reader)
    namer = try StepNamer(decoding: &reader)
    area = try AlertArea(decoding: &reader)
    shift = try LevelShiftWatch(decoding: &reader)
    easedCount = try reader.tally()
    firstEased = try reader.optionalBracket()
    goodCount = try reader.tally()
    firstGood = try reader.optionalBracket()
    goodArea = try reader.double()
    for _ in 0..<(try reader.count(width: 17)) {
      let time = try reader.time()
      let value = try reader.double()
      held.append(.init(time: time, value: value, isLow: try reader.flag()))
    }
    lowCount = try reader.tally()
  }

  private static func level(_ reader: inout StateReader) throws(StateError) -> Level {
    guard let level = Level(rawValue: Int(try reader.byte())) else { throw .malformed("level") }
    return level
  }
}
