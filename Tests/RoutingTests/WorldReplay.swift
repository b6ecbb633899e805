import Inflate
import Net
import Routing
import Scenario
import Timeline

/// A routing world's archive in memory, and what the engine makes of it.
struct WorldReplay {
  let world: RoutingWorld
  let truth: RoutingTruth
  /// The files, without the tables that end early if these are left out.
  let files: [ScenarioFiles.File]
  var options: VisibilityOptions

  init(_ world: RoutingWorld, isPartialLeftOut: Bool = false) throws {
    let archive = try RoutingArchive(of: world)
    self.world = world
    truth = archive.truth
    let cut = Set(truth.tables.filter { $0.isPresent && !$0.isWhole }.map(\.path))
    files = archive.files.filter { !isPartialLeftOut || !cut.contains($0.path) }
    options = VisibilityOptions()
    options.fullFeed = .prefixes(world.fullFeed)
    options.fullFeed6 = .prefixes(world.fullFeed6)
    options.minimumPeers = 1
  }

  /// A replay of the files; how far apart updates are is left to their names.
  func replay() throws -> ArchiveReplay {
    try ArchiveReplay(
      files: files.map { ArchiveFile(path: $0.path, contents: .bytes($0.bytes)) },
      options: options, places: try WorldPlaces.table(of: world))
  }

  /// A bin with its counts added up.
  struct Bin {
    let start: Int64
    let families: [IPFamily: FamilyBin]
    let outcomes: [IPFamily: VisibilityReference.Outcome]
  }

  /// All bins of the engine.
  func bins() throws -> [Bin] {
    var replay = try replay()
    var following = BinFollower()
    var bins: [Bin] = []
    while let bin = try replay.next() {
      var outcomes: [IPFamily: VisibilityReference.Outcome] = [:]
      for part in [bin.ipv4, bin.ipv6] {
        outcomes[part.family] = following.follow(part, replay.engine.entities(part.family))
      }
      bins.append(
        Bin(
          start: bin.start.seconds, families: [.ipv4: bin.ipv4, .ipv6: bin.ipv6],
          outcomes: outcomes))
    }
    return bins
  }

  /// The slow reference over the records of the same files.
  func reference() -> VisibilityReference {
    let times = Dictionary(uniqueKeysWithValues: truth.tables.map { ($0.path, $0.time) })
    let places = WorldPlaces(world)
    return VisibilityReference(
      files.map { file in
        let name = ArchiveFile(path: file.path)
        let (bytes, isWhole) = WorldReplay.plain(file)
        return VisibilityReference.File(
          collector: name.collector, isTable: name.kind == .table,
          time: (times[file.path] ?? name.time ?? world.from).seconds, bytes: bytes,
          isWhole: isWhole)
      }, prefixes: world.networks.map(\.prefix), options: options,
      cadence: Dictionary(
        uniqueKeysWithValues: world.collectors.map { ($0.name, Int64($0.updateCadence)) }),
      places: places.places, sites: places.sites)
  }

  /// The plain bytes of a file as far as they can be had.
  static func plain(_ file: ScenarioFiles.File) -> (bytes: [UInt8], isWhole: Bool) {
    guard let feed = try? ByteFeed(bytes: file.bytes, name: file.path) else { return ([], false) }
    var isWhole = true
    do {
      while try feed.fillMore() {}
    } catch {
      isWhole = false
    }
    if feed.damage.contains(where: { $0.kind != .trailing }) { isWhole = false }
    return (feed.withWindow { $0.withUnsafeBytes { Array($0) } }, isWhole)
  }
}
