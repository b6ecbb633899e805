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
    var ipv4 = Place()
    var ipv6 = Place()
  }

  /// Where the routes of a peer are entered.
  private struct Place {
    /// The column, or -1 before the first route.
    var column = -1
    /// Whether its routes may be entered together with those of others.
    var isPlain = false
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
    var batch = SessionBatch()
    for position in routes.indices {
      let route = routes[position]
      let peer = Int(route.peer)
      guard peer < members.count, members[peer].session >= 0 else { continue }
      if route.path.first.rawValue != members[peer].asn, route.path.first != .zero {
        state.tally.foreignFirst += 1
        if state.options.requireFirstAS { continue }
      }
      var place = isFour ? members[peer].ipv4 : members[peer].ipv6
      if place.column < 0 { place = makePlace(peer, isFour: isFour) }
      let origin = route.path.origin.rawValue
      if place.isPlain, route.pathID == 0 {
        if batch.take(place.column, origin) { continue }
        enter(batch, id, isFour)
        batch = SessionBatch()
        _ = batch.take(place.column, origin)
      } else {
        enter(batch, id, isFour)
        batch = SessionBatch()
        if place.isPlain { makeSpecial(place.column, isFour: isFour) }
        enter(route, place.column, id, isFour)
      }
    }
    enter(batch, id, isFour)
  }

  @inline(__always)
  private mutating func enter(_ batch: SessionBatch, _ id: Int, _ isFour: Bool) {
    guard batch.bits != 0 else { return }
    if isFour { state.v4.routes.announce(id, batch) } else { state.v6.routes.announce(id, batch) }
  }

  /// Enters a route alone.
  private mutating func enter(
    _ route: TableRoute, _ column: Int, _ id: Int, _ isFour: Bool
  ) {
    let origin = route.path.origin.rawValue
    switch (isFour, isStaged) {
    case (true, true): staged4.take(id, column, route.pathID, origin, &state.v4.routes)
    case (true, false):
      state.v4.routes.announce(id, column, pathID: route.pathID, origin: origin)
    case (false, true): staged6.take(id, column, route.pathID, origin, &state.v6.routes)
    case (false, false):
      state.v6.routes.announce(id, column, pathID: route.pathID, origin: origin)
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

  /// A session turns out to use path identifiers; a table may name it twice.
  private mutating func makeSpecial(_ column: Int, isFour: Bool) {
    for peer in members.indices {
      if isFour, members[peer].ipv4.column == column { members[peer].ipv4.isPlain = false }
      if !isFour, members[peer].ipv6.column == column { members[peer].ipv6.isPlain = false }
    }
  }

  private mutating func makePlace(_ peer: Int, isFour: Bool) -> Place {
    let session = members[peer].session
    let column = isFour ? state.column4(session) : state.column6(session)
    let isOrdinary =
      isFour ? state.v4.routes.isPlain(column) : state.v6.routes.isPlain(column)
    let place = Place(column: column, isPlain: isOrdinary && !isStaged)
    if isFour { members[peer].ipv4 = place } else { members[peer].ipv6 = place }
    return place
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
