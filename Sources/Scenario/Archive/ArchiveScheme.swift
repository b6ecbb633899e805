public import Net
public import Timeline

/// What a world says about its routes beyond their numbers: who watches them and where they lie.
public struct ArchiveScheme: Sendable {
  /// How a collector names its files and folders.
  public enum Style: Sendable, Hashable {
    /// As RIPE RIS does: `rrc00/2019.11/bview.20191109.0000.gz`, and messages with microseconds.
    case ris
    /// As RouteViews does: `route-views2/bgpdata/2019.11/RIBS/rib.20191109.0000.gz`.
    case routeViews
  }

  /// How a session is lost.
  public enum Loss: Sendable, Hashable {
    /// The collector records that the session ended.
    case reset
    /// Nothing is heard any more.
    case silence
  }

  /// A session of a peer with a collector.
  public struct Session: Sendable, Hashable {
    /// The peer's network.
    public var asn: ASN
    /// The peer's address.
    public var address: IPAddress
    /// Whether the peer tells a part of its routes only.
    public var isPartial: Bool
    /// How the session is lost while the collector loses peers; nothing for one that stays.
    public var loss: Loss?

    /// Creates a session.
    public init(asn: ASN, address: IPAddress, isPartial: Bool = false, loss: Loss? = nil) {
      self.asn = asn
      self.address = address
      self.isPartial = isPartial
      self.loss = loss
    }
  }

  /// A collector with its sessions.
  public struct Collector: Sendable {
    /// The name, which is its folder's too.
    public var name: String
    /// How files are named.
    public var style: Style
    /// The collector's own network.
    public var asn: ASN
    /// The collector's address.
    public var address: IPAddress
    /// The sessions, in the order of the peer table.
    public var sessions: [Session]

    /// Creates a collector.
    public init(
      name: String, style: Style, asn: ASN, address: IPAddress, sessions: [Session]
    ) {
      self.name = name
      self.style = style
      self.asn = asn
      self.address = address
      self.sessions = sessions
    }
  }

  /// The collectors.
  public var collectors: [Collector]
  /// The networks through which the peers' paths lead.
  public var transits: [ASN]
  /// When the sessions with a `loss` are lost.
  public var lossFrom: UnixTime
  /// When they are back.
  public var lossUntil: UnixTime
  /// The /24s of an operator that lie at an unknown place; they are the last that it withdraws.
  public var elsewhere: [Entity: Int]
  /// How many further networks of each country never change.
  public var steadyNetworks: Int
  /// The least level of a network of which few peers carry about a fiftieth: just over half of
  /// them, until some are lost. Nothing for none.
  public var thinFrom: Int?
  /// The number of prefixes in the rest of the world.
  public var backgroundPrefixes: Int
  /// The first of the private ASNs that further networks bear.
  public var firstNetwork: ASN
  /// The date of the table of places.
  public var placesBuilt: UnixTime

  /// Creates a scheme, which needs a full-feed session that is never lost, a transit network and a
  /// steady one.
  public init(
    collectors: [Collector], transits: [ASN], lossFrom: UnixTime, lossUntil: UnixTime,
    elsewhere: [Entity: Int],
    steadyNetworks: Int, thinFrom: Int?, backgroundPrefixes: Int, firstNetwork: ASN,
    placesBuilt: UnixTime
  ) {
    precondition(
      collectors.contains { $0.sessions.contains { !$0.isPartial && $0.loss == nil } },
      "a scheme needs a full-feed session that stays")
    precondition(!transits.isEmpty && steadyNetworks > 0, "a scheme needs networks")
    self.collectors = collectors
    self.transits = transits
    self.lossFrom = lossFrom
    self.lossUntil = lossUntil
    self.elsewhere = elsewhere
    self.steadyNetworks = steadyNetworks
    self.thinFrom = thinFrom
    self.backgroundPrefixes = backgroundPrefixes
    self.firstNetwork = firstNetwork
    self.placesBuilt = placesBuilt
  }
}
