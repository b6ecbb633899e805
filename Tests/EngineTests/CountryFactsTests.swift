import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Iran, 14 to 23 November 2019, on IODA's own series of the country.
@Suite(.enabled(if: Corpus.isPresent)) struct CountryFactsTests {
  static let result = Result {
    var signals = try IranCharts.load()
    signals.series.removeAll { $0.entity.kind != .country }
    return try Replay(RunOptions()).run(signals)
  }

  private func only(_ datasource: Datasource) throws -> Event {
    let events = try Self.result.get().events.filter { $0.datasource == datasource }
    try #require(events.count == 1, "\(events.map(\.id))")
    return events[0]
  }

  private func time(_ text: String) -> UnixTime {
    UnixTime.reading("2019-11-\(text)Z")?.time ?? UnixTime(0)
  }

  @Test func probingIsOneEvent() throws {
    let event = try only(.probing)
    #expect(event.onset == TimeBracket(after: time("16T17:10"), by: time("16T17:20")))
    #expect(event.recovery?.by == time("23T13:50"))
    #expect(event.minimum == 480 && event.minimumTime == time("18T06:00"))
    let critical = event.levels.filter { $0.level == .critical }
    #expect(critical.count == 1)
    #expect(critical.first?.onset.by == time("16T18:10"))
    #expect(critical.first?.recovery?.by == time("23T12:00"))
    #expect(event.began.by <= time("16T17:00"))
    #expect(event.began.by > time("16T15:00"))
    #expect(event.id == "vigil/country-IR/ping-slash24/20191116T1720Z")
  }

  @Test func probingSteps() throws {
    let event = try only(.probing)
    #expect(event.steps.count <= 15)
    let returned = event.steps.filter {
      $0.kind == .return && $0.by >= time("17T14:30") && $0.until <= time("17T17:10")
    }
    #expect(!returned.isEmpty)
    #expect(
      !event.steps.contains {
        $0.kind == .recovery && $0.by < time("21T00:00")
      })
    let first = try #require(event.firstRecovery)
    #expect((time("21T09:20")...time("21T10:20")).contains(first.by))
    #expect(
      event.steps.contains {
        $0.kind.isRise && $0.by >= time("23T10:40") && $0.by <= time("23T12:00")
          && $0.to - $0.from > 0.2 * event.baseline
      })
  }

  @Test func routesAreOneOpenEvent() throws {
    let event = try only(.bgp)
    #expect(event.onset.by == time("16T14:05"))
    #expect(event.status == .open && event.recovery == nil)
    #expect(event.steps.count <= 10)
    let falls = event.steps.filter { !$0.kind.isRise }
    #expect(falls.contains { $0.by == time("16T14:25") })
    #expect(falls.contains { $0.by == time("17T11:25") })
    #expect(event.minimum == 15_809)
    #expect(event.observedUntil == time("22T17:45"))
  }

  @Test("The telescope's 155 zeros are the instrument's, with probing as the witness")
  func telescopeZeros() throws {
    let result = try Self.result.get()
    let trace = try #require(result.traces.first { $0.series.datasource.family == .telescope })
    let (from, until) = (time("18T16:50"), time("19T05:40"))
    var zeros = 0
    for index in trace.series.values.indices where trace.series.value(at: index) == 0 {
      let bin = trace.series.time(at: index)
      guard bin >= from, bin <= until else { continue }
      zeros += 1
      #expect(trace.series.marks(at: index).contains(.instrument), "\(bin)")
    }
    #expect(zeros == 155)
    let half = try #require(trace.series.index(of: time("18T16:45")))
    #expect(trace.series.value(at: half)?.rounded() == 172)
    #expect(trace.series.marks(at: half).contains(.instrumentEdge))
    let events = result.events.filter { $0.datasource.family == .telescope }
    #expect(!events.isEmpty)
    #expect(events.allSatisfy { $0.minimum > 172 }, "\(events.map(\.minimum))")
    #expect(events.allSatisfy { $0.caution == nil })
    #expect(events.contains { $0.onset.by < from && $0.recovery.map { $0.by > until } ?? true })
  }

  @Test func nothingBeforeThe16th() throws {
    let result = try Self.result.get()
    #expect(result.events.allSatisfy { $0.onset.by >= time("16T13:00") })
    #expect(result.incidents.count == 1)
    #expect(result.incidents.first?.id == "vigil/country-IR/20191116T1405Z")
  }
}
