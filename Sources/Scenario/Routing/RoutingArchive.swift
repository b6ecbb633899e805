/// The files of a routing world, and the truth beside them.
///
/// Paths are those of the archives: RIS names below `rrc00/`, RouteViews names below
/// `route-views2/bgpdata/`, so the files' folder is a mirror of both.
public struct RoutingArchive: Sendable {
  /// The files, in order of their paths.
  public let files: [ScenarioFiles.File]
  /// What was told.
  public let truth: RoutingTruth

  /// Plays a world and writes its files. Throws only what compression throws. O(records + routes of
  /// all tables).
  public init(of world: RoutingWorld) throws {
    var playback = RoutingPlayback(world: world)
    try playback.run()
    files = playback.collectors.flatMap(\.files).sorted { $0.path < $1.path }
    truth = playback.truth
  }

  /// Writes the files below a folder.
  public func write(to folder: String) throws {
    for file in files { try OutputFile("\(folder)/\(file.path)").write(file.bytes) }
  }
}
