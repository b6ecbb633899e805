public import Net

/// One thing that a record says: a route of a table, a route announced or withdrawn, a session's
/// change.
public struct MRTElement: Hashable, Sendable {
  /// What is said.
  public enum Kind: Hashable, Sendable {
    /// A table holds a route (`B`).
    case tableEntry
    /// The peer has a route from now on (`A`).
    case announcement
    /// The peer has the route no longer (`W`); also what RFC 7606 treats so.
    case withdrawal
    /// The session's state changed, by the numbers of RFC 4271, 8.2.2 (`STATE`).
    case stateChange(from: UInt16, to: UInt16)
    /// A BGP message that is no UPDATE.
    case message(BGPMessageType)
  }

  /// What is said.
  public let kind: Kind
  /// The type of the record.
  public let recordType: MRTType
  /// Seconds since 1970, of the record.
  public let seconds: UInt32
  /// Microseconds, where the record tells them (`BGP4MP_ET`).
  public let microseconds: UInt32?
  /// The peer of the session, or whom the table's route is from.
  public let peer: RoutePeer
  /// Whether the message was sent by the collector, and not received (`_LOCAL`; RFC 6396, 4.4.4).
  public let isLocal: Bool
  /// The prefix of a route; nothing for sessions.
  public let prefix: Prefix?
  /// Whether the route is for multicast (SAFI 2).
  public let isMulticast: Bool
  /// The path identifier (RFC 7911), where the record tells it.
  public let pathID: UInt32?
  /// When the table's route came, by its entry; nothing for others.
  public let originated: UInt32?
  /// Whether the list that held the prefix breaks off behind it, so that a router would have used none
  /// of it (RFC 7606, 5.3) and visibility leaves it out.
  public let isOfBrokenList: Bool
  /// The attributes of a route that stands; nothing for withdrawals and sessions.
  public let attributes: PathAttributes?

  /// Creates an element.
  public init(
    kind: Kind, recordType: MRTType, seconds: UInt32, microseconds: UInt32? = nil,
    peer: RoutePeer, isLocal: Bool = false, prefix: Prefix? = nil, isMulticast: Bool = false,
    pathID: UInt32? = nil, originated: UInt32? = nil,
    isOfBrokenList: Bool = false, attributes: PathAttributes? = nil
  ) {
    self.kind = kind
    self.recordType = recordType
    self.seconds = seconds
    self.microseconds = microseconds
    self.peer = peer
    self.isLocal = isLocal
    self.prefix = prefix
    self.isMulticast = isMulticast
    self.pathID = pathID
    self.originated = originated
    self.isOfBrokenList = isOfBrokenList
    self.attributes = attributes
  }

  /// Where packets to the prefix go: of IPv4 without a multiprotocol attribute NEXT_HOP, else the
  /// first next hop of MP_REACH_NLRI.
  public var nextHop: IPAddress? {
    guard let attributes else { return nil }
    if prefix?.family == .ipv6 { return attributes.reach?.nextHops.first ?? attributes.nextHop }
    return attributes.nextHop ?? attributes.reach?.nextHops.first
  }
}
