/// A version of the Internet protocol.
public enum IPFamily: UInt8, Sendable, Hashable, CaseIterable {
  /// Version 4: addresses of 32 bits.
  case ipv4 = 4
  /// Version 6: addresses of 128 bits.
  case ipv6 = 6

  /// The bits of an address.
  @inlinable
  public var bits: Int { self == .ipv4 ? 32 : 128 }

  /// The octets of an address.
  @inlinable
  public var octets: Int { self == .ipv4 ? 4 : 16 }

  /// The family of an address family identifier (RFC 4760: 1 and 2), or nothing for another.
  @inlinable
  public init?(afi: UInt16) {
    switch afi {
    case 1: self = .ipv4
    case 2: self = .ipv6
    default: return nil
    }
  }
}
