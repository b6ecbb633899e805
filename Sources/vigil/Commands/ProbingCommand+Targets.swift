public import ArgumentParser
import Engine
import Foundation
public import Probing
import Timeline

extension ProbingCommand {
  struct Targets: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes what probers should ask in a round, and the command lines to do it.",
      discussion: """
        For each prober a folder: targets-N.txt (an address a line), plan-N.ndjson (a line a block), N the \
        wave. ZMap and scamper send a file as a whole, so they get waves: one address of each block, \
        then --wave-size of those that are not settled yet. Run the command line of a wave in its folder, then ask \
        for the next with --wave. Docs/Probing-Plan.md says what is asked in which order, and what to \
        mind before any of it is sent.
        """)

    @Option(help: "The list of blocks: CSV, the JSON of IODA's prober, or a cache of either.")
    var list: String

    @Option(help: "Who carries it out: zmap, scamper, or ndjson for a prober of one's own.")
    var format = PlanFormat.zmap

    @OptionGroup var planning: PlanningOptions

    @Option(
      help: """
        What 'vigil signal probing --state' knows of the blocks, with the same --list, --geo and \
        --origins; without it every block is in doubt.
        """)
    var state: String?

    @OptionGroup var atlas: AtlasSourceOptions

    @Option(help: "A time in the round (2019-11-16T08:00:00Z); now without it.")
    var round: String?

    @Option(help: "The seconds left of the round; all of it with --round.")
    var secondsLeft: Int?

    @Option(help: "The wave to plan, from the results of those before it in the folders.")
    var wave = 1

    @Flag(help: "Only say how many waves fit into what is left of the round.")
    var waves = false

    @Option(help: "The folder for the files.")
    var out: String?

    mutating func validate() throws {
      if let round, UnixTime(rfc3339: round) == nil {
        throw ValidationError("--round \(round): expected a time such as 2019-11-16T08:00:00Z")
      }
      guard waves || out != nil else {
        throw ValidationError("name a folder with --out, or ask for --waves only")
      }
      guard (1...PlanOptions.greatestBudget).contains(wave), wave == 1 || out != nil else {
        throw ValidationError(
          "--wave: 1 to \(PlanOptions.greatestBudget), the later ones with --out")
      }
      guard format != .ndjson || (wave == 1 && !waves) else {
        throw ValidationError("--format ndjson plans a round at once, without waves")
      }
    }

    func run() throws {
      try requireDistinct()
      let reading = try BlockListLoader().read(list)
      for finding in reading.findings.findings { Output.note(Run.text(of: finding)) }
      let now = UnixTime(Int64(Date().timeIntervalSince1970))
      let time = round.flatMap { UnixTime(rfc3339: $0) } ?? now
      let begun = round == nil ? now - ProbingRound.start(of: now) : 0
      let known = try known()
      let run = PlanRun(
        known: known,
        planner: TargetPlanner(
          reading.list, probers: planning.probers, rule: WalkRule(profile: planning.profile),
          options: try planning.options(format)),
        format: format, round: time, secondsLeft: secondsLeft ?? ProbingRound.seconds - begun,
        fieldNames: planning.zmapFields)
      try waves ? run.describeWaves() : run.write(wave: wave, to: out ?? ".")
    }

    /// Refuses to write the files of the wave over what the plan is made from.
    private func requireDistinct() throws {
      guard !waves, let out else { return }
      let places = Set(planning.names).sorted().map { "\(out)/\($0)" }
      let files = places.flatMap { ["\($0)/targets-\(wave).txt", "\($0)/plan-\(wave).ndjson"] }
      try Output.requireDistinct(
        outputs: files.map { (name: "--out", path: Optional($0)) },
        inputs: [
          ("--list", [list]), ("--state", state.map { [$0] } ?? []),
          ("--exclude", planning.exclude), ("--geo", atlas.geo), ("--origins", atlas.origins),
        ])
    }

    /// The blocks and their availability as an earlier run left them.
    private func known() throws -> ProbingAccumulator? {
      guard let state else { return nil }
      var settings = ProbingSettings()
      settings.list = list
      settings.profile = planning.profile
      settings.placing = atlas.placing([])
      settings.state = state
      guard let left = try ProbingState(path: state) else {
        throw InputError.unreadable("\(state): not there")
      }
      return try ProbingSource([], settings: settings).accumulator(left)
    }
  }
}

extension PlanFormat: ExpressibleByArgument {}

extension ProbeCommand.FieldNames: ExpressibleByArgument {}
