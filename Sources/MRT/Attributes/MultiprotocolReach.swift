public import Net
import Wire

/// MP_REACH_NLRI without its prefixes: the next hop of routes of any family (RFC 4760, 3).
public struct MultiprotocolReach: Hashable, Sendable {
  /// The family of the prefixes; nothing in a table, which knows it from its record.
  public let family: AddressFamily?
  /// The next hops: one, or a global and a link-local one (RFC 2545, 3). Empty where their length is
  /// not one of addresses.
  public let nextHops: [IPAddress]

  /// Creates a value.
  public init(family: AddressFamily?, nextHops: [IPAddress]) {
    self.family = family
    self.nextHops = nextHops
  }

  static let code: UInt8 = 14

  /// Reads the attribute of a message up to its prefixes.
  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor) throws(WireError) -> MultiprotocolReach {
    let afi = try cursor.readUInt16()
    let safi = try cursor.readUInt8()
    let length = Int(try cursor.readUInt8())
    var hops = try cursor.split(length)
    try cursor.skip(1)
    return MultiprotocolReach(
      family: AddressFamily(afi: afi, safi: safi), nextHops: try addresses(&hops))
  }

  /// Reads the attribute of a table: the next hop alone (RFC 6396, 4.3.4), or all of it, as some
  /// write it; then its first octet is the zero of the family.
  @_lifetime(cursor: copy cursor)
  static func readTable(_ cursor: inout WireCursor) throws(WireError) -> MultiprotocolReach {
    var whole = cursor
    let length = Int(try cursor.readUInt8())
    if length == 0 { return try read(&whole) }
    var hops = try cursor.split(length)
    return MultiprotocolReach(family: nil, nextHops: try addresses(&hops))
  }

  @_lifetime(hops: copy hops)
  private static func addresses(_ hops: inout WireCursor) throws(WireError) -> [IPAddress] {
    switch hops.remaining {
    case 4: [try hops.readAddress(.ipv4)]
    case 16: [try hops.readAddress(.ipv6)]
    case 32: [try hops.readAddress(.ipv6), try hops.readAddress(.ipv6)]
    default: []
    }
  }
}
