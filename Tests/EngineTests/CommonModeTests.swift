import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Falls that many entities of one source share: the source's, unless something else says otherwise.
@Suite struct CommonModeTests {
  private func probing(_ count: Int, fallTo part: Double? = nil) -> [SyntheticSignal] {
    SyntheticRun.countries(count, .probing, hours: 72).map {
      var signal = $0
      if let part {
        for bin in signal.bin(48)..<signal.bin(51) { signal.values[bin] *= part }
      }
      return signal
    }
  }

  @Test("Half of the probers deaf for three hours: nothing with health, everything without")
  func deafProbers() throws {
    let signals = probing(24, fallTo: 0.5)
    let result = try SyntheticRun.of(signals)
    #expect(result.events == [])
    #expect(try SyntheticRun.of(signals, health: false).events.count == 24)
    let trace = try #require(result.traces.first)
    let marked = trace.series.values.indices.filter {
      trace.series.marks(at: $0).contains(.commonMode)
    }
    #expect(marked == Array(trace.series.index(of: signals[0].time(48))!..<signals[0].bin(51)))
  }

  @Test("A crowd takes twenty entities, and two countries")
  func crowd() throws {
    #expect(try SyntheticRun.of(probing(19, fallTo: 0.5)).events.count == 19)
    #expect(try SyntheticRun.of(probing(20, fallTo: 0.5)).events == [])
  }

  @Test("One country with many operators is not everybody")
  func oneCountry() throws {
    var parents: [String: String] = [:]
    var signals = probing(6)
    for asn in 0..<30 {
      var signal = SyntheticSignal("asn/\(64_500 + asn)", .probing, hours: 72)
      signal.jitter(0.02, seed: UInt64(asn))
      signal.set(300, from: 48, to: 51)
      signals.append(signal)
      parents["asn/\(64_500 + asn)"] = "country/IR"
    }
    #expect(try SyntheticRun.of(signals, parents: parents).events.count == 30)
  }

  @Test("A fall that another source echoes is an outage, whoever falls first", arguments: 0..<3)
  func echoed(index: Int) throws {
    let lag = [0, 0.5, -0.5][index]
    let telescope = SyntheticRun.countries(24, Datasource("ucsd-nt"), hours: 72).map {
      var signal = $0
      for bin in signal.bin(48 + lag)..<signal.bin(51) { signal.values[bin] *= 0.1 }
      return signal
    }
    let probing = probing(24, fallTo: 0.3)
    let events = try SyntheticRun.of(probing + telescope).events
    for datasource in [Datasource.probing, Datasource("ucsd-nt")] {
      let own = events.filter { $0.datasource == datasource }
      #expect(own.count == 24, "\(datasource)")
      let expected = datasource == .probing ? probing[0].time(48) : telescope[0].time(48 + lag)
      #expect(own.allSatisfy { $0.onset.by == expected }, "\(datasource)")
    }
  }

  @Test("The marks end with the fall, and what goes on falling alone is an outage")
  func oneStaysDown() throws {
    var signals = probing(24, fallTo: 0.5)
    signals[3].set(200, from: 48, to: 60)
    let events = try SyntheticRun.of(signals).events
    #expect(events.map(\.entity) == [signals[3].key.entity])
    #expect(events.first?.onset.by == signals[3].time(51))
  }

  @Test("A third of the full-feed peers lost: routes of all countries fall, no country does")
  func lostPeers() throws {
    let routes = SyntheticRun.countries(30, .bgp, level: 3_000, hours: 48).map {
      var signal = $0
      for bin in signal.values.indices { signal.values[bin] = 3_000 }
      signal.set(2_400, from: 30, to: 33)
      return signal
    }
    #expect(try SyntheticRun.of(routes).events == [])
    #expect(try SyntheticRun.of(routes, health: false).events.count == 30)
  }
}
