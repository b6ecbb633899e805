import Inflate
import Timeline

/// The files of one collector while they are written: updates into the file of their time, tables
/// whole; with the faults that befall them.
struct ArchiveFiles {
  /// A record of the open file.
  private struct Mark {
    let offset: Int
    let time: UnixTime
    /// Whether it can be read.
    let isRecord: Bool
  }

  let collector: RoutingWorld.Collector
  /// The collector's sessions, by their places in the world's list.
  let sessions: [Int]
  private(set) var files: [ScenarioFiles.File] = []
  private(set) var gaps: [RoutingTruth.Gap] = []
  private let faults: [RoutingWorld.Fault]
  private let cadence: Int
  private var start: UnixTime
  private var writer = MRTRecordWriter()
  private var marks: [Mark] = []
  /// The last record's second and how many that second has had.
  private var second = UnixTime(0)
  private var inSecond: UInt32 = 0

  init(world: RoutingWorld, collector: RoutingWorld.Collector) {
    self.collector = collector
    sessions = world.indices(.with(collector.name))
    faults = world.faults
    cadence = max(1, collector.updateCadence)
    start = world.from
  }

  /// The time of the last record of the open file.
  var lastRecord: UnixTime? { marks.last { $0.isRecord }?.time }

  /// Appends a record, or what is none, to the update file of its time; times must not descend.
  mutating func write(
    at time: UnixTime, isRecord: Bool = true, _ body: (inout MRTRecordWriter, UInt32?) -> Void
  ) throws {
    try close(before: time)
    marks.append(Mark(offset: writer.bytes.count, time: time, isRecord: isRecord))
    inSecond = time == second ? min(inSecond + 1, 999_999) : 0
    second = time
    body(&writer, collector.hasMicroseconds ? inSecond : nil)
  }

  /// Closes the files that end at or before `time`; one without a record is a file all the same.
  mutating func close(before time: UnixTime) throws {
    while start + cadence <= time {
      try closeFile()
      start = start + cadence
    }
  }

  /// Files a table's bytes, or a part of them; nothing where it is missing.
  mutating func fileTable(_ bytes: [UInt8], named file: UnixTime) throws {
    var bytes = bytes
    for fault in faults {
      if case .truncatedTable(collector.name, file, let part) = fault {
        bytes.removeLast(bytes.count - Int(Double(bytes.count) * min(max(part, 0), 1)))
      }
    }
    files.append(
      ScenarioFiles.File(
        path: ArchiveNames.table(of: collector, at: file), bytes: try packed(bytes)))
  }

  /// Whether the table of a time is there, and whole.
  func table(at file: UnixTime) -> (isPresent: Bool, isWhole: Bool, delay: Int) {
    var result = (isPresent: true, isWhole: true, delay: 0)
    for fault in faults {
      switch fault {
      case .missingTable(collector.name, file): result = (false, false, result.delay)
      case .truncatedTable(collector.name, file, _): result.isWhole = false
      case .lateTable(collector.name, file, let delay): result.delay = delay
      default: break
      }
    }
    return result
  }

  private mutating func closeFile() throws {
    defer {
      writer.removeAll()
      marks = []
    }
    let end = start + cadence
    var bytes = writer.bytes
    for fault in faults {
      switch fault {
      case .missingUpdates(collector.name, let from, let until)
      where start >= from && start < until:
        if let last = gaps.last, last.reason == .missingFile, last.until == start {
          gaps[gaps.count - 1].until = end
        } else {
          gaps.append(gap(from: start, until: end, .missingFile))
        }
        return
      case .truncatedUpdates(collector.name, start, let part):
        var kept = Int(Double(bytes.count) * min(max(part, 0), 1))
        // A cut between two records would leave no trace.
        if marks.contains(where: { $0.offset == kept }) { kept += 5 }
        guard kept < bytes.count, let cut = marks.last(where: { $0.offset < kept }) else { break }
        bytes.removeLast(bytes.count - kept)
        var lost = gap(from: cut.time, until: end, .truncatedFile)
        lost.lastRead = marks.last { $0.isRecord && $0.offset < cut.offset }?.time
        gaps.append(lost)
      default: break
      }
    }
    var content = try packed(bytes)
    for fault in faults {
      if case .brokenDownload(collector.name, start, let part) = fault {
        content.removeLast(content.count - Int(Double(content.count) * min(max(part, 0), 1)))
        gaps.append(gap(from: start, until: end, .truncatedFile))
      }
    }
    files.append(
      ScenarioFiles.File(path: ArchiveNames.updates(of: collector, at: start), bytes: content))
  }

  private func gap(
    from: UnixTime, until: UnixTime, _ reason: RoutingTruth.Gap.Reason
  ) -> RoutingTruth.Gap {
    RoutingTruth.Gap(
      collector: collector.name, sessions: sessions, from: from, until: until, reason: reason)
  }

  private func packed(_ bytes: [UInt8]) throws -> [UInt8] {
    collector.isCompressed ? try Gzip.compress(bytes, level: 6) : bytes
  }
}
