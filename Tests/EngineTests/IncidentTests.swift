import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Countries, their members, and who raises an incident.
@Suite struct IncidentTests {
  private func country(_ level: Double = 10_000, to value: Double? = nil) -> SyntheticSignal {
    var signal = SyntheticSignal("country/IR", .bgp, level: level, hours: 72)
    if let value { signal.set(value, from: 48, to: 52) }
    return signal
  }

  private func member(_ asn: Int, _ level: Double, from: Double = 48, to: Double = 52)
    -> SyntheticSignal
  {
    var signal = SyntheticSignal("asn/\(asn)", .bgp, level: level, hours: 72)
    signal.set(0, from: from, to: to)
    return signal
  }

  private func parents(_ signals: [SyntheticSignal]) -> [String: String] {
    Dictionary(
      signals.filter { $0.key.entity.kind == .asn }.map {
        ($0.key.entity.description, "country/IR")
      }, uniquingKeysWith: { a, _ in a })
  }

  private func run(_ signals: [SyntheticSignal]) throws -> RunResult {
    try SyntheticRun.of(signals, parents: parents(signals))
  }

  @Test("Members' events that overlap the country's join it; others stay their own")
  func joined() throws {
    let result = try run([
      country(to: 5_000), member(64_501, 100), member(64_502, 100, from: 56, to: 58),
    ])
    #expect(result.incidents.map(\.entity.description) == ["country/IR", "asn/64502"])
    #expect(result.incidents[0].memberEvents.map(\.entity.code) == ["64501"])
    #expect(result.incidents[0].basis == .own)
  }

  @Test("Two members with a tenth of the country's level raise it while it is silent")
  func fromMembers() throws {
    let result = try run([country(), member(64_501, 600), member(64_502, 500)])
    #expect(result.incidents.map(\.id) == ["vigil/country-IR/20191111T0000Z"])
    let incident = try #require(result.incidents.first)
    #expect(incident.basis == .fromMembers && incident.events == [])
    #expect(incident.memberEvents.count == 2 && incident.score == 0)
    #expect(incident.onset?.by == country().time(48))
    #expect(incident.recovery?.by == country().time(52))
    #expect(result.anatomies.first?.rows.count == 2)
  }

  @Test("A member that was back before the others went is no part of it")
  func backBefore() throws {
    let incidents = try run([
      country(), member(64_501, 600, from: 40, to: 42), member(64_502, 600), member(64_503, 600),
    ]).incidents
    #expect(incidents.map(\.entity.description) == ["asn/64501", "country/IR"])
    #expect(incidents.last?.memberEvents.map(\.entity.code) == ["64502", "64503"])
  }

  @Test("Less than a tenth, or a member alone, or one after the other, raises nothing")
  func noQuorum() throws {
    for signals in [
      [country(), member(64_501, 500), member(64_502, 490)], [country(), member(64_501, 5_000)],
      [country(), member(64_501, 900), member(64_502, 900, from: 54, to: 56)],
    ] {
      let incidents = try run(signals).incidents
      #expect(incidents.allSatisfy { $0.entity.kind == .asn }, "\(incidents.map(\.id))")
      #expect(incidents.count == signals.count - 1)
    }
  }

  @Test(
    "Every event is in an incident, only members' in several, ids never shared", arguments: 1...6)
  func partition(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var signals = [country()]
    for asn in 0..<12 { signals.append(member(64_500 + asn, 400)) }
    for index in signals.indices {
      for _ in 0..<3 {
        let at = 5 + 60 * random.unit()
        signals[index].set(
          (0.6 * random.unit() * signals[index].values[0]).rounded(), from: at,
          to: at + 6 * random.unit())
      }
    }
    let result = try run(signals)
    let inIncidents = result.incidents.flatMap { $0.events + $0.memberEvents }.map(\.id)
    #expect(Set(inIncidents) == Set(result.events.map(\.id)))
    let own = result.incidents.flatMap(\.events).map(\.id)
    #expect(Set(own).count == own.count)
    for incident in result.incidents where incident.entity.kind == .country {
      let overlapping = result.events.filter { event in
        event.entity.kind == .asn && incident.events.contains { $0.overlaps(event) }
      }
      #expect(Set(overlapping.map(\.id)).isSubset(of: Set(incident.memberEvents.map(\.id))))
    }
    #expect(Set(result.incidents.map(\.id)).count == result.incidents.count)
    let again = try run(signals.reversed())
    #expect(again.incidents == result.incidents && again.events == result.events)
    #expect(again.transitions == result.transitions && again.anatomies == result.anatomies)
  }

  @Test("Transitions come in the order in which they could be known")
  func order() throws {
    let transitions = try run([
      country(to: 5_000), member(64_501, 100), member(64_502, 100, from: 50, to: 51),
    ]).transitions
    #expect(zip(transitions, transitions.dropFirst()).allSatisfy { $0.time <= $1.time })
    var next: [String: Int] = [:]
    for transition in transitions {
      #expect(transition.sequence == next[transition.event, default: 0])
      next[transition.event, default: 0] += 1
    }
  }
}
