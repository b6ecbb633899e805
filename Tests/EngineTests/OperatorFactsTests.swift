import Detection
import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// The operators of November 2019: order, mechanism, lead, silences, early signs and shares.
@Suite(.enabled(if: Corpus.isPresent)) struct OperatorFactsTests {
  static let result = Result {
    try Replay(RunOptions(shareTimes: [UnixTime.reading("2019-11-16T15:05Z")!.time])).run(
      IranCharts.load())
  }

  private func anatomy() throws -> Anatomy {
    try #require(
      Self.result.get().anatomies.first { $0.incident.entity.description == "country/IR" })
  }

  private func row(_ asn: Int) throws -> Anatomy.Row {
    try #require(try anatomy().rows.first { $0.entity.code == "\(asn)" })
  }

  private func time(_ text: String) -> UnixTime {
    UnixTime.reading("2019-11-\(text)Z")?.time ?? UnixTime(0)
  }

  @Test func sevenRowsInOrder() throws {
    let rows = try anatomy().rows
    #expect(rows.count == 7)
    #expect(Set(rows.prefix(3).map(\.entity.code)) == ["197207", "57218", "44244"])
    #expect(rows.dropFirst(3).map(\.entity.code) == ["58224", "31549", "12880", "16322"])
    #expect(rows.allSatisfy { $0.rank != nil })
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.rank! <= $1.rank! })
    let onsets = rows.compactMap(\.onset?.by)
    #expect(try #require(onsets.max()) - (try #require(onsets.min())) <= 5 * 3_600)
  }

  @Test func firstSteps() throws {
    func cut(_ asn: Int, _ datasource: String) throws -> UnixTime? {
      try row(asn).sources.first { $0.datasource.id == datasource }?.firstCut?.by
    }
    #expect(try row(197207).onset?.by == time("16T13:50"))
    #expect(try row(197207).onsetSource?.family == .telescope)
    #expect(try cut(197207, "bgp") == time("16T14:25"))
    #expect(try cut(57218, "bgp") == time("16T14:05"))
    #expect(try cut(44244, "bgp") == time("16T14:25"))
    #expect(try row(44244).onset?.by == time("16T14:20"))
    #expect(try row(58224).onset?.by == time("16T16:20"))
    #expect(try cut(31549, "ping-slash24") == time("16T17:10"))
    #expect(try cut(12880, "ping-slash24") == time("16T17:50"))
    #expect(try cut(16322, "ping-slash24") == time("16T18:10"))
  }

  @Test func mechanisms() throws {
    for asn in [197207, 57218, 44244, 58224] { #expect(try row(asn).mechanism == .both, "\(asn)") }
    for asn in [31549, 12880, 16322] {
      let row = try row(asn)
      #expect(row.mechanism == .dataPlane, "\(asn)")
      #expect(!row.rule.isEmpty)
      let ofRoutes = row.later.filter { $0.datasource == .bgp }
      #expect(ofRoutes.allSatisfy { $0.step.by >= time("17T00:00") })
    }
    #expect(try !row(31549).later.filter { $0.datasource == .bgp }.isEmpty)
    let lead = try #require(try row(197207).lead)
    #expect(lead.first?.family == .telescope && lead.second == .bgp)
    #expect(lead.least <= 35 * 60 && lead.most >= 35 * 60 && lead.least >= 25 * 60)
  }

  @Test func stepsOfTheIncumbent() throws {
    let bgp = try #require(try row(58224).sources.first { $0.datasource == .bgp })
    let near = bgp.steps.filter { $0.by < time("17T00:00") }
    #expect(
      near.filter { $0.kind == .cut }.map(\.by)
        == [time("16T16:20"), time("16T18:25"), time("16T20:00")])
    #expect(near.contains { $0.kind == .relapse && $0.by == time("16T19:25") })
    #expect(near.contains { $0.kind.isRise && $0.by == time("16T19:15") })
    let all = bgp.steps.filter { $0.kind == .cut }
    #expect(all.count == 3)
  }

  @Test func silences() throws {
    for (asn, family) in [
      (197207, DatasourceFamily.probing), (44244, .probing), (57218, .telescope),
    ] {
      let silent = try #require(try row(asn).silent.first { $0.datasource.family == family })
      #expect(silent.reason.contains("below the floor of 20"), "\(asn): \(silent.reason)")
    }
  }

  @Test func earlySigns() throws {
    let tci = try row(58224).early
    #expect(tci.contains { $0.datasource == .bgp && $0.onset.by == time("16T12:10") }, "\(tci)")
    let rightel = try row(57218).early
    #expect(
      rightel.contains { $0.datasource == .probing && $0.onset.by == time("16T07:00") },
      "\(rightel)")
  }

  @Test func rebounds() throws {
    let telescope = try #require(
      try row(16322).sources.first { $0.datasource.family == .telescope })
    #expect(
      telescope.steps.contains {
        $0.kind.isRise && $0.by >= time("16T20:30") && $0.until == time("16T20:35")
      },
      "\(telescope.steps)")
  }

  @Test("The three cellular operators together lost 98 % of what the country had lost")
  func shares() throws {
    let shares = try [197207, 57218, 44244].compactMap { asn in
      try row(asn).share.first { $0.datasource == .bgp && $0.at == time("16T15:05") }
    }
    try #require(shares.count == 3)
    let sum = shares.compactMap(\.share).reduce(0, +)
    #expect(sum.fixed(2) == "0.98")
    let unseen = try row(57218).share.filter { $0.datasource.family == .telescope }
    #expect(unseen.allSatisfy { $0.lost == nil && $0.share == nil })
  }

  @Test func countryIncident() throws {
    let incidents = try Self.result.get().incidents.filter { $0.entity.kind == .country }
    #expect(incidents.allSatisfy { $0.onset!.by >= time("16T13:00") })
    let first = try #require(incidents.first)
    #expect(first.basis == .own && first.level == .critical)
    #expect((time("21T09:00")...time("21T10:30")).contains(try #require(first.firstRecovery).by))
  }
}
