import Timeline

/// The files of a collector in order of time, and when it can be known.
struct CollectorPlan: Sendable {
  let name: String
  /// The tables, by the time of their first record.
  var tables: [Planned] = []
  /// The update files, by the time in their names or of their first record.
  var updates: [Planned] = []
  /// The seconds that an update file spans, as far as names tell.
  private(set) var cadence: Int?
  /// When the first table begins.
  var start: Int64?
  /// The time of the last update file that was read before these, in a replay that was resumed.
  var previous: Int64?
  /// How often update files are how far apart, over all that ever were there.
  var distances: [Int: Int] = [:]
  /// Whether the name of the first update file tells its time.
  var isNamed = false

  /// A file and its time.
  struct Planned: Sendable {
    let file: ArchiveFile
    let time: Int64
  }

  init(name: String) { self.name = name }

  /// Puts the files in order and judges how far apart update files are.
  mutating func arrange(cadence given: Int?) throws(VisibilityError) {
    tables.sort { $0.time < $1.time }
    updates.sort { $0.time < $1.time }
    for files in [tables, updates] {
      for (a, b) in zip(files, files.dropFirst()) where a.time == b.time {
        throw .duplicateFiles(a.file.path, b.file.path)
      }
    }
    if previous == nil { isNamed = updates.first?.file.time != nil }
    count(updates, by: 1)
    cadence = given ?? judgedCadence()
  }

  /// Counts the distances of files that follow `previous` in or out.
  private mutating func count(_ files: some Sequence<Planned>, by sign: Int) {
    var last = previous
    for file in files {
      if let last { distances[Int(file.time - last), default: 0] += sign }
      last = file.time
    }
  }

  /// Drops the files up to a number, as having been read.
  mutating func drop(updates read: Int, tables loaded: Int) {
    tables.removeFirst(loaded)
    let rest = updates.dropFirst(read)
    if read > 0 { previous = updates[read - 1].time }
    count(rest, by: -1)
    distances = distances.filter { $0.value > 0 }
    updates = Array(rest)
  }

  /// The commonest distance of update files, the shorter of equally common ones; with one file that
  /// of its archive.
  private func judgedCadence() -> Int? {
    if let best = distances.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { return best.key }
    guard isNamed else { return nil }
    return name.hasPrefix("rrc") ? 300 : name.hasPrefix("route-views") ? 900 : nil
  }

  /// Drops what a replay from a time on does not need: all before the last table until then.
  mutating func skip(before from: Int64?) {
    guard let from, let start = tables.last(where: { $0.time <= from })?.time else { return }
    tables.removeAll { $0.time < start }
    let last = updates.lastIndex { $0.time <= start } ?? 0
    updates.removeSubrange(..<last)
  }

  /// When the updates of a file end, if that is known.
  func end(of file: Planned) -> Int64? { cadence.map { file.time + Int64($0) } }

  /// When the collector's last updates end: nothing without updates, the end of time where that is
  /// not known.
  var end: Int64? {
    guard let last = updates.last?.time ?? previous else { return nil }
    return cadence.map { last + Int64($0) } ?? .max
  }

  /// The spans after the first table in which updates are missing.
  ///
  /// `isLost` says that a replay which is resumed stands in one, which is not among them.
  func gaps(isLost: Bool = false) -> [(from: Int64, until: Int64)] {
    guard let cadence, let start, previous != nil || !updates.isEmpty else { return [] }
    var gaps: [(from: Int64, until: Int64)] = []
    var known = max(start, previous.map { $0 + Int64(cadence) } ?? start)
    if isLost {
      guard let next = updates.first else { return [] }
      known = next.time
    }
    for file in updates {
      let end = file.time + Int64(cadence)
      if end <= start { continue }
      // A file that begins a little late is no gap: archives name them by when they were opened.
      if file.time > known + Int64(cadence) / 2 { gaps.append((known, file.time)) }
      known = max(known, end)
    }
    gaps.append((known, .max))
    return gaps
  }
}
