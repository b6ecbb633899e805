import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Zeros: when they are the instrument's, and when they are an outage.
@Suite struct InstrumentTests {
  static let telescope = Datasource("ucsd-nt")
  static let fall = 96.0

  private func telescope(_ entity: String = "country/IR", level: Double = 2_000)
    -> SyntheticSignal
  {
    var signal = SyntheticSignal(entity, Self.telescope, level: level, hours: 120)
    signal.jitter(0.03, seed: 2)
    return signal
  }

  private func probing(_ entity: String = "country/IR") -> SyntheticSignal {
    var signal = SyntheticSignal(entity, .probing, level: 14_000, hours: 120)
    signal.jitter(0.01, seed: 3)
    return signal
  }

  private func fell(_ signal: SyntheticSignal, to value: Double, at hour: Double)
    -> SyntheticSignal
  {
    var signal = signal
    signal.set(value, from: hour)
    return signal
  }

  @Test("A signal alone that falls to zero and stays there is one critical event with a caution")
  func alone() throws {
    for signal in [telescope(), probing(), SyntheticSignal("country/IR", .bgp, hours: 120)] {
      let result = try SyntheticRun.of([fell(signal, to: 0, at: Self.fall)])
      #expect(result.events.count == 1, "\(signal.key)")
      let event = try #require(result.events.first)
      #expect(event.level == .critical && event.status == .open)
      #expect(event.onset.by == signal.time(Self.fall))
      #expect(event.caution == .instrumentNotExcluded)
      #expect(event.minimum == 0)
    }
  }

  @Test("A witness that stands still puts the zeros down to the instrument")
  func witnessed() throws {
    var signal = telescope()
    signal.set(0, from: Self.fall, to: Self.fall + 13)
    let half = signal.bin(Self.fall) - 1
    signal.values[half] = 700
    let result = try SyntheticRun.of([signal, probing()])
    #expect(result.events == [])
    let trace = try #require(result.traces.first { $0.series.datasource == Self.telescope })
    #expect(trace.series.marks(at: half).contains(.instrumentEdge))
    let marked = trace.series.values.indices.filter {
      trace.series.marks(at: $0).contains(.instrument)
    }
    #expect(marked == Array(signal.bin(Self.fall)..<signal.bin(Self.fall + 13)))
    #expect(trace.series.marks(at: signal.bin(Self.fall + 13)).contains(.instrumentEdge))
    let without = try SyntheticRun.of([signal, probing()], health: false)
    #expect(without.events.count == 1 && without.events.first?.caution == nil)
  }

  @Test("Zeros inside an outage do not deepen, split or end it")
  func insideAnOutage() throws {
    var signal = fell(telescope(), to: 300, at: 90)
    signal.set(0, from: Self.fall, to: Self.fall + 10)
    signal.values[signal.bin(Self.fall) - 1] = 120
    var witness = fell(probing(), to: 3_000, at: 90)
    witness.jitter(0.01, seed: 5)
    let result = try SyntheticRun.of([signal, witness])
    let events = result.events.filter { $0.datasource == Self.telescope }
    #expect(events.count == 1)
    #expect(events.first?.minimum == 300 && events.first?.onset.by == signal.time(90))
  }

  @Test("A cut that the telescope sees half an hour before probing opens, dated to its first zero")
  func telescopeLeads() throws {
    let dark = fell(telescope(), to: 0, at: Self.fall)
    let late = fell(probing(), to: 100, at: Self.fall + 0.5)
    let result = try SyntheticRun.of([dark, late])
    let event = try #require(result.events.first { $0.datasource == Self.telescope })
    #expect(event.onset.by == dark.time(Self.fall))
    #expect(event.level == .critical && event.minimum == 0)
    #expect(event.area == 100 * 24 * 60)
    #expect(result.events.count == 2)
    let opened = try #require(
      result.transitions.first { $0.record.datasource == Self.telescope && $0.kind == .opened })
    #expect(opened.time > dark.time(Self.fall + 0.5))
    #expect(opened.time <= dark.time(Self.fall + 1) + 300)
  }

  @Test("Marks are withdrawn also from a signal that has no value just then")
  func missingWhenWithdrawn() throws {
    var dark = fell(telescope(), to: 0, at: Self.fall)
    let late = fell(probing(), to: 100, at: Self.fall + 0.5)
    let whole = try SyntheticRun.of([dark, late])
    let opened = try #require(
      whole.transitions.first { $0.record.datasource == Self.telescope && $0.kind == .opened })
    let bin = (opened.time - dark.start) / dark.step - 1
    dark.values[bin] = .nan
    let event = try #require(
      try SyntheticRun.of([dark, late]).events.first { $0.datasource == Self.telescope })
    #expect(event.onset.by == dark.time(Self.fall) && event.level == .critical)
  }

  @Test("Both fall in the same bins: the late witness withdraws the marks")
  func bothFall() throws {
    let result = try SyntheticRun.of([
      fell(telescope(), to: 0, at: Self.fall), fell(probing(), to: 100, at: Self.fall),
    ])
    #expect(Set(result.events.map(\.datasource)) == [Self.telescope, .probing])
    #expect(result.events.allSatisfy { $0.onset.by == telescope().time(Self.fall) })
  }

  @Test("Routes never testify against the data plane")
  func routesAreNoWitness() throws {
    let routes = SyntheticSignal("country/IR", .bgp, level: 46_000, hours: 120)
    let result = try SyntheticRun.of([fell(telescope(), to: 0, at: Self.fall), routes])
    #expect(result.events.count == 1)
    #expect(result.events.first?.caution == .instrumentNotExcluded)
  }

  @Test("A witness below its floor, silent, or of another country says nothing", arguments: 0..<3)
  func noWitness(index: Int) throws {
    var witness = probing(index == 2 ? "country/IQ" : "country/IR")
    if index == 0 { witness.values = witness.values.map { ($0 / 1_400).rounded() } }
    if index == 1 { witness.set(.nan, from: Self.fall - 2) }
    let result = try SyntheticRun.of([fell(telescope(), to: 0, at: Self.fall), witness])
    let events = result.events.filter { $0.datasource == Self.telescope }
    #expect(events.count == 1 && events.first?.caution == .instrumentNotExcluded)
  }

  @Test("Twenty entities of two countries at zero at once need no other witness")
  func crowd() throws {
    let all = SyntheticRun.countries(20, Self.telescope, hours: 60).map {
      var signal = $0
      signal.set(0, from: 40, to: 44)
      return signal
    }
    #expect(try SyntheticRun.of(all).events == [])
    #expect(try SyntheticRun.of(all, health: false).events.count == 20)
    let few = try SyntheticRun.of(Array(all.prefix(19))).events
    #expect(few.count == 19 && few.allSatisfy { $0.caution == .instrumentNotExcluded })
    let half = all + SyntheticRun.countries(40, Self.telescope, hours: 60).suffix(20)
    let real = try SyntheticRun.of(half).events
    #expect(real.count == 20 && real.allSatisfy { $0.caution == nil })
  }

  @Test("Missing is not zero: where most are missing, a zero is an outage of its own")
  func mostlyMissing() throws {
    var all = SyntheticRun.countries(30, Self.telescope, hours: 60)
    for index in all.indices { all[index].set(index == 4 ? 0 : .nan, from: 40, to: 44) }
    let events = try SyntheticRun.of(all).events
    #expect(events.map(\.entity) == [all[4].key.entity])
    #expect(events.first?.caution == nil && events.first?.level == .critical)
  }

  @Test("An operator alone, with three sources of its own, goes out in all of them")
  func threeSources() throws {
    let parents = ["asn/197207": "country/IR"]
    let sources: [(Datasource, Double)] = [(.bgp, 8_280), (.probing, 60), (Self.telescope, 40)]
    let signals = sources.map { datasource, level in
      fell(SyntheticSignal("asn/197207", datasource, level: level, hours: 120), to: 0, at: 96)
    }
    for signal in signals {
      let result = try SyntheticRun.of([signal], parents: parents)
      #expect(result.events.count == 1)
      #expect(result.events.first?.level == .critical)
      #expect(result.events.first?.caution == .instrumentNotExcluded)
    }
    let together = try SyntheticRun.of(signals, parents: parents).events
    #expect(Set(together.map(\.datasource)).count == 3)
    #expect(together.allSatisfy { $0.level == .critical })
  }

  @Test("A country that stands is no witness against one of its networks")
  func countryIsNoWitnessForANetwork() throws {
    let network = fell(telescope("geoasn/197207-IR", level: 60), to: 0, at: Self.fall)
    let result = try SyntheticRun.of([network, probing()])
    let event = try #require(result.events.first)
    #expect(result.events.count == 1 && event.level == .critical)
    #expect(event.onset.by == network.time(Self.fall))
    #expect(event.caution == .instrumentNotExcluded)
    let standing = try SyntheticRun.of([network, probing("geoasn/197207-IR")])
    #expect(standing.events == [])
  }
}
