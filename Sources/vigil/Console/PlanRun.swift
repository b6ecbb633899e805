import Foundation
import Probing
import Timeline

/// Writes the plan of a wave: files for each prober, command lines to standard output.
struct PlanRun {
  /// What is known of the blocks; nothing where all are in doubt.
  let known: ProbingAccumulator?
  let planner: TargetPlanner
  let format: PlanFormat
  let round: UnixTime
  let secondsLeft: Int
  var fieldNames = ProbeCommand.FieldNames.hyphen

  /// An earlier wave whose results are not there.
  struct MissingResults: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path): not there; run the command line of that wave first" }
  }

  /// An earlier wave that was never planned.
  struct MissingWave: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path): not there; plan the waves before this one first" }
  }

  /// An earlier wave of another round.
  struct OtherRound: Error, CustomStringConvertible {
    let path: String
    let found: UnixTime
    let asked: UnixTime
    var description: String {
      "\(path) is of the round of \(found), and this wave would be of that of "
        + "\(asked); name the former with --round, or begin anew without --wave"
    }
  }

  /// Says how many waves fit.
  func describeWaves() throws {
    var waves = planner.waves(
      of: round, records: known?.records ?? [], availability: known?.availability)
    for load in waves.next(secondsLeft: secondsLeft).loads {
      try Output.write(
        "\(load.prober.name): \(load.wavesFitting) of \(load.wavesDue) waves fit into "
          + "\(secondsLeft) s at \(planner.options.maxRate) packets/s if nobody answers\n")
    }
  }

  /// Writes a wave below a folder.
  func write(wave: Int, to folder: String) throws {
    var waves = planner.waves(
      of: round, records: known?.records ?? [], availability: known?.availability, after: wave - 1)
    let names = planner.assignment.probers.map(\.name)
    for earlier in 1..<wave {
      for name in names { try read(earlier, of: folder + "/" + name, into: &waves) }
      for name in others(than: names, in: folder) {
        try readOther(earlier, of: folder + "/" + name, into: &waves)
      }
    }
    if waves.unplanned > 0 {
      Output.note(
        "\(waves.unplanned) results are of another round, or of addresses that this one does not ask: "
          + "left out")
    }
    let plan = waves.next(secondsLeft: secondsLeft)
    for (prober, load) in plan.loads.enumerated() {
      let place = folder + "/" + load.prober.name
      try PieceWriter.write("\(place)/targets-\(wave).txt") {
        try plan.writeTargets(of: prober, $0)
      }
      try PieceWriter.write("\(place)/plan-\(wave).ndjson") { try plan.writeLines(of: prober, $0) }
      if let line = command(wave).line(for: load, cooldown: planner.options.cooldown) {
        try Output.write("cd -- '\(place.replacing("'", with: "'\\''"))' && \(line)\n")
      }
      describe(load)
    }
    let left: [(Int, String)] = [
      (plan.settled, "settled"), (plan.excluded, "excluded"),
      (plan.withoutHosts, "without known addresses"), (plan.unasked, "of lost probers"),
    ]
    for (count, reason) in left where count > 0 {
      Output.note("\(count) blocks are not asked: \(reason)")
    }
  }

  private func command(_ wave: Int) -> ProbeCommand {
    var command = ProbeCommand(
      format, targets: "targets-\(wave).txt",
      results: format == .zmap ? "replies-\(wave).csv" : "replies-\(wave).json",
      metadata: "scan-\(wave).json")
    command.fieldNames = fieldNames
    return command
  }

  private func describe(_ load: ProberLoad) {
    Output.note(
      "\(load.prober.name): \(load.targets) addresses of \(load.blocks) blocks at \(load.rate) "
        + "packets/s in \(load.seconds) s")
    guard load.leftOut > 0 else { return }
    Output.note(
      "\(load.prober.name): \(load.leftOut) addresses do not fit, \(load.blocksLeftOut) blocks "
        + "wholly: the first probe of each block comes before the second of any, blocks that are up "
        + "before those in doubt and those that are down")
  }

  /// Refuses the plan of another round.
  private func checkRound(of path: String, _ asked: UnixTime) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { throw MissingWave(path: path) }
    defer { try? file.close() }
    // A line has at most 16 addresses.
    let start = try file.read(upToCount: 4_096) ?? Data()
    guard let found = try PlanFile.round(of: start) else { return }
    guard found == asked else { throw OtherRound(path: path, found: found, asked: asked) }
  }

  /// The folders of probers that are not named any more.
  private func others(than names: [String], in folder: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { !names.contains($0) }.sorted()
  }

  /// Takes an earlier wave of this round by a prober that is not named any more, if it had one: what it
  /// asked is not to be asked again by those who have its blocks now.
  private func readOther(_ wave: Int, of place: String, into waves: inout WavePlan) throws {
    guard let file = FileHandle(forReadingAtPath: "\(place)/plan-\(wave).ndjson") else { return }
    defer { try? file.close() }
    let start = try file.read(upToCount: 4_096) ?? Data()
    guard let found = try? PlanFile.round(of: start), found == waves.round else { return }
    try waves.take(targets: ProbeInput(path: "\(place)/\(command(wave).targets)"))
  }

  /// Takes the targets and the results of an earlier wave.
  private func read(_ wave: Int, of place: String, into waves: inout WavePlan) throws {
    let command = command(wave)
    let targets = "\(place)/\(command.targets)"
    guard let size = try? FileManager.default.attributesOfItem(atPath: targets)[.size] as? Int
    else { throw MissingWave(path: targets) }
    guard size > 0 else { return }
    try checkRound(of: "\(place)/plan-\(wave).ndjson", waves.round)
    try waves.take(targets: ProbeInput(path: targets))
    let results = "\(place)/\(command.results)"
    guard FileManager.default.fileExists(atPath: results) else {
      throw MissingResults(path: results)
    }
    var options = ProbeInputOptions(prober: place)
    if format == .zmap {
      options.scan = try ZMapScan(
        targets: ProbeInput(path: targets),
        metadata: ProbeInput(path: "\(place)/\(command.metadata)"))
    }
    var feed = ProbeFeed([ProbeInput(path: results, options: options)])
    try feed.read(into: &waves)
    for finding in feed.findings.findings { Output.note(Run.text(of: finding)) }
  }
}
