import ArgumentParser
import Scenario

struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Writes a synthetic world with known truth.",
    discussion: "Known worlds: \(ScenarioCatalog.names.joined(separator: ", ")).")

  @Argument(help: "The world's name.")
  var name: String

  @Option(help: "The folder to write ready-made signals and results of probes to.")
  var out: String?

  @Option(
    help: "The folder to write routes to, as collectors archive them, and captures of a telescope.")
  var archive: String?

  @Option(help: "Another seed than the committed sample's.")
  var seed: UInt64?

  func validate() throws {
    if out == nil, archive == nil { throw ValidationError("give --out, --archive or both") }
  }

  func run() throws {
    guard let world = ScenarioCatalog.named(name, seed: seed) else {
      throw ValidationError(
        "no world is called '\(name)'; known: \(ScenarioCatalog.names.joined(separator: ", "))")
    }
    if let out {
      let files =
        try ScenarioFiles(of: world).files + (try ProbeArchive(of: world)?.files() ?? [])
      try FolderWriter(out).write(files.map { ($0.path, $0.bytes) })
      for file in files { try Output.write("\(file.path)\t\(file.bytes.count) bytes\n") }
    }
    if let archive { try write(world, to: FolderWriter(archive)) }
  }

  private func write(_ world: ScenarioWorld, to folder: FolderWriter) throws {
    guard let archive = RouteArchive(of: world) else {
      throw ValidationError("nobody watches the routes of '\(name)'")
    }
    let size = try archive.write { path, bytes in try folder.write([(path, bytes)]) }
    try Output.write("\(archive.addresses.holdings.count) prefixes\t\(size.files) files\t")
    try Output.write("\(size.bytes) bytes\n")
  }
}
