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
    cadence = given ?? judgedCadence()
  }

  /// The commonest distance of update files, the shorter of equally common ones; with one file that
  /// of its archive.
  private func judgedCadence() -> Int? {
    let distances = zip(updates, updates.dropFirst()).map { Int($1.time - $0.time) }
    let tally = distances.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    if let best = tally.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { return best.key }
    guard updates.first?.file.time != nil else { return nil }
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

  /// The spans between `from` and the end of time in which updates are missing.
  func gaps(from: Int64) -> [(from: Int64, until: Int64)] {
    guard let cadence, !updates.isEmpty else { return [] }
    var gaps: [(from: Int64, until: Int64)] = []
    var known = from
    for file in updates {
      let end = file.time + Int64(cadence)
      if end <= from { continue }
      // A file that begins a little late is no gap: archives name them by when they were opened.
      if file.time > known + Int64(cadence) / 2 { gaps.append((known, file.time)) }
      known = max(known, end)
    }
    gaps.append((known, .max))
    return gaps
  }
}
