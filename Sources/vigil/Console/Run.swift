import Detection
import Engine
import Foundation
import Reports
import Timeline

/// Runs a replay for a command: loads, judges, says what was found on the way.
enum Run {
  static func analysis(
    _ input: InputOptions, _ judging: JudgingOptions, shareTimes: [UnixTime] = [],
    window: Int? = nil, traces: RunOptions.TraceSelection = .all,
    command: String = CommandText.current
  ) throws -> Analysis {
    let profile = try judging.loadProfile()
    let loaded = try input.load().withoutMinutes
    var options = judging.runOptions(profile, shareTimes: shareTimes, window: window)
    options.traces = traces
    return try analysis(loaded, profile: profile, options: options, command: command)
  }

  static func analysis(
    _ loaded: LoadedInput, profile: Profile, options: RunOptions, command: String
  ) throws -> Analysis {
    let progress = Progress(total: loaded.signals.series.reduce(0) { $0 + $1.count })
    let result = try Replay(options).run(loaded.signals) { progress.update($0) }
    progress.finish()
    return Analysis(result, input: loaded, profile: profile, command: command)
  }

  /// Says on standard error what was odd in the inputs and how much could be judged.
  static func conclude(_ analysis: Analysis) {
    for finding in analysis.findings { Output.note(text(of: finding)) }
    for line in analysis.coverage.lines() { Output.note(line) }
  }

  static func text(of finding: Finding) -> String {
    let place = finding.place.map { ", \($0)" } ?? ""
    let count = finding.count > 1 ? " (\(finding.count) times)" : ""
    return "\(finding.source)\(place): \(finding.kind)\(count): \(finding.detail); "
      + finding.disposition
  }
}
