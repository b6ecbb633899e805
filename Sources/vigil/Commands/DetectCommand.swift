public import ArgumentParser
public import Detection
import Engine
import Incidents
public import Reports

struct DetectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect", abstract: "Finds outages in signals.",
    discussion: """
      The table lists events at or above --level and counts the rest; the other formats hold all. \
      With --state FILE it is a job for cron: it takes whatever points it is handed, prints only \
      what changed since the last run (NDJSON, vigil.transition/1), and replaces the state.
      """)

  /// What to print.
  enum Emission: String, CaseIterable, ExpressibleByArgument {
    case alerts, events, incidents, verdicts
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var judging: JudgingOptions

  @Option(help: "How to print: table, json, ndjson, csv or markdown.")
  var format: OutputFormat?

  @Option(help: "What to print: alerts, events, incidents or verdicts.")
  var emit = Emission.events

  @Option(help: "The level that the table lists and --exit-code asks for: warning or critical.")
  var level = Level.critical

  @Option(help: "Keep detectors and open events in this file from run to run.")
  var state: String?

  @Option(help: "With --state: bins of the slowest source to hold back, because they fill late.")
  var settle = 2

  @Flag(help: "End with 3 while an event at --level is open, 4 if nothing could be judged.")
  var exitCode = false

  mutating func validate() throws {
    guard (0...1_000).contains(settle) else {
      throw ValidationError("--settle \(settle): expected 0 to 1000 bins")
    }
    if emit == .alerts || emit == .verdicts, (format ?? .ndjson) != .ndjson {
      throw ValidationError("--emit \(emit.rawValue) prints NDJSON; leave out --format")
    }
    guard state != nil,
      judging.from != nil || judging.until != nil || emit != .events
        || (format ?? .ndjson) != .ndjson
    else { return }
    throw ValidationError(
      "--state prints NDJSON of what changed; leave out --emit, --format, --from and --until")
  }

  func run() throws {
    if let state { return try StateRun(path: state, command: self).run() }
    let needsBins = emit != .events || exitCode
    let analysis = try Run.analysis(input, judging, traces: needsBins ? .all : .countries)
    try EmissionText(analysis, format: format ?? .table, level: level).write(emit)
    Run.conclude(analysis)
    if exitCode { try Health.end(analysis, level: level) }
  }
}

extension OutputFormat: ExpressibleByArgument {}

extension Level: ExpressibleByArgument {
  /// Takes `warning` or `critical`.
  public init?(argument: String) {
    guard let level = Level(name: argument), level != .normal else { return nil }
    self = level
  }

  /// The levels that an event can have.
  public static var allValueStrings: [String] { ["warning", "critical"] }
}
