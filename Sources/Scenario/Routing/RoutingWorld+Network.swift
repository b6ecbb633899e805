public import Net
public import Timeline

extension RoutingWorld {
  /// How the AS paths of a network end.
  public enum Tail: Sendable, Hashable {
    /// With this ASN: the origin.
    case origin(ASN)
    /// With an `AS_SET`: no origin.
    case set([ASN])
    /// With a confederation's segment: no origin.
    case confederation([ASN])
    /// There is no path at all: no origin.
    case empty

    /// The origin that the path gives; neither 0 nor `AS_TRANS` is one.
    public var origin: ASN? {
      if case .origin(let asn) = self, asn.isOrigin { return asn }
      return nil
    }
  }

  /// A prefix, who originates it, and where it lies.
  public struct Network: Sendable, Hashable {
    /// The prefix.
    public var prefix: Prefix
    /// The ends of its paths: session `i` tells the one at place `i` modulo their number, and with
    /// add-path the following ones for its further paths. More than one make a MOAS.
    public var tails: [Tail]
    /// Whether it is announced from the world's start on.
    public var isAnnounced: Bool
    /// The country that holds it.
    public var country: CountryCode?
    /// The region that holds it, by ISO 3166-2: `IR-23`.
    public var region: String?

    /// Creates a network with one or more origins.
    public init(
      _ prefix: Prefix, origins: [ASN], isAnnounced: Bool = true, country: CountryCode? = nil,
      region: String? = nil
    ) {
      self.init(
        prefix, tails: origins.map(Tail.origin), isAnnounced: isAnnounced, country: country,
        region: region)
    }

    /// Creates a network whose paths end in any way.
    public init(
      _ prefix: Prefix, tails: [Tail], isAnnounced: Bool = true, country: CountryCode? = nil,
      region: String? = nil
    ) {
      self.prefix = prefix
      self.tails = tails
      self.isAnnounced = isAnnounced
      self.country = country
      self.region = region
    }
  }

  /// Adds networks of an origin, side by side from `start` or behind the last one of their length.
  ///
  /// `start` is the lowest address; without it the networks of length 24 begin at 5.0.0.0.
  @discardableResult
  public mutating func addNetworks(
    _ count: Int, of origin: ASN, length: UInt8 = 24, start: IPAddress? = nil,
    country: CountryCode? = nil, region: String? = nil
  ) -> [Prefix] {
    let size = UInt64(1) << UInt64(32 - min(32, Int(length)))
    var next = start.map { UInt64($0.ipv4) } ?? 0x0500_0000
    if start == nil {
      for network in networks where network.prefix.family == .ipv4 {
        let end = UInt64(network.prefix.lastAddress.ipv4) + 1
        if network.prefix.address.ipv4 >= 0x0500_0000 { next = max(next, end) }
      }
    }
    next = (next + size - 1) / size * size
    let added = (0..<UInt64(max(0, count))).map {
      Prefix(ipv4: UInt32(truncatingIfNeeded: next + $0 * size), length: length)
    }
    networks += added.map { Network($0, origins: [origin], country: country, region: region) }
    return added
  }

  /// The prefixes that an ASN originates at the world's start, in order.
  public func prefixes(of origin: ASN) -> [Prefix] {
    networks.filter { $0.tails.contains { $0.origin == origin } }.map(\.prefix).sorted()
  }
}
