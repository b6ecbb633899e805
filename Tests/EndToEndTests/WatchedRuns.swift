import Detection
import Engine
import Incidents
import Reports
import SignalFiles
import Timeline

/// Runs of `detect --state` without the process: each takes up the bytes that the one before left.
struct WatchedRuns {
  let profile: Profile
  private var state: [UInt8]?
  private(set) var lines: [String] = []
  private(set) var outcomes: [WatchState.Outcome] = []

  init(profile: Profile = .vigil) { self.profile = profile }

  /// One run over some rows.
  mutating func take(_ rows: some Sequence<Feed.Row>, settle: Int = 2) throws {
    let text = ProfileText.text(of: profile)
    var watch =
      try state.map {
        try WatchState(decoding: $0, profile: profile, profileText: text, sourceHealth: true)
      } ?? WatchState(profile: profile, sourceHealth: true)
    let file = try SignalReader().read(Feed.csv(rows), name: "feed.csv")
    let outcome = watch.take(file.signals, settle: settle)
    let encoder = RecordEncoder()
    lines += outcome.transitions.map { change in
      encoder.transition(
        event: change.event, sequence: change.sequence, time: change.time,
        kind: change.kind.rawValue, record: change.record)
    }
    outcomes.append(outcome)
    state = watch.encoded(profileText: text)
  }

  /// Lines of changes without those whose event and number came before.
  static func withoutRepeats(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { line in
      guard let event = field("event", of: line), let number = field("seq", of: line) else {
        return true
      }
      return seen.insert("\(event) \(number)").inserted
    }
  }

  private static func field(_ name: String, of line: String) -> String? {
    guard let range = line.firstRange(of: "\"\(name)\":") else { return nil }
    return String(line[range.upperBound...].prefix { $0 != "," && $0 != "}" })
  }
}
