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
