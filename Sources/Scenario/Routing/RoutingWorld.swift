public import Timeline

/// A synthetic world of routes with known truth: collectors, their sessions, the networks that the
/// sessions tell of, what happens to routes and sessions, and what befalls the archive.
///
/// `RoutingArchive` turns it into files; the same world gives the same bytes on every machine.
///
///     var world = RoutingWorld(name: "small", from: noon, until: noon + 7_200)
///     world.collectors = [.init("rrc00", tableCadence: 3_600)]
///     world.addFullFeeds(12, at: "rrc00")
///     world.addNetworks(40, of: ASN(64_500), country: CountryCode("IR"))
///     world.happenings = [.init(at: noon + 1_800, .withdraw(world.prefixes(of: ASN(64_500))))]
///     let archive = try RoutingArchive(of: world)
public struct RoutingWorld: Sendable {
  /// The name by which the world is asked for.
  public var name: String
  /// What the world is, in a sentence.
  public var summary: String
  /// The seed of paths, feeds and moments.
  public var seed: UInt64
  /// The start of the first update files, and the time of the first tables.
  public var from: UnixTime
  /// The end of the last update files.
  public var until: UnixTime
  /// The prefixes that make a session of this world a full feed over IPv4, for who counts them.
  public var fullFeed = 1
  /// The prefixes that make a session of this world a full feed over IPv6.
  public var fullFeed6 = 1
  /// The collectors.
  public var collectors: [Collector] = []
  /// The sessions; everything else names them by their place in this list.
  public var sessions: [Session] = []
  /// The networks, each prefix once.
  public var networks: [Network] = []
  /// What happens to routes and sessions, in any order.
  public var happenings: [Happening] = []
  /// What befalls the archive, not the routes.
  public var faults: [Fault] = []

  /// Creates a world in which there is nothing yet.
  public init(
    name: String, summary: String = "", seed: UInt64 = 1, from: UnixTime, until: UnixTime
  ) {
    self.name = name
    self.summary = summary
    self.seed = seed
    self.from = from
    self.until = until
  }
}
