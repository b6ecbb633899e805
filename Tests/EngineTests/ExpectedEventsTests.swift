import Detection
import Engine
import Foundation
import Incidents
import TestSupport
import Testing
import Timeline

/// The real series of November 2019 against events and steps computed independently.
@Suite(.enabled(if: Corpus.isPresent)) struct ExpectedEventsTests {
  struct Expected: Decodable {
    struct Event: Decodable {
      struct Span: Decodable {
        var onset: String
        var recovery: String?
      }
      struct Step: Decodable {
        var kind: String
        var after: String
        var by: String
        var until: String
        var from: Double
        var to: Double
      }
      var onset: String
      var recovery: String?
      var baseline: Double
      var minimum: Double
      var minimumTime: String
      var critical: [Span]
      var steps: [Step]
    }
    var entity: String
    var datasource: String
    var events: [Event]
    var noVerdict: String?
  }

  private func minute(_ time: UnixTime?) -> String? {
    time.map { "\($0.date)T\($0.clock)Z" }
  }

  @Test func eventsAndStepsEqualToTheBin() throws {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: Corpus.path("ioda/iran-2019/expected.json")))
    let expected = try JSONDecoder().decode([Expected].self, from: data)
    let result = try Replay(RunOptions(sourceHealth: false)).run(IranCharts.load())
    var compared = 0
    for signal in expected {
      let events = result.events.filter {
        $0.entity.description == signal.entity && $0.datasource.id == signal.datasource
      }
      let name = "\(signal.entity) \(signal.datasource)"
      #expect(events.count == signal.events.count, "\(name)")
      for (ours, theirs) in zip(events, signal.events) {
        compared += 1
        #expect(minute(ours.onset.by) == theirs.onset, "\(name)")
        #expect(minute(ours.recovery?.by) == theirs.recovery, "\(name)")
        #expect(ours.baseline == theirs.baseline, "\(name)")
        #expect(ours.minimum == theirs.minimum, "\(name)")
        #expect(minute(ours.minimumTime) == theirs.minimumTime, "\(name)")
        let critical = ours.levels.filter { $0.level == .critical }
        #expect(critical.map { minute($0.onset.by) } == theirs.critical.map(\.onset), "\(name)")
        #expect(
          critical.map { minute($0.recovery?.by) } == theirs.critical.map(\.recovery), "\(name)")
        let steps = ours.steps.map {
          [
            $0.kind.isRise ? "rise" : $0.kind.rawValue, minute($0.after) ?? "", minute($0.by) ?? "",
            minute($0.until) ?? "", $0.from.plainText, $0.to.plainText,
          ]
        }
        let wanted = theirs.steps.map {
          [$0.kind, $0.after, $0.by, $0.until, $0.from.plainText, $0.to.plainText]
        }
        #expect(steps == wanted, "\(name) \(theirs.onset)")
      }
    }
    #expect(compared > 30)
  }
}
