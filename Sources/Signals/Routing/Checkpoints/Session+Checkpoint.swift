import MRT

extension Session {
  func write(to writer: inout CheckpointWriter) {
    writer.write(collector)
    writer.write(peer)
    writer.write(column4)
    writer.write(column6)
    writer.write(knowledge.rawValue)
    writer.write(isBroken)
    writer.write(optional: lastHeard)
    writer.write(tableCount4)
    writer.write(tableCount6)
    writer.write(latest)
    writer.write(segment)
    writer.write(note)
  }

  init(from reader: inout CheckpointReader, collectors: Int) throws(VisibilityError) {
    let collector = try reader.number(to: collectors - 1, "collector")
    let peer = try reader.peer()
    let column4 = try reader.number(from: -1, to: RoutingState.sessionLimit, "column")
    let column6 = try reader.number(from: -1, to: RoutingState.sessionLimit, "column")
    guard let knowledge = Knowledge(rawValue: try reader.number()) else {
      throw CheckpointReader.malformed("session")
    }
    self.init(
      collector: collector, peer: peer, knowledge: knowledge, isBroken: try reader.flag())
    self.column4 = column4
    self.column6 = column6
    if let time = try reader.optionalTime() { hear(at: time) }
    tableCount4 = try reader.number(to: PrefixIndex.limit, "number of prefixes")
    tableCount6 = try reader.number(to: PrefixIndex.limit, "number of prefixes")
    latest = try reader.unboundedTime()
    segment = try reader.unboundedTime()
    note = try reader.tally()
  }
}

extension CollectorState {
  /// Writes all but the sessions and what waits, at the end of a bin.
  func write(to writer: inout CheckpointWriter, at end: Int64) {
    writer.write(name)
    writer.write(hasUpdates)
    writer.write(hasTable)
    writer.write(isUnknown)
    writer.write(gapEnd)
    writer.write(marks.filter { $0 >= end })
  }

  init(from reader: inout CheckpointReader) throws(VisibilityError) {
    self.init(name: try reader.text(), hasUpdates: try reader.flag())
    hasTable = try reader.flag()
    isUnknown = try reader.flag()
    gapEnd = try reader.unboundedTime()
    for _ in 0..<(try reader.count(width: 8)) { marks.append(try reader.time()) }
    guard marks == marks.sorted() else { throw CheckpointReader.malformed("mark") }
  }

  /// Writes the events that wait.
  func writeSegments(to writer: inout CheckpointWriter) {
    writer.write(segments.count)
    for (start, events) in segments.sorted(by: { $0.key < $1.key }) {
      writer.write(start)
      writer.write(events.count)
      for event in events {
        writer.write(event.head)
        writer.write(event.target)
        writer.write(event.origin)
        writer.write(event.pathID)
      }
    }
  }

  /// Parts what waits at a moment that was no mark when it was read, and returns the start of the
  /// segment that it was part of. Bins are `step` seconds.
  mutating func split(at mark: Int64, step: Int64) -> Int64? {
    let bin = mark - (mark % step + step) % step
    let starts = segments.keys.filter { $0 >= bin && $0 < mark }
    guard let start = starts.max(), let events = segments[start] else { return nil }
    var before: [RouteEvent] = []
    var after: [RouteEvent] = []
    var isAfter = false
    for event in events {
      if event.kind == .clock { isAfter = Int64(event.target) >= mark }
      if isAfter { after.append(event) } else { before.append(event) }
    }
    guard !after.isEmpty else { return nil }
    segments[start] = before.isEmpty ? nil : before
    segments[mark] = after
    return start
  }
}
