import Timeline

/// The routes of a world as collectors would have archived them: tables, updates, and where the
/// prefixes lie.
///
/// The /24s covered by prefixes that at least half of the peers with a full table tell are, at the
/// end of each bin, the world's `bgp` values, the faults of the instrument left out; for a country
/// as for a network. While peers are lost, what few peers carry is not visible.
///
/// The packets that reach the world's telescope, where it shows them, stand beside the routes.
public struct RouteArchive: Sendable {
  /// The files and octets written.
  public struct Size: Sendable, Equatable {
    /// The number of files.
    public var files = 0
    /// The octets of the files, compressed.
    public var bytes = 0
  }

  /// Which prefixes the archive's networks announce, and where they lie.
  public var addresses: AddressPlan { plan.addresses }

  /// The packets beside the routes; nothing for a world without them.
  public let radiation: BackgroundRadiation?

  let world: ScenarioWorld
  let scheme: ArchiveScheme
  let plan: RoutePlan

  /// Lays out the routes of a world; nothing for one that says nothing about who watches them.
  ///
  /// O(bins × networks).
  public init?(of world: ScenarioWorld) {
    guard let scheme = world.archive else { return nil }
    self.world = world
    self.scheme = scheme
    plan = RoutePlan(of: world, scheme: scheme)
    radiation = BackgroundRadiation(of: world, addresses: plan.addresses)
  }

  /// Hands out the archive's files, path and content, one at a time: the collectors' in order of
  /// time, the telescope's, then the tables and texts. Equal worlds give equal bytes.
  ///
  /// Throws what `sink` throws and what compression throws. O(prefixes × sessions × days + changes
  /// + packets); holds one hour at a time.
  public func write(_ sink: (_ path: String, _ bytes: [UInt8]) throws -> Void) throws -> Size {
    var size = Size()
    func put(_ path: String, _ bytes: [UInt8]) throws {
      try sink(path, bytes)
      size.files += 1
      size.bytes += bytes.count
    }
    var recording = ArchiveRecording(plan: plan, scheme: scheme, notice: viewName, seed: world.seed)
    try recording.run(put)
    let packets = try radiation?.write(put)
    for (path, text) in [
      ("entities.csv", networksText), ("origins.pfx2as", addresses.originsText),
      ("places.csv", addresses.placesText(built: scheme.placesBuilt)),
      ("vigil.toml", configurationText),
      ("README.md", readme(recording.counts, packets: packets, size: size)),
    ] {
      try put(path, Array(text.utf8))
    }
    return size
  }

  /// What each table says of itself.
  private var viewName: String {
    "Vigil scenario \(world.name), seed \(world.seed): reconstructed, not measured"
  }
}
