public import Net

extension RoutingWorld {
  /// A peer's session with a collector.
  public struct Session: Sendable, Hashable {
    /// Which of the world's networks the peer tells of.
    public enum Feed: Sendable, Hashable {
      /// All.
      case full
      /// This part of them, drawn once for the session.
      case share(Double)
      /// Those within the given prefixes.
      case within([Prefix])
    }

    /// The collector's name.
    public var collector: String
    /// The peer's address.
    public var address: IPAddress
    /// The peer's ASN.
    public var asn: ASN
    /// The octets of an ASN in its messages; with two, longer ones go into `AS4_PATH`.
    public var width: BGPMessageWriter.ASNWidth
    /// What it tells of.
    public var feed: Feed
    /// The families that it tells of.
    public var families: Set<IPFamily>
    /// The paths that it tells for each network, with path ids from 1; 0 is a session without
    /// add-path, which tells one.
    public var paths: Int

    /// Creates a session.
    public init(
      collector: String, address: IPAddress, asn: ASN, width: BGPMessageWriter.ASNWidth = .four,
      feed: Feed = .full, families: Set<IPFamily> = [.ipv4], paths: Int = 0
    ) {
      self.collector = collector
      self.address = address
      self.asn = asn
      self.width = width
      self.feed = feed
      self.families = families
      self.paths = paths
    }
  }

  /// Which sessions something happens to.
  public enum Selection: Sendable, Hashable {
    /// All of them.
    case all
    /// Those at these places of the list.
    case at([Int])
    /// Those of a peer, at whatever collector.
    case of(ASN)
    /// Those with a collector.
    case with(String)
  }

  /// The places of the sessions that a selection means, ascending.
  public func indices(_ selection: Selection) -> [Int] {
    switch selection {
    case .all: Array(sessions.indices)
    case .at(let list): list.filter(sessions.indices.contains).sorted()
    case .of(let asn): sessions.indices.filter { sessions[$0].asn == asn }
    case .with(let name): sessions.indices.filter { sessions[$0].collector == name }
    }
  }

  /// Adds full feeds to a collector, with ASNs that count up from `first` and addresses of their own.
  ///
  /// An address is the same wherever the same ASN peers: 203.0.0.0/16 and 2001:db8:ffff::/48 with the
  /// ASN's last 16 bits behind them.
  @discardableResult
  public mutating func addFullFeeds(
    _ count: Int, at collector: String, first: UInt32 = 64_601,
    families: Set<IPFamily> = [.ipv4]
  ) -> [Int] {
    let start = sessions.count
    for asn in first..<first + UInt32(max(0, count)) {
      sessions.append(
        Session(
          collector: collector, address: RoutingWorld.address(of: ASN(asn)), asn: ASN(asn),
          families: families))
    }
    return Array(start..<sessions.count)
  }

  /// The address from which an ASN peers unless a session says otherwise.
  public static func address(of asn: ASN, family: IPFamily = .ipv4) -> IPAddress {
    let host = asn.rawValue & 0xFFFF
    return family == .ipv4
      ? IPAddress(ipv4: 0xCB00_0000 | host)
      : IPAddress(high: 0x2001_0DB8_FFFF_0000, low: UInt64(host), family: .ipv6)
  }
}
