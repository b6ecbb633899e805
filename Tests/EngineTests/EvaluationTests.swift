import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Both profiles on every labelled series of the corpus; prints the table of Docs/Evaluation.md.
@Suite(.enabled(if: Corpus.isPresent)) struct EvaluationTests {
  struct Group: Hashable, Comparable {
    var input: String
    var datasource: String
    static func < (a: Group, b: Group) -> Bool {
      (a.input, a.datasource) < (b.input, b.datasource)
    }
  }

  static func scores(_ profile: Profile) throws -> [Group: LabelledScore] {
    let windows = try LabelledCorpus.windows()
    var scores: [Group: LabelledScore] = [:]
    for input in ["IQ", "IR19", "IRm"] {
      let names = try LabelledCorpus.names().filter {
        $0.hasPrefix("\(input)_") && windows[$0] != nil
      }
      let series = try names.map(LabelledCorpus.series)
      let events = try Replay(RunOptions(profile: profile)).run(SignalSet(series: series)).events
      for (name, one) in zip(names, series) {
        let own = events.filter { $0.entity == one.entity && $0.datasource == one.datasource }
        let group = Group(input: input, datasource: one.datasource.id)
        scores[group, default: LabelledScore()].add(own, windows[name] ?? [], of: one)
      }
    }
    return scores
  }

  @Test("Every labelled outage of a source that can speak is found, with few false events")
  func bothProfiles() throws {
    var lines: [String] = []
    var totals: [LabelledScore] = []
    for profile in Profile.builtIn {
      let scores = try Self.scores(profile)
      for (group, score) in scores.sorted(by: { $0.key < $1.key }) {
        lines.append(
          "| \(profile.name) | \(group.input) | \(group.datasource) | \(score.series) "
            + "| \(score.found) of \(score.labelled) | \(score.f1.fixed(3)) "
            + "| \(score.falseEvents) | \(score.weeks.fixed(1)) | \(score.rate.fixed(2)) |")
      }
      let total = scores.values.reduce(LabelledScore(), +)
      totals.append(total)
      lines.append(
        "| \(profile.name) | all | | \(total.series) | \(total.found) of \(total.labelled) | "
          + "| \(total.falseEvents) | \(total.weeks.fixed(1)) | \(total.rate.fixed(2)) |")
      if profile == .vigil {
        for (group, score) in scores where ["bgp", "ping-slash24"].contains(group.datasource) {
          #expect(score.found == score.labelled, "\(group)")
          #expect(score.f1 >= 0.9, "\(group)")
        }
      }
    }
    print(lines.joined(separator: "\n"))
    #expect(totals[0].rate < totals[1].rate)
    #expect(totals[0].rate < 1)
  }
}
