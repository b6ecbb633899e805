import Detection
import Engine
import Foundation
import Incidents
import Reports
import Timeline

/// One run of `detect --state`: load, judge what is new, print what changed, replace the file.
struct StateRun {
  let path: String
  let command: DetectCommand

  func run() throws {
    let profile = try command.judging.loadProfile()
    let text = ProfileText.text(of: profile)
    let file = StateFile(path: path)
    var state = try file.load(profile: profile, profileText: text)
    let loaded = try command.input.load().withoutMinutes
    let outcome = state.take(loaded.signals, settle: command.settle)
    let encoder = RecordEncoder(notices: loaded.signals.notices)
    let lines = outcome.transitions.map { change in
      encoder.transition(
        event: change.event, sequence: change.sequence, time: change.time,
        kind: change.kind.rawValue, record: change.record) + "\n"
    }
    // Printed in full before the file is replaced: a run that is killed in between repeats lines,
    // and no change is ever lost.
    try Output.write(lines.joined())
    try file.replace(with: state.encoded(profileText: text))
    conclude(loaded, outcome)
    guard command.exitCode else { return }
    if state.openEvents.contains(where: { $0.level >= command.level }) { throw ExitStatus.outage }
    let isBlind = outcome.coverage.judged == 0 && outcome.repeated == 0
    if isBlind || !outcome.unhealthy.isEmpty { throw ExitStatus.blind }
  }

  private func conclude(_ loaded: LoadedInput, _ outcome: WatchState.Outcome) {
    for finding in loaded.signals.findings.findings { Output.note(Run.text(of: finding)) }
    let counts = [
      (outcome.repeated, "seen before"), (outcome.revised, "revised since they were judged"),
      (outcome.late, "late, for bins passed over as missing"),
      (outcome.heldBack, "held back until they settle"),
      (outcome.misaligned, "off the bins of earlier runs"),
    ].filter { $0.0 > 0 }
    if !counts.isEmpty {
      Output.note("points: " + counts.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }
    if outcome.coverage.signals.isEmpty {
      Output.note("coverage: no new bin to judge")
    } else {
      for line in outcome.coverage.lines() { Output.note(line) }
    }
  }
}
