/// One route of a table dump.
public struct TableRoute: Hashable, Sendable {
  /// The position of the peer in the peer table; 0 in `TABLE_DUMP`, which names the peer itself.
  public let peer: UInt16
  /// The path identifier of RFC 7911, 0 where there is none.
  public let pathID: UInt32
  /// The path.
  public let path: PathSummary

  /// Creates a route.
  @inlinable
  public init(peer: UInt16, pathID: UInt32, path: PathSummary) {
    self.peer = peer
    self.pathID = pathID
    self.path = path
  }
}
