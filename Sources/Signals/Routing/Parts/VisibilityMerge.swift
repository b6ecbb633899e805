import Net
import Timeline

/// Joins what a bin changes at each collector into what is visible.
///
/// The bins are those that one `ArchiveReplay` of all collectors gives; only the numbers of entities
/// may differ. Memory: the routes and what they make visible. A bin costs its changes.
public struct VisibilityMerge: Sendable {
  /// The engine, for the entities to which bins point.
  public private(set) var engine: VisibilityEngine
  private var numbers: [String: Int] = [:]
  private var position: UnixTime?
  private var end: UnixTime?

  /// Creates a merge without routes; `options` are those of the parts.
  public init(options: VisibilityOptions, places: any PlaceResolver) {
    engine = VisibilityEngine(options: options, places: places)
  }

  /// Whether no collector has data for another bin.
  public var isOver: Bool {
    guard let position, let end else { return false }
    return position >= end
  }

  /// Joins the bins of all collectors, which must be one bin, the one behind the last.
  ///
  /// Bins before `options.from` must be joined as well; they are the caller's to leave out. Throws
  /// `unequalParts` for bins that do not belong together, and `noFullFeed` as a replay does.
  public mutating func merge(_ bins: [CollectorBin]) throws(VisibilityError) -> VisibilityBin {
    guard let start = bins.first?.start, bins.allSatisfy({ $0.start == start }),
      position == nil || position == start, Set(bins.map(\.collector)).count == bins.count
    else { throw .unequalParts }
    let names = Set(bins.map(\.collector))
    guard numbers.isEmpty || names == Set(numbers.keys) else { throw .unequalParts }
    engine.state.binStart = start.seconds
    for bin in bins.sorted(by: { $0.collector < $1.collector }) { take(bin) }
    position = start + engine.state.options.bin
    end = bins.map(\.end).max()
    return try engine.closeBin()
  }

  private mutating func take(_ bin: CollectorBin) {
    // Whose silence counts was judged where the collector was read.
    let collector =
      numbers[bin.collector] ?? engine.addCollector(bin.collector, hasUpdates: false)
    numbers[bin.collector] = collector
    let sessions = bin.sessions.map { session in
      let number = engine.state.session(of: collector, session.peer)
      if let number { engine.state.sessions[number].take(session) }
      return number
    }
    if bin.hasNewTable { engine.state.hasNewTable = true }
    engine.state.make(bin.ipv4, bin.ipv6, sessions)
  }
}

extension Session {
  /// Is known as its collector's part says.
  fileprivate mutating func take(_ state: CollectorBin.State) {
    knowledge = state.isKnown ? .known : .untilTable
    isBroken = !state.isKnown
    tableCount4 = state.tableCount4
    tableCount6 = state.tableCount6
  }
}

extension RoutingState {
  /// Makes the changes of a collector's bin, whose sessions have the numbers `sessions` here.
  fileprivate mutating func make(
    _ ipv4: CollectorBin.Changes, _ ipv6: CollectorBin.Changes, _ sessions: [Int?]
  ) {
    let columns4 = ipv4.sessions.map { sessions[Int($0)].map { column4($0) } }
    let columns6 = ipv6.sessions.map { sessions[Int($0)].map { column6($0) } }
    let prefixes4 = ipv4.prefixes.map { v4.index.number(of: $0) }
    let prefixes6 = ipv6.prefixes.map { v6.index.number(of: $0) }
    v4.routes.grow(to: v4.index.count)
    v6.routes.grow(to: v6.index.count)
    v4.routes.make(ipv4, columns: columns4, prefixes: prefixes4)
    v6.routes.make(ipv6, columns: columns6, prefixes: prefixes6)
  }
}
