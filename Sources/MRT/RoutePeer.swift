public import Net

/// The peer of a BGP session, as records name it.
public struct RoutePeer: Hashable, Sendable {
  /// The peer's address.
  public let address: IPAddress
  /// The peer's autonomous system.
  public let asn: ASN

  /// Creates a peer.
  @inlinable
  public init(address: IPAddress, asn: ASN) {
    self.address = address
    self.asn = asn
  }
}

extension RoutePeer: Comparable, CustomStringConvertible {
  /// Orders peers by ASN, then by address.
  public static func < (a: RoutePeer, b: RoutePeer) -> Bool {
    a.asn == b.asn ? a.address < b.address : a.asn < b.asn
  }

  /// `AS3333 193.0.0.56`.
  public var description: String { "AS\(asn) \(address)" }
}
