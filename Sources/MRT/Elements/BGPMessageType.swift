/// The type of a BGP message (RFC 4271, 4.1; RFC 2918).
public enum BGPMessageType: UInt8, Sendable, Hashable {
  /// The first message of a session.
  case open = 1
  /// Routes announced and withdrawn.
  case update = 2
  /// The last message of a session, which says why it ends.
  case notification = 3
  /// A sign of life.
  case keepalive = 4
  /// The wish to be told all routes again.
  case routeRefresh = 5
}
