import Net

/// What kind of routes a message speaks of: the address family and its subsequent identifier
/// (RFC 4760, 5).
public struct AddressFamily: Hashable, Sendable {
  /// The address family identifier: 1 for IPv4, 2 for IPv6.
  public let afi: UInt16
  /// The subsequent identifier: 1 for unicast, 2 for multicast.
  public let safi: UInt8

  /// Creates a family.
  @inlinable
  public init(afi: UInt16, safi: UInt8) {
    self.afi = afi
    self.safi = safi
  }

  /// IPv4 unicast: what an UPDATE holds without a multiprotocol attribute.
  public static let ipv4Unicast = AddressFamily(afi: 1, safi: 1)

  /// The family whose prefixes can be read: unicast or multicast of IPv4 or IPv6.
  var prefixes: IPFamily? { safi == 1 || safi == 2 ? IPFamily(afi: afi) : nil }
}
