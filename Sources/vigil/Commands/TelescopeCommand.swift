import ArgumentParser
import Engine
import Telescope
import Timeline

struct TelescopeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telescope", abstract: "Says what a telescope's filters do to captures.",
    subcommands: [Explain.self])

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Counts the packets that each filter removes, with an example of each.",
      discussion: """
        Takes any capture, of a telescope or not, and flow records as 'vigil signal telescope' does.  'removed' counts a packet for the first filter that \
        matches it among those that are on, 'matched' for every filter that matches, on or off.
        """)

    /// How the counts are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case table
      case json
    }

    @Argument(help: "Captures, folders or patterns; - for standard input.")
    var files: [String]

    @OptionGroup var filters: FilterChoiceOptions

    @Option(help: "The form of the output: table or json.")
    var format = Format.table

    mutating func validate() throws {
      if files.count(where: { $0 == "-" }) > 1 {
        throw ValidationError("standard input can be read once; name - once")
      }
    }

    func run() throws {
      var explanation = FilterExplanation(try filters.options())
      var findings = FindingLog()
      for path in try files.flatMap({ try PathPattern.files($0) }) {
        for finding in try explanation.read(CaptureInput(path: path)) { findings.record(finding) }
      }
      let report = explanation.report(findings: findings.findings)
      try Output.write(format == .json ? report.json : report.table)
      for finding in findings.findings { Output.note(Run.text(of: finding)) }
    }
  }
}
