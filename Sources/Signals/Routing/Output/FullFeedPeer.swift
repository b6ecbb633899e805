public import MRT

/// A session that counted in a bin, by its collector and its peer.
public struct FullFeedPeer: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The collector.
  public let collector: String
  /// The peer.
  public let peer: RoutePeer

  /// Creates a name.
  public init(collector: String, peer: RoutePeer) {
    self.collector = collector
    self.peer = peer
  }

  /// Orders by ASN, address and collector.
  public static func < (a: FullFeedPeer, b: FullFeedPeer) -> Bool {
    a.peer == b.peer ? a.collector < b.collector : a.peer < b.peer
  }

  /// `AS3333 193.0.0.56 at rrc00`.
  public var description: String { "\(peer) at \(collector)" }
}
