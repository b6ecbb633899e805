import ArgumentParser
import Engine
import Incidents
import Reports
import Timeline

struct AnatomyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anatomy",
    abstract: "Takes one country's outage apart, operator by operator.",
    discussion: """
      Order, mechanism, depth, steps and recovery of each operator, from the signals alone. Shows \
      the country's gravest incident; --all shows every one.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var judging: JudgingOptions

  @Option(help: "How to print: table, json, ndjson, csv or markdown.")
  var format = OutputFormat.table

  @Option(help: "A moment at which to read shares (RFC 3339 or epoch seconds).")
  var at: String?

  @Option(help: "The time after the first step in which another belongs to the same fall.")
  var window = "3h"

  @Option(help: "The most operators to list.")
  var rows = 20

  @Flag(help: "Every incident of the country.")
  var all = false

  mutating func validate() throws {
    if let at, JudgingOptions.time(at) == nil {
      throw ValidationError("--at \(at): expected 2019-11-16T15:05Z or epoch seconds")
    }
    guard let seconds = DurationText.seconds(window), (300...30 * 86_400).contains(seconds) else {
      throw ValidationError("--window \(window): expected a duration from 5m to 30d such as 3h")
    }
    guard (1...100_000).contains(rows) else { throw ValidationError("--rows: expected 1 or more") }
  }

  func run() throws {
    let time = at.flatMap(JudgingOptions.time)
    var analysis = try Run.analysis(
      input, judging, shareTimes: time.map { [$0] } ?? [],
      window: DurationText.seconds(window))
    let country = try analysis.chooseCountry(input.countryEntity)
    let found = analysis.anatomies(of: country)
    analysis.anatomies = all ? found : found.gravest.map { [$0] } ?? []
    if found.isEmpty {
      try sayNothing(of: country, in: analysis)
    } else {
      try Output.write(
        analysis.anatomyText(format, rowLimit: rows, shareTime: time, style: Output.style))
      if !all, found.count > 1 {
        let noun = found.count == 2 ? "incident" : "incidents"
        Output.note("\(found.count - 1) smaller \(noun) of \(country) not shown: --all")
      }
    }
    Run.conclude(analysis)
  }

  /// Says that there is no incident; JSON says it on standard output too, with the coverage.
  private func sayNothing(of country: Entity, in analysis: Analysis) throws {
    let members = analysis.events.count { analysis.membership.country(of: $0.entity) == country }
    let hint = members > 0 ? "; \(members) events of its members: vigil detect" : ""
    Output.note("no incident of \(country) was found in what could be judged\(hint)")
    guard format == .json || format == .ndjson else { return }
    let encoder = RecordEncoder(notices: analysis.notices)
    try Output.write(encoder.noAnatomy(of: country, coverage: analysis.coverage) + "\n")
  }
}
