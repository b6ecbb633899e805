import Foundation
import Testing

/// The committed sample, and the arguments that make its report.
enum Sample {
  /// The folder of the sample.
  static let folder: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.appendingPathComponent("SampleData/iran-2019").path
  }()

  /// The folder of the sample's results of probes.
  static let probes = "\(folder)/probes"

  /// What every output made from it must bear.
  static let notice = "Reconstructed series, not measured"

  /// The folder that holds the archive of the same world's routes, written once for all tests.
  private static let archive = Result { () throws -> Folder in
    let folder = try TemporaryFolder()
    let run = try VigilProgram(in: folder).run(["scenario", "iran-2019", "--archive", "routes"])
    try #require(run.status == 0, "\(run.message)")
    return Folder(folder)
  }

  /// A folder that lives as long as the tests and is written once.
  private struct Folder: @unchecked Sendable {
    let folder: TemporaryFolder
    init(_ folder: TemporaryFolder) { self.folder = folder }
  }

  /// The folder of the archive.
  static func archiveFolder() throws -> String {
    try archive.get().folder.url.appendingPathComponent("routes").path
  }

  /// The demo's inputs: two sources as they are, routes from which the third is
  /// computed, and results of probes.
  static func inputs() throws -> [String] {
    [
      "\(folder)/darknet.json.gz", "\(folder)/ping-slash24.json.gz", "--config",
      "\(try archiveFolder())/vigil.toml", "--config", "\(folder)/probes.toml", "--country",
      "IR", "--entities",
      "\(folder)/entities.csv",
    ]
  }

  /// The demo's arguments, for a report in `out`.
  static func replay(to out: String) throws -> [String] {
    try ["replay"] + inputs() + ["--annotations", "\(folder)/annotations.csv", "--out", out]
  }
}
