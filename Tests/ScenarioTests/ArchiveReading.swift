import MRT
import Net

/// What a file of routes says, as a list.
struct ArchiveReading: RouteSink {
  enum Change {
    case announce(Prefix, ASN)
    case withdraw(Prefix)
    case session(SessionChange)
    case heard
  }

  struct Event {
    let seconds: UInt32
    let peer: RoutePeer
    let change: Change
  }

  struct TableEntry: Hashable {
    let peer: RoutePeer
    let prefix: Prefix
    let origin: ASN
  }

  private(set) var events: [Event] = []
  private(set) var entries: [TableEntry] = []
  private(set) var peers: [RoutePeer] = []
  private(set) var tableSeconds: UInt32?
  private(set) var damage = 0
  private var peer = RoutePeer(address: IPAddress(ipv4: 0), asn: .zero)
  private var seconds: UInt32 = 0

  /// Reads a whole file.
  init(_ bytes: [UInt8]) {
    var reader = RouteReader()
    var sink = self
    _ = reader.read(bytes.span.bytes, isComplete: true, into: &sink)
    self = sink
    damage += reader.damage.isEmpty ? 0 : 1
  }

  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32) {
    self.peers = peers
    tableSeconds = seconds
  }

  mutating func table(_ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>) {
    for index in routes.indices {
      let route = routes[index]
      entries.append(
        TableEntry(peer: peers[Int(route.peer)], prefix: prefix, origin: route.path.origin))
    }
  }

  mutating func table(
    _ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute
  ) {
    damage += 1
  }

  mutating func heard(_ peer: RoutePeer, at seconds: UInt32) {
    (self.peer, self.seconds) = (peer, seconds)
    add(.heard)
  }

  mutating func withdraw(_ prefix: Prefix, pathID: UInt32) { add(.withdraw(prefix)) }

  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary) {
    if path.first != peer.asn { damage += 1 }
    add(.announce(prefix, path.origin))
  }

  mutating func session(_ change: SessionChange) { add(.session(change)) }

  mutating func unreadable() { damage += 1 }

  mutating func unreadableRecord() { damage += 1 }

  private mutating func add(_ change: Change) {
    events.append(Event(seconds: seconds, peer: peer, change: change))
  }
}
