public import Net

/// Takes what a file says about routes, in the file's order.
///
/// Only unicast routes arrive. Calls without a peer concern the peer that was last `heard`.
public protocol RouteSink {
  /// A table dump names its peers, to which `TableRoute.peer` points from now on.
  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32)

  /// All routes to one prefix in a record of `TABLE_DUMP_V2`.
  mutating func table(_ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>)

  /// One route of `TABLE_DUMP`.
  mutating func table(_ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute)

  /// A record of a session begins: a message of any type, or a change of state.
  mutating func heard(_ peer: RoutePeer, at seconds: UInt32)

  /// The peer no longer has a route.
  mutating func withdraw(_ prefix: Prefix, pathID: UInt32)

  /// The peer has a route, in place of the one that it had.
  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary)

  /// The session of the peer changed.
  mutating func session(_ change: SessionChange)

  /// Something of the peer could not be read: what it holds is unknown from now on.
  mutating func unreadable()

  /// Something could not be read, and nobody knows of whom it spoke.
  mutating func unreadableRecord()
}
