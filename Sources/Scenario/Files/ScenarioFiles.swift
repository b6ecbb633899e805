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

  /// Builds the files of a world; `compress` turns bytes into one gzip member and must give equal
  /// output for equal input.
  ///
  /// One JSON file a datasource, `entities.csv`, `annotations.csv` and `README.md`. O(values).
  public init<Failure: Error>(
    of world: ScenarioWorld, compress: ([UInt8]) throws(Failure) -> [UInt8]
  ) throws(Failure) {
    var files: [File] = []
    for datasource in world.datasources {
      let document = SignalDocument(world.signalSet(of: datasource))
      files.append(File(path: "\(datasource).json.gz", bytes: try compress(document.bytes)))
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
