import ArgumentParser
import Engine
import Foundation
import Reports

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Makes a report again from its inputs and compares bytes.",
    discussion: """
      Takes the command from the report's manifest, and finds the inputs, tables of entities, \
      annotations and a profile's file by their names among INPUT... Ends with 1 when anything \
      differs.
      """)

  @Argument(help: "The folder of the report.")
  var report: String

  @Argument(help: "The inputs of the report: files, or folders that hold them.")
  var inputs: [String]

  func run() throws {
    let differences = try Verification(report: report, inputs: inputs).differences()
    for difference in differences { Output.note(difference) }
    guard differences.isEmpty else { throw ExitStatus.failed }
    try Output.write("verified: the same bytes from the same inputs\n")
  }
}
