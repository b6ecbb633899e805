import ArgumentParser
import Scenario

struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Writes a synthetic world with known truth.",
    discussion: "Known worlds: \(ScenarioCatalog.names.joined(separator: ", ")).")

  @Argument(help: "The world's name.")
  var name: String

  @Option(help: "The folder to write to.")
  var out: String

  @Option(help: "Another seed than the committed sample's.")
  var seed: UInt64?

  func run() throws {
    guard let world = ScenarioCatalog.named(name, seed: seed) else {
      throw ValidationError(
        "no world is called '\(name)'; known: \(ScenarioCatalog.names.joined(separator: ", "))")
    }
    let files = try ScenarioFiles(of: world)
    try FolderWriter(out).write(files.files.map { ($0.path, $0.bytes) })
    for file in files.files { try Output.write("\(file.path)\t\(file.bytes.count) bytes\n") }
  }
}
