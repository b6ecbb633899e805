public import Timeline

extension SyntheticInternet {
  /// How large an internet is, who watches it, and how much it says.
  public struct Shape: Sendable, Hashable {
    /// The IPv4 prefixes.
    public var prefixes: Int
    /// The IPv6 prefixes.
    public var prefixes6: Int
    /// The collectors; the first half files as RIS does, the others as RouteViews.
    public var collectors: Int
    /// The sessions with full feeds, spread over the collectors.
    public var fullFeeds: Int
    /// The sessions that tell of every twentieth block.
    public var partialFeeds: Int
    /// The part of the prefixes that a full feed lacks, in hundredths: 0, 4, 8, ...
    public var missing: Int
    /// The start: the time of the tables, and of the first updates.
    public var from: UnixTime
    /// Seconds of updates.
    public var duration: Int
    /// The messages of all collectors; each 1,000 announce 1,050 IPv4 and 350 IPv6 routes and
    /// withdraw 320.
    public var messages: Int
    /// The fewest and most ASNs between peer and origin.
    public var transit: ClosedRange<Int>
    /// The fewest and most communities of a route.
    public var communities: ClosedRange<Int>
    /// Whether messages bear microseconds, and announcements a `MULTI_EXIT_DISC`.
    public var isRich: Bool
    /// Whether tables hold the IPv6 prefixes too, and not the updates alone.
    public var tablesHoldIPv6: Bool
    /// The seed.
    public var seed: UInt64 = 1

    /// One collector with 40 full feeds: a table of 1,000,000 IPv4 prefixes and 36.8 million entries of
    /// 67 octets, and 1,000,000 messages in fifteen minutes.
    public static let oneCollector = Shape(
      prefixes: 1_000_000, prefixes6: 200_000, collectors: 1, fullFeeds: 40, partialFeeds: 0,
      missing: 8, from: start, duration: 900, messages: 1_000_000, transit: 1...5,
      communities: 2...8, isRich: true, tablesHoldIPv6: false)

    /// Ten collectors with 60 full and 300 partial feeds, 1,000,000 IPv4 and 200,000 IPv6 prefixes,
    /// and a day of 50 million updates; or a part of all that.
    ///
    /// The sessions stay as many as they are at any scale.
    public static func tenCollectors(scale: Double = 1) -> Shape {
      Shape(
        prefixes: max(800, Int(1_000_000 * scale)), prefixes6: max(80, Int(200_000 * scale)),
        collectors: 10, fullFeeds: 60, partialFeeds: 300, missing: 4, from: start,
        duration: 86_400, messages: Int(50_000_000 / 1.72 * scale), transit: 1...3,
        communities: 0...0, isRich: false, tablesHoldIPv6: true)
    }

    /// 2024-03-01T00:00:00Z.
    private static let start = UnixTime(1_709_251_200)

    /// The name of a collector.
    public func name(of collector: Int) -> String {
      let ris = (collectors + 1) / 2
      if collector < ris { return collector < 10 ? "rrc0\(collector)" : "rrc\(collector)" }
      return "route-views\(collector - ris + 2)"
    }
  }

  /// What has been written.
  public struct Counts: Sendable, Hashable {
    /// The octets before compression.
    public var octets = 0
    /// The records.
    public var records = 0
    /// The routes in tables.
    public var entries = 0
    /// The routes announced.
    public var announced = 0
    /// The routes withdrawn.
    public var withdrawn = 0

    /// Creates a count of nothing.
    public init() {}

    /// Adds another count.
    public static func += (a: inout Counts, b: Counts) {
      a.octets += b.octets
      a.records += b.records
      a.entries += b.entries
      a.announced += b.announced
      a.withdrawn += b.withdrawn
    }
  }
}
