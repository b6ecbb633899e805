import ArgumentParser
import Engine
import Foundation
import Inflate
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
    let loaded = try input.load()
    let encoder = SignalEncoder()
    var bytes = try encoder.encode(loaded.signals, as: to)
    if let output {
      if output.hasSuffix(".gz") { bytes = try Gzip.compress(bytes) }
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch {
        throw WriteError(place: output, error)
      }
    } else {
      try Output.write(bytes)
    }
    let findings = loaded.signals.findings.findings + encoder.losses(of: loaded.signals, as: to)
    for finding in findings { Output.note(Run.text(of: finding)) }
  }
}
