import Inflate
import MRT
import Timeline

/// Replays archives of tables and updates, bin by bin, in the order of time.
///
///     var replay = try ArchiveReplay(files: files, options: options, places: places)
///     while let bin = try replay.next() { … }
///
/// What was wrong with the files stands in `findings`. `checkpoint()` saves a replay between two bins,
/// and `init(resuming:files:options:places:cadence:)` goes on from there. Memory: the engine's, and the updates of the
/// files that are open at a time, 16 octets each.
public struct ArchiveReplay: Sendable {
  /// The engine, for the entities to which bins point.
  public internal(set) var engine: VisibilityEngine
  var collectors: [Collector] = []
  /// The start of the next bin, and the end of the last.
  var position: Int64
  var end: Int64
  /// The end as far as tables and the names of update files tell it.
  let knownEnd: Int64
  let options: VisibilityOptions

  /// A collector's files that are still to come.
  struct Collector: Sendable {
    let number: Int
    var plan: CollectorPlan
    var gaps: [(from: Int64, until: Int64)]
    var nextTable = 0
    var nextUpdates = 0
    var nextGap = 0
  }

  /// Update files are opened this many seconds before the bin in which they begin, because a record
  /// may be a little older than its file.
  static let lead: Int64 = 60

  /// Plans a replay of files in any order.
  ///
  /// `cadence` is the seconds between update files by collector, where names do not tell. Opens the
  /// tables to see when they begin. Throws for two files of one type and time, for updates without a
  /// table before them, and for files that cannot be read.
  public init(
    files: [ArchiveFile], options: VisibilityOptions, places: any PlaceResolver,
    cadence: [String: Int] = [:]
  ) throws(VisibilityError) {
    guard options.bin > 0 else { throw .invalidStep(options.bin) }
    self.options = options
    engine = VisibilityEngine(options: options, places: places)
    let plans = try ArchiveReplay.plans(of: files)
    var first: Int64?
    for name in plans.keys.sorted() {
      guard var plan = plans[name] else { continue }
      try plan.arrange(cadence: cadence[name])
      plan.skip(before: options.from?.seconds)
      let start = try ArchiveReplay.start(of: plan)
      plan.start = start
      first = min(first ?? start, start)
      let number = engine.addCollector(name, hasUpdates: !plan.updates.isEmpty)
      let gaps = plan.gaps()
      engine.state.collectors[number].marks =
        (plan.tables.map(\.time) + gaps.map(\.from)).sorted()
      collectors.append(Collector(number: number, plan: plan, gaps: gaps))
    }
    guard let first else { throw .noFiles }
    position = UnixTime(first).floored(to: options.bin).seconds
    (knownEnd, end) = ArchiveReplay.ends(of: collectors, until: options.until)
  }

  /// When a collector's first table begins, before which it must not have all of an update file.
  static func start(of plan: CollectorPlan) throws(VisibilityError) -> Int64 {
    let updates = plan.updates.first
    guard let start = plan.tables.first?.time else {
      throw .missingTable(collector: plan.name, wanted: wantedTable(before: updates))
    }
    if let updates, let end = plan.end(of: updates), end <= start {
      throw .missingTable(collector: plan.name, wanted: wantedTable(before: updates))
    }
    return start
  }

  /// The end as far as tables and the names of update files tell it, and that of the replay as long
  /// as the last updates were not read.
  static func ends(
    of collectors: [Collector], until: UnixTime?
  ) -> (known: Int64, last: Int64) {
    let until = until?.seconds ?? .max
    let ends = collectors.compactMap(\.plan.end)
    let tables = collectors.compactMap { $0.plan.tables.last?.time }.map { $0 + 1 }
    let known = min((ends.filter { $0 != .max } + tables).max() ?? .min, until)
    return (known, ends.contains(.max) ? until : known)
  }

  static func plans(
    of files: [ArchiveFile]
  ) throws(VisibilityError) -> [String: CollectorPlan] {
    var plans: [String: CollectorPlan] = [:]
    for file in files {
      var kind = file.kind
      var time = file.time?.seconds
      if kind != .updates || time == nil {
        // A table counts from its first record on; of a file without a telling name that tells all.
        guard let header = try firstHeader(of: file) else { throw .unknownKind(file.path) }
        if kind == nil {
          kind =
            header.type == .tableDump || header.type == .tableDumpV2 ? .table : .updates
        }
        time = Int64(header.seconds)
      }
      guard let time else { continue }
      let planned = CollectorPlan.Planned(file: file, time: time)
      if kind == .table {
        plans[file.collector, default: CollectorPlan(name: file.collector)].tables.append(planned)
      } else {
        plans[file.collector, default: CollectorPlan(name: file.collector)].updates.append(planned)
      }
    }
    return plans
  }

  /// The header of a file's first record.
  private static func firstHeader(of file: ArchiveFile) throws(VisibilityError) -> MRTHeader? {
    let feed = try file.open(ByteFeed.Options(threads: 1, chunkSize: 1 << 14))
    do {
      guard try feed.fill(MRTHeader.size) else { return nil }
    } catch {
      throw .unreadable(file.path, reason: "\(error)")
    }
    return feed.withWindow { MRTHeader(bytes: $0) }
  }

  /// The name of the table that updates need, as far as their name tells.
  private static func wantedTable(before updates: CollectorPlan.Planned?) -> String {
    guard let updates else { return "a table" }
    let isRIS = updates.file.collector.hasPrefix("rrc")
    let time = UnixTime(updates.time).floored(to: isRIS ? 28_800 : 7_200)
    let stamp =
      time.date.filter { $0 != "-" } + "." + time.clock.filter { $0 != ":" }.prefix(4)
    return isRIS ? "bview.\(stamp).gz" : "rib.\(stamp).bz2"
  }

  /// Replays the next bin that is given out, or returns nothing at the end.
  public mutating func next() throws(VisibilityError) -> VisibilityBin? {
    while position < end {
      let bin = try step()
      if let from = options.from, bin.start < from { continue }
      return bin
    }
    return nil
  }
}
