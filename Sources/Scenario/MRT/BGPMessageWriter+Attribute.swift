public import Net

extension BGPMessageWriter {
  /// A path attribute with its value (RFC 4271, 4.3 and those named below).
  ///
  /// A list of them is written in its order, twice what stands in it twice.
  public enum Attribute: Sendable, Hashable {
    /// Type 1: 0 IGP, 1 EGP, 2 INCOMPLETE; other numbers are malformed.
    case origin(UInt8)
    /// Type 2.
    case asPath([PathSegment])
    /// Type 3: an IPv4 address.
    case nextHop(IPAddress)
    /// Type 4, `MULTI_EXIT_DISC`.
    case multiExit(UInt32)
    /// Type 5.
    case localPreference(UInt32)
    /// Type 6.
    case atomicAggregate
    /// Type 7.
    case aggregator(ASN, IPAddress)
    /// Type 8 (RFC 1997): each 16 bits of ASN and 16 bits of value.
    case communities([UInt32])
    /// Type 14, `MP_REACH_NLRI` (RFC 4760, 3): one or two next hops, the second of local scope.
    ///
    /// In a table dump of version 2 only the next hops are written (RFC 6396, 4.3.4).
    case multiprotocolReach(nextHops: [IPAddress], [NLRI], afi: UInt16 = 2, safi: UInt8 = 1)
    /// Type 15, `MP_UNREACH_NLRI` (RFC 4760, 4).
    case multiprotocolUnreach([NLRI], afi: UInt16 = 2, safi: UInt8 = 1)
    /// Type 16 (RFC 4360).
    case extendedCommunities([UInt64])
    /// Type 17 (RFC 6793): always four octets an ASN.
    case as4Path([PathSegment])
    /// Type 18 (RFC 6793).
    case as4Aggregator(ASN, IPAddress)
    /// Type 32 (RFC 8092): the ASN and two numbers of its own.
    case largeCommunities([LargeCommunity])
    /// Any other, or a known one with a value of one's own.
    case raw(flags: UInt8, type: UInt8, value: [UInt8])

    /// The path `AS_SEQUENCE` of the given ASNs.
    public static func path(_ asns: ASN...) -> Attribute { .asPath([.sequence(asns)]) }

    /// The code point.
    public var type: UInt8 {
      switch self {
      case .origin: 1
      case .asPath: 2
      case .nextHop: 3
      case .multiExit: 4
      case .localPreference: 5
      case .atomicAggregate: 6
      case .aggregator: 7
      case .communities: 8
      case .multiprotocolReach: 14
      case .multiprotocolUnreach: 15
      case .extendedCommunities: 16
      case .as4Path: 17
      case .as4Aggregator: 18
      case .largeCommunities: 32
      case .raw(_, let type, _): type
      }
    }

    /// The flags that the attribute's definition gives it, without extended length.
    public var flags: UInt8 {
      switch self {
      case .origin, .asPath, .nextHop, .localPreference, .atomicAggregate: 0x40
      case .multiExit, .multiprotocolReach, .multiprotocolUnreach: 0x80
      case .aggregator, .communities, .extendedCommunities, .as4Path, .as4Aggregator,
        .largeCommunities:
        0xC0
      case .raw(let flags, _, _): flags
      }
    }
  }

  /// A community of three numbers (RFC 8092).
  public struct LargeCommunity: Sendable, Hashable {
    /// The ASN that gives the other two their meaning.
    public var administrator: UInt32
    /// The first number.
    public var first: UInt32
    /// The second number.
    public var second: UInt32

    /// Creates a community.
    public init(_ administrator: UInt32, _ first: UInt32, _ second: UInt32) {
      self.administrator = administrator
      self.first = first
      self.second = second
    }
  }
}
