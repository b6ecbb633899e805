import MRT
import Net

/// Takes a table dump: straight into an empty collector, else as differences that wait for its end.
struct TableSink: RouteSink {
  var state: RoutingState
  let collector: Int
  let time: Int64
  /// Whether the routes of the collector are replaced, so that they wait until the table is whole.
  let isStaged: Bool
  /// Whether something of the table was lost.
  private(set) var isDamaged = false
  private(set) var routeCount = 0

  private var members: [Member] = []
  private var staged4 = StagedTable()
  private var staged6 = StagedTable()

  /// A peer of the table.
  private struct Member {
    let session: Int
    let asn: UInt32
    var column4 = -1
    var column6 = -1
  }

  init(state: RoutingState, collector: Int, time: Int64, isStaged: Bool) {
    self.state = state
    self.collector = collector
    self.time = time
    self.isStaged = isStaged
  }

  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32) {
    members = peers.map { peer in
      Member(
        session: state.session(of: collector, peer) ?? -1, asn: peer.asn.rawValue)
    }
  }

  mutating func table(_ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>) {
    let isFour = prefix.family == .ipv4
    let target = isFour ? state.v4.index.number(of: prefix) : state.v6.index.number(of: prefix)
    guard target != PrefixIndex.none else {
      state.tally.prefixesRefused += 1
      return
    }
    let id = Int(target)
    if isFour {
      state.v4.routes.grow(to: state.v4.index.count)
    } else {
      state.v6.routes.grow(to: state.v6.index.count)
    }
    routeCount += routes.count
    for position in routes.indices {
      let route = routes[position]
      guard Int(route.peer) < members.count, members[Int(route.peer)].session >= 0 else { continue }
      if route.path.first.rawValue != members[Int(route.peer)].asn, route.path.first != .zero {
        state.tally.foreignFirst += 1
        if state.options.requireFirstAS { continue }
      }
      let origin = route.path.origin.rawValue
      if isFour {
        let column = column4(Int(route.peer))
        if isStaged {
          staged4.take(id, column, route.pathID, origin, &state.v4.routes)
        } else {
          state.v4.routes.announce(id, column, pathID: route.pathID, origin: origin)
        }
      } else {
        let column = column6(Int(route.peer))
        if isStaged {
          staged6.take(id, column, route.pathID, origin, &state.v6.routes)
        } else {
          state.v6.routes.announce(id, column, pathID: route.pathID, origin: origin)
        }
      }
    }
  }

  mutating func table(
    _ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute
  ) {
    guard let session = state.session(of: collector, peer) else { return }
    if members.first?.session != session {
      members = [Member(session: session, asn: peer.asn.rawValue)]
    }
    let routes = [TableRoute(peer: 0, pathID: route.pathID, path: route.path)]
    table(prefix, at: seconds, routes: routes.span)
  }

  @inline(__always)
  private mutating func column4(_ peer: Int) -> Int {
    if members[peer].column4 < 0 {
      members[peer].column4 = state.column4(members[peer].session)
    }
    return members[peer].column4
  }

  @inline(__always)
  private mutating func column6(_ peer: Int) -> Int {
    if members[peer].column6 < 0 {
      members[peer].column6 = state.column6(members[peer].session)
    }
    return members[peer].column6
  }

  mutating func heard(_ peer: RoutePeer, at seconds: UInt32) {}
  mutating func withdraw(_ prefix: Prefix, pathID: UInt32) {}
  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary) {}
  mutating func session(_ change: SessionChange) {}
  mutating func unreadable() {}
  mutating func unreadableRecord() { isDamaged = true }

  /// Puts the table in force: it replaces all routes of the collector.
  mutating func commit() {
    if isStaged {
      let sessions = state.collectors[collector].sessions
      let columns4 = sessions.map { state.sessions[$0].column4 }.filter { $0 >= 0 }
      let columns6 = sessions.map { state.sessions[$0].column6 }.filter { $0 >= 0 }
      staged4.commit(columns4, to: &state.v4.routes)
      staged6.commit(columns6, to: &state.v6.routes)
    }
    state.tally.tableRoutes += routeCount
    let isComplete = time >= state.collectors[collector].gapEnd
    state.collectors[collector].hasTable = true
    state.collectors[collector].isUnknown = !isComplete
    state.hasNewTable = true
    let isOnly = !state.collectors[collector].hasUpdates
    for number in state.collectors[collector].sessions {
      state.sessions[number].knowledge = isComplete ? .known : .untilTable
      state.sessions[number].hear(at: time)
      let column4 = state.sessions[number].column4
      let column6 = state.sessions[number].column6
      state.sessions[number].tableCount4 = column4 < 0 ? 0 : state.v4.routes.counts[column4]
      state.sessions[number].tableCount6 = column6 < 0 ? 0 : state.v6.routes.counts[column6]
      guard isComplete, isOnly || time <= state.binStart else { continue }
      // What the table says holds from the start of the bin.
      state.sessions[number].isBroken = false
      if column4 >= 0 { state.v4.routes.isLogged[column4] = true }
      if column6 >= 0 { state.v6.routes.isLogged[column6] = true }
    }
  }

  /// Takes back what a table that is not applied has left.
  mutating func discard() {
    guard !isStaged else { return }
    for session in state.collectors[collector].sessions { state.empty(session) }
  }
}
