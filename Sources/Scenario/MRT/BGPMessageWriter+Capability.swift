public import Net

extension BGPMessageWriter {
  /// A capability of an `OPEN` (RFC 5492).
  public enum Capability: Sendable, Hashable {
    /// Routes of an address family (RFC 4760).
    case multiprotocol(afi: UInt16, safi: UInt8)
    /// AS numbers of four octets (RFC 6793).
    case fourOctets(ASN)
    /// Several paths a prefix, received and sent (RFC 7911).
    case addPath(afi: UInt16, safi: UInt8)
    /// Any other.
    case raw(code: UInt8, value: [UInt8])

    /// The code point.
    public var code: UInt8 {
      switch self {
      case .multiprotocol: 1
      case .fourOctets: 65
      case .addPath: 69
      case .raw(let code, _): code
      }
    }

    /// The octets behind code and length.
    public var value: [UInt8] {
      var bytes: [UInt8] = []
      switch self {
      case .multiprotocol(let afi, let safi):
        bytes.append16(afi)
        bytes += [0, safi]
      case .fourOctets(let asn): bytes.append32(asn.rawValue)
      case .addPath(let afi, let safi):
        bytes.append16(afi)
        bytes += [safi, 3]
      case .raw(_, let value): bytes = value
      }
      return bytes
    }
  }
}
