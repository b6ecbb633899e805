import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// Operators whose parts in countries have signals of their own.
@Suite struct OperatorPartTests {
  private let country = Entity(kind: .country, canonicalCode: "IR")

  /// A signal that is cut after two days for four hours, or not.
  private func signal(
    _ entity: String, _ level: Double, _ datasource: Datasource = .probing, isCut: Bool = true
  ) -> SyntheticSignal {
    var signal = SyntheticSignal(entity, datasource, level: level, hours: 72)
    if isCut { signal.set(0, from: 48, to: 52) }
    return signal
  }

  private func analysis(_ signals: [SyntheticSignal]) throws -> Analysis {
    let result = try SyntheticRun.of(signals, health: false)
    return Analysis(
      profile: "vigil", profileText: "", thresholds: [:], events: result.events,
      incidents: result.incidents, anatomies: result.anatomies, traces: result.traces,
      coverage: result.coverage, findings: [], membership: result.membership, credits: [],
      notices: [], inputs: [], command: "vigil anatomy")
  }

  private func onlyAnatomy(_ signals: [SyntheticSignal]) throws -> Anatomy {
    let analysis = try analysis(signals)
    let chosen = try analysis.chooseCountry(country)
    let anatomies = analysis.anatomies(of: chosen)
    #expect(anatomies.count == 1)
    return try #require(anatomies.first)
  }

  @Test("Signals of parts say where ASNs belong in an input of several countries")
  func severalCountries() throws {
    let others = [
      signal("country/IR", 10_000), signal("country/TR", 5_000, isCut: false),
      signal("asn/64501", 4_000),
    ]
    let without = try analysis(others)
    #expect(throws: EngineError.membershipUnknown(countries: ["IR", "TR"])) {
      _ = try without.chooseCountry(country)
    }
    let anatomy = try onlyAnatomy(
      others + [
        signal("geoasn/64501-IR", 3_000), signal("geoasn/64501-TR", 1_000, isCut: false),
      ])
    #expect(anatomy.rows.map(\.entity.description) == ["geoasn/64501-IR"])
    #expect(anatomy.rows.map(\.name) == ["AS64501"])
    #expect(anatomy.quietMembers == [])
  }

  @Test("Parts without their ASNs are members themselves")
  func partsAlone() throws {
    let anatomy = try onlyAnatomy([
      signal("country/IR", 10_000), signal("country/TR", 5_000, isCut: false),
      signal("geoasn/64501-IR", 3_000),
    ])
    #expect(anatomy.rows.map(\.entity.description) == ["geoasn/64501-IR"])
  }

  @Test("An operator is one member: its part within the country, and its part says where it is")
  func once() throws {
    let anatomy = try onlyAnatomy([
      signal("country/IR", 10_000), signal("asn/64501", 4_000), signal("geoasn/64501-IR", 3_900),
      signal("asn/64502", 900, isCut: false), signal("geoasn/64502-IR", 900, isCut: false),
    ])
    #expect(anatomy.rows.map(\.entity.description) == ["geoasn/64501-IR"])
    #expect(anatomy.quietMembers.map(\.description) == ["geoasn/64502-IR"])
    #expect(!anatomy.membershipAssumed)
  }

  @Test("An operator of which a source has no part is a member whole")
  func whole() throws {
    let anatomy = try onlyAnatomy([
      signal("country/IR", 10_000), signal("asn/64501", 4_000),
      signal("asn/64501", 4_000, .bgp), signal("geoasn/64501-IR", 3_900),
    ])
    #expect(anatomy.rows.map(\.entity.description) == ["asn/64501"])
    #expect(anatomy.rows.first?.sources.map(\.datasource) == [.bgp, .probing])
    #expect(anatomy.quietMembers == [] && anatomy.membershipAssumed)
  }
}
