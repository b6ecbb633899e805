import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// 73 counties of Iran in an independent hourly index, November 2019: the generic family.
@Suite(.enabled(if: Corpus.isPresent)) struct CountyTests {
  static func events() throws -> (events: [Event], series: [Series]) {
    let names = try LabelledCorpus.names().filter { $0.hasPrefix("IRm_") }
    let series = try names.map(LabelledCorpus.series)
    return (try Replay(RunOptions()).run(SignalSet(series: series)).events, series)
  }

  private func time(_ text: String) throws -> UnixTime {
    try #require(UnixTime.reading(text)?.time)
  }

  @Test("Nearly all counties are in an event that opened in time, and few before it")
  func counties() throws {
    let (events, series) = try Self.events()
    try #require(series.count == 73)
    let moment = try time("2019-11-17T01:00:00Z")
    let noon = try time("2019-11-16T12:00:00Z")
    let going = events.filter {
      $0.onset.by <= moment && moment < $0.recovery?.by ?? UnixTime(.max)
    }
    let inEvent = Set(going.map(\.entity)).count
    let inTime = Set(going.filter { $0.onset.by >= noon }.map(\.entity)).count
    #expect(inEvent >= 72)
    // One county slides from 09:30 on without a way back: by the rule its event opened before noon.
    #expect(inTime >= 71)
    let early = events.count { $0.onset.by < noon }
    var bins = 0
    for one in series {
      for index in one.values.indices where one.time(at: index) < noon {
        if one.value(at: index) != nil { bins += 1 }
      }
    }
    let weeks = Double(bins) * 3_600 / 604_800
    let rate = Double(early) / weeks
    #expect(rate <= 0.6, "\(early) events in \(weeks) county-weeks")
  }
}
