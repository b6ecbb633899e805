import ArgumentParser
import Engine
import SignalFiles
import Timeline

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turns signals from any form into any other.")

  @OptionGroup var input: InputOptions

  @Option(help: "The form to write.")
  var to: SignalFormat

  @Option(help: "The file to write, compressed when it ends in .gz; standard output without it.")
  var output: String?

  func run() throws {
    try Output.requireFile(output)
    try Output.requireDistinct(
      outputs: [("--output", output)],
      inputs: [
        ("an input", input.files), ("--config", input.config), ("--entities", input.entityTables),
      ])
    let loaded = try input.load()
    let encoder = SignalEncoder()
    try Output.write(try encoder.encode(loaded.signals, as: to), to: output)
    let findings = loaded.signals.findings.findings + encoder.losses(of: loaded.signals, as: to)
    for finding in findings { Output.note(Run.text(of: finding)) }
  }
}
