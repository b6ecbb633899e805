import MRT
import Net

/// What a file says, kept as it came.
struct ReferenceRecords: RouteSink {
  enum Record {
    case heard(RoutePeer, Int64)
    case withdraw(Prefix, UInt32)
    case announce(Prefix, UInt32, PathSummary)
    case session(SessionChange)
    case unreadable
    case unreadableRecord
  }

  var peers: [RoutePeer] = []
  var allPeers: [RoutePeer] = []
  var routes: [(peer: RoutePeer, prefix: Prefix, pathID: UInt32, path: PathSummary)] = []
  var records: [Record] = []
  /// Whether the bytes end within a record.
  var isCut = false

  /// Reads a plain file; nothing of it is lost.
  init(_ bytes: [UInt8]) {
    var reader = RouteReader()
    _ = reader.read(bytes.span.bytes, isComplete: true, into: &self)
    isCut = reader.damage.count(of: .truncated) > 0
  }

  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32) {
    self.peers = peers
    allPeers = peers
  }
  mutating func table(_ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>) {
    for place in routes.indices {
      let route = routes[place]
      self.routes.append((peers[Int(route.peer)], prefix, route.pathID, route.path))
    }
  }
  mutating func table(
    _ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute
  ) {
    allPeers.append(peer)
    routes.append((peer, prefix, route.pathID, route.path))
  }
  mutating func heard(_ peer: RoutePeer, at seconds: UInt32) {
    records.append(.heard(peer, Int64(seconds)))
  }
  mutating func withdraw(_ prefix: Prefix, pathID: UInt32) {
    records.append(.withdraw(prefix, pathID))
  }
  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary) {
    records.append(.announce(prefix, pathID, path))
  }
  mutating func session(_ change: SessionChange) { records.append(.session(change)) }
  mutating func unreadable() { records.append(.unreadable) }
  mutating func unreadableRecord() { records.append(.unreadableRecord) }
}
