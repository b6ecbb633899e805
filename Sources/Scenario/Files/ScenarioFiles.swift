import Inflate
import SignalFiles
import Timeline

/// The files of a world's sample, ready to be written into a folder.
public struct ScenarioFiles: Sendable {
  /// One file.
  public struct File: Sendable, Equatable {
    /// The path within the sample's folder, with `/`.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]
  }

  /// The files, in order of their paths.
  public let files: [File]

  /// Builds the files of a world.
  ///
  /// One compressed file a datasource in the shape of IODA's API, `entities.csv`, `annotations.csv`
  /// and `README.md`. Throws only what compression throws. O(values).
  public init(of world: ScenarioWorld) throws {
    var files: [File] = []
    for datasource in world.datasources {
      let document = try SignalEncoder().encode(world.signalSet(of: datasource), as: .iodaAPI)
      files.append(File(path: "\(datasource).json.gz", bytes: try Gzip.compress(document)))
    }
    for (path, text) in [
      ("README.md", world.readme), ("annotations.csv", world.annotationsText),
      ("entities.csv", world.entitiesText),
    ] {
      files.append(File(path: path, bytes: Array(text.utf8)))
    }
    self.files = files.sorted { $0.path < $1.path }
  }
}
