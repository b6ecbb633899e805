import MRT
import Net
public import Timeline

/// Replays the archive of one collector into what each bin changes there.
///
///     var parts = try names.map { try CollectorReplay(of: $0, files: files, options: options) }
///     var merge = VisibilityMerge(options: options, places: places)
///     while !merge.isOver {
///       let bin = try merge.merge(parts.map { … try $0.next() … })
///     }
///
/// Reading is most of a replay's work, and collectors share none of it: each may be replayed elsewhere
/// and at its own pace. Every part is given the names of all files, from which the bins follow, and
/// reads its own collector's alone.
public struct CollectorReplay: Sendable {
  /// The collector.
  public let collector: String
  private var replay: ArchiveReplay

  /// Plans the replay of a collector. Throws what `ArchiveReplay` does, and `noFiles` for a collector
  /// without files.
  public init(
    of collector: String, files: [ArchiveFile], options: VisibilityOptions,
    cadence: [String: Int] = [:]
  ) throws(VisibilityError) {
    self.collector = collector
    replay = try ArchiveReplay(
      files: files, options: options, places: RoutingState.Nowhere(), cadence: cadence)
    replay.keep(only: collector)
    guard !replay.collectors.isEmpty else { throw .noFiles }
  }

  /// Replays the next bin. It is given without end: when all is over the merge says, which knows the
  /// end of each collector.
  public mutating func next() throws(VisibilityError) -> CollectorBin {
    let start = UnixTime(replay.position)
    try replay.advance()
    return replay.engine.closeCollectorBin(collector, start: start, end: UnixTime(replay.end))
  }

  /// What was wrong or odd with the files so far.
  public var findings: FindingLog { replay.findings }
}

extension ArchiveReplay {
  /// Leaves out the files of all other collectors.
  fileprivate mutating func keep(only name: String) {
    collectors.removeAll { engine.state.collectors[$0.number].name != name }
  }
}

extension VisibilityEngine {
  /// Closes the open bin of an engine of one collector: who is known, and what changed.
  fileprivate mutating func closeCollectorBin(
    _ collector: String, start: UnixTime, end: UnixTime
  ) -> CollectorBin {
    noteSilence(start.seconds + Int64(state.options.bin))
    defer { state.hasNewTable = false }
    var sessions4 = [UInt32](repeating: 0, count: state.v4.routes.columns)
    var sessions6 = [UInt32](repeating: 0, count: state.v6.routes.columns)
    for (number, session) in state.sessions.enumerated() {
      if session.column4 >= 0 { sessions4[session.column4] = UInt32(number) }
      if session.column6 >= 0 { sessions6[session.column6] = UInt32(number) }
    }
    return CollectorBin(
      collector: collector, start: start, end: end,
      sessions: state.sessions.map { session in
        CollectorBin.State(
          peer: session.peer, isKnown: session.knowledge == .known && !session.isBroken,
          tableCount4: session.tableCount4, tableCount6: session.tableCount6)
      },
      hasNewTable: state.hasNewTable,
      ipv4: state.v4.routes.takeChanges(state.v4.index, sessions: sessions4),
      ipv6: state.v6.routes.takeChanges(state.v6.index, sessions: sessions6))
  }
}
