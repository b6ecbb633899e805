import MRT
import Net

/// Counts what a reader says and folds it into a number, so that nothing can be left out.
struct CountingSink: RouteSink {
  var elements = 0
  var checksum: UInt64 = 0

  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32) {
    checksum &+= UInt64(peers.count)
  }

  mutating func table(_ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>) {
    elements += routes.count
    checksum &+= prefix.high
    for index in routes.indices {
      checksum &+= UInt64(routes[index].path.origin.rawValue) &+ UInt64(routes[index].peer)
    }
  }

  mutating func table(_ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute) {
    elements += 1
    checksum &+= prefix.high &+ UInt64(route.path.origin.rawValue)
  }

  mutating func heard(_ peer: RoutePeer, at seconds: UInt32) {
    checksum &+= UInt64(peer.asn.rawValue)
  }

  mutating func withdraw(_ prefix: Prefix, pathID: UInt32) {
    elements += 1
    checksum &+= prefix.high
  }

  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary) {
    elements += 1
    checksum &+= prefix.high &+ UInt64(path.origin.rawValue)
  }

  mutating func session(_ change: SessionChange) { checksum &+= 1 }
  mutating func unreadable() { checksum &+= 1 }
  mutating func unreadableRecord() { checksum &+= 1 }
}
