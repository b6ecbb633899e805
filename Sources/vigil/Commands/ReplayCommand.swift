import ArgumentParser
import Engine
import Foundation
import Incidents
import Reports
import Timeline

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Replays signals and writes a report with its evidence.",
    discussion: """
      Feeds bins in the order in which they could be known through the code that watching uses. \
      --out DIR receives incidents.json, events.ndjson, events.csv, series.csv, report.md, \
      report.html, figures/*.svg and manifest.json; 'vigil verify DIR INPUT...' repeats it.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var judging: JudgingOptions
  @OptionGroup var report: ReportingOptions

  @Option(help: "The folder to write the report to; made if missing.")
  var out: String?

  func run() throws {
    var analysis = try Run.analysis(input, judging)
    if let notes = try report.input() { analysis.inputs.append(notes) }
    if let out {
      let bundle = try report.bundle(analysis)
      try FolderWriter(out).write(bundle.files.map { ($0.path, $0.bytes) })
    }
    try Output.write(analysis.incidentText(.table, style: Output.style))
    if let country = try? analysis.chooseCountry(input.countryEntity),
      let anatomy = analysis.anatomies.filter({ $0.incident.entity == country }).gravest
    {
      var shown = analysis
      shown.anatomies = [anatomy]
      shown.notices = []
      try Output.write("\n" + shown.anatomyText(.table, style: Output.style))
    }
    if let out { try Output.write("\nreport: \(out)/report.html\n") }
    Run.conclude(analysis)
  }
}
