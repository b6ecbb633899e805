public import Net
import Wire

/// AGGREGATOR: who put several routes together into this one (RFC 4271, 5.1.7).
public struct Aggregator: Hashable, Sendable {
  /// The autonomous system.
  public let asn: ASN
  /// The router.
  public let address: IPAddress

  /// Creates an aggregator.
  public init(asn: ASN, address: IPAddress) {
    self.asn = asn
    self.address = address
  }
}

extension Aggregator: PathAttribute {
  static let code: UInt8 = 7
  static let flags: UInt8? = AttributeFlags.optionalTransitive
  static let withdrawsWhenMalformed = false

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> Aggregator {
    try cursor.requireExactly(width + 4)
    let asn = width == 4 ? try cursor.readUInt32() : UInt32(try cursor.readUInt16())
    return Aggregator(asn: ASN(asn), address: try cursor.readAddress(.ipv4))
  }
}
