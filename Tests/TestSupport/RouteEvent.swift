import MRT
import Net

/// One thing that either reader of MRT files says about unicast routes, so that the two can be held
/// against each other.
enum RouteEvent: Hashable, Sendable {
  case table(seconds: UInt32, RoutePeer, Prefix, pathID: UInt32, PathSummary)
  case announce(seconds: UInt32, RoutePeer, Prefix, pathID: UInt32, PathSummary)
  case withdraw(seconds: UInt32, RoutePeer, Prefix, pathID: UInt32)
  case session(seconds: UInt32, RoutePeer, SessionChange)
  case unreadable
}

/// What `RouteReader` says.
struct RouteEventList: RouteSink {
  private(set) var events: [RouteEvent] = []
  private var peers: [RoutePeer] = []
  private var peer = RoutePeer(address: IPAddress(ipv4: 0), asn: .zero)
  private var seconds: UInt32 = 0

  init() {}

  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32) { self.peers = peers }

  mutating func table(
    _ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>
  ) {
    for index in 0..<routes.count {
      let route = routes[index]
      events.append(
        .table(
          seconds: seconds, peers[Int(route.peer)], prefix, pathID: route.pathID, route.path))
    }
  }

  mutating func table(
    _ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute
  ) {
    events.append(.table(seconds: seconds, peer, prefix, pathID: route.pathID, route.path))
  }

  mutating func heard(_ peer: RoutePeer, at seconds: UInt32) {
    self.peer = peer
    self.seconds = seconds
  }

  mutating func withdraw(_ prefix: Prefix, pathID: UInt32) {
    events.append(.withdraw(seconds: seconds, peer, prefix, pathID: pathID))
  }

  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary) {
    events.append(.announce(seconds: seconds, peer, prefix, pathID: pathID, path))
  }

  mutating func session(_ change: SessionChange) {
    events.append(.session(seconds: seconds, peer, change))
  }

  mutating func unreadable() { events.append(.unreadable) }
  mutating func unreadableRecord() { events.append(.unreadable) }
}

/// What `ElementReader` says of unicast routes that were received, in the same words.
struct ElementEventList: ElementSink {
  private(set) var events: [RouteEvent] = []

  init() {}

  mutating func unreadable() { events.append(.unreadable) }

  mutating func element(_ element: borrowing MRTElement) {
    let (seconds, peer) = (element.seconds, element.peer)
    if element.isLocal || element.isMulticast || element.isOfBrokenList { return }
    let path = element.attributes?.asPath?.summary ?? .empty
    let pathID = element.pathID ?? 0
    switch element.kind {
    case .tableEntry:
      guard let prefix = element.prefix else { return }
      events.append(.table(seconds: seconds, peer, prefix, pathID: pathID, path))
    case .announcement:
      guard let prefix = element.prefix else { return }
      events.append(.announce(seconds: seconds, peer, prefix, pathID: pathID, path))
    case .withdrawal:
      guard let prefix = element.prefix else { return }
      events.append(.withdraw(seconds: seconds, peer, prefix, pathID: pathID))
    case .stateChange(6, 6): break
    case .stateChange(_, let new):
      events.append(.session(seconds: seconds, peer, new == 6 ? .established : .reset))
    case .message(.open), .message(.notification):
      events.append(.session(seconds: seconds, peer, .reset))
    case .message: break
    }
  }
}
