import Engine
import Incidents
import TestSupport
import Testing
import Timeline

/// The five mechanisms, the lead and the order of operators, from synthetic signals.
@Suite struct MechanismTests {
  static let start = SyntheticSignal(hours: 100)
  static let member = "asn/64500"

  /// A signal of an operator that falls to `part` of its level at an hour, or does not fall.
  static func operatorSignal(
    _ datasource: Datasource, level: Double = 1_000, fallAt hour: Double? = nil,
    to part: Double = 0.05, entity: String = member
  ) -> SyntheticSignal {
    var signal = SyntheticSignal(entity, datasource, level: level, hours: 72)
    signal.jitter(datasource == .bgp ? 0 : 0.01, seed: UInt64(level))
    if let hour {
      for bin in signal.bin(hour)..<signal.bin(60) {
        signal.values[bin] = (signal.values[bin] * part).rounded()
      }
    }
    return signal
  }

  static func anatomy(_ signals: [SyntheticSignal]) throws -> Anatomy {
    var country = SyntheticSignal("country/IR", .bgp, level: 10_000, hours: 72)
    country.set(6_000, from: 48, to: 60)
    let result = try SyntheticRun.of(
      [country] + signals,
      parents: Dictionary(
        signals.map { ($0.key.entity.description, "country/IR") }, uniquingKeysWith: { a, _ in a }))
    return try #require(result.anatomies.first)
  }

  private func row(_ signals: [SyntheticSignal]) throws -> Anatomy.Row {
    try #require(try Self.anatomy(signals).rows.first)
  }

  @Test func both() throws {
    let row = try row([
      Self.operatorSignal(.bgp, fallAt: 49), Self.operatorSignal(.probing, fallAt: 48),
    ])
    #expect(row.mechanism == .both)
    let lead = try #require(row.lead)
    #expect(lead.first == .probing && lead.second == .bgp)
    #expect(lead.least <= 3_600 && lead.most >= 3_600 && lead.least > 0)
    #expect(lead.most - lead.least == 300 + 600)
    #expect(row.rule.contains("both stepped within 3 h"))
  }

  @Test func bothInAnOrderThatBinsCannotTell() throws {
    let row = try row([
      Self.operatorSignal(.bgp, fallAt: 48), Self.operatorSignal(.probing, fallAt: 48),
    ])
    #expect(row.mechanism == .both && row.lead?.first == nil)
    let lead = try #require(row.lead)
    #expect(lead.least <= 0 && lead.most >= 0)
  }

  @Test func dataPlane() throws {
    let row = try row([Self.operatorSignal(.bgp), Self.operatorSignal(.probing, fallAt: 48)])
    #expect(row.mechanism == .dataPlane && row.lead == nil)
    #expect(row.unmoved == [.bgp])
  }

  @Test func controlPlane() throws {
    let row = try row([
      Self.operatorSignal(.bgp, fallAt: 48), Self.operatorSignal(.probing, level: 6, fallAt: 48),
    ])
    #expect(row.mechanism == .controlPlane)
    #expect(row.silent.map(\.datasource) == [.probing])
    #expect(row.silent.first?.reason.contains("below the floor of 20") == true)
    #expect(try self.row([Self.operatorSignal(.bgp, fallAt: 48)]).mechanism == .controlPlane)
  }

  @Test func routesOnly() throws {
    let row = try row([Self.operatorSignal(.bgp, fallAt: 48), Self.operatorSignal(.probing)])
    #expect(row.mechanism == .routesOnly && row.unmoved == [.probing])
  }

  @Test func unknown() throws {
    let row = try row([Self.operatorSignal(.probing, fallAt: 48)])
    #expect(row.mechanism == .unknown && row.lead == nil)
    // Who falls silent with the fall cannot say that nothing happened, whatever it said before.
    for hour in [40.0, 47.5] {
      var silent = Self.operatorSignal(.bgp)
      silent.set(.nan, from: hour, to: 60)
      let gap = try self.row([silent, Self.operatorSignal(.probing, fallAt: 48)])
      #expect(gap.mechanism == .unknown)
      #expect(gap.silent.map(\.datasource) == [.bgp] && gap.unmoved == [])
    }
  }

  @Test("What joins after the window is a step with a mechanism of its own")
  func laterStep() throws {
    let row = try row([
      Self.operatorSignal(.bgp, fallAt: 55), Self.operatorSignal(.probing, fallAt: 48),
    ])
    #expect(row.mechanism == .dataPlane)
    #expect(row.later.map(\.datasource) == [.bgp])
    #expect(row.later.first?.step.by == Self.start.time(55))
  }

  @Test("Overlapping intervals share a rank; the next row takes its place in the list")
  func ranks() throws {
    let falls: [(String, Datasource, Double)] = [
      ("asn/64501", .probing, 48.17), ("asn/64502", .bgp, 48.09), ("asn/64503", .bgp, 50),
      ("asn/64504", .bgp, 50.5),
    ]
    let rows = try Self.anatomy(
      falls.map { Self.operatorSignal($0.1, fallAt: $0.2, entity: $0.0) }
    ).rows
    #expect(rows.map(\.entity.code) == ["64502", "64501", "64503", "64504"])
    #expect(rows.map(\.rank) == [1, 1, 3, 4])
  }

  @Test("An operator without a step of the cut is shown last and not ranked")
  func unranked() throws {
    let slight = Self.operatorSignal(.bgp, fallAt: 47, to: 0.97, entity: "asn/64501")
    let rows = try Self.anatomy([
      slight, Self.operatorSignal(.bgp, fallAt: 50, entity: "asn/64502"),
    ]).rows
    #expect(rows.map(\.entity.code) == ["64502", "64501"])
    #expect(rows.map(\.rank) == [1, nil])
    #expect(rows[1].onset?.by == slight.time(47))
  }

  @Test("Names and kinds play no part")
  func namesPlayNoPart() throws {
    let signals = [
      Self.operatorSignal(.bgp, fallAt: 50, entity: "asn/64501"),
      Self.operatorSignal(.bgp, fallAt: 48, entity: "asn/64502"),
    ]
    var set = SignalSet(series: signals.map(\.series))
    var country = SyntheticSignal("country/IR", .bgp, level: 10_000, hours: 72)
    country.set(6_000, from: 48, to: 60)
    set.series.append(country.series)
    let plain = try #require(try Replay(RunOptions()).run(set).anatomies.first)
    for row in plain.rows {
      set.membership.names[row.entity] = "Z\(row.entity.code) Cellular"
      set.membership.kinds[row.entity] = "cellular"
      set.membership.weights[row.entity] = 1e6
    }
    let named = try #require(try Replay(RunOptions()).run(set).anatomies.first)
    #expect(named.rows.map(\.entity) == plain.rows.map(\.entity))
    #expect(named.rows.map(\.rank) == plain.rows.map(\.rank))
    #expect(named.rows.map(\.mechanism) == plain.rows.map(\.mechanism))
    #expect(named.rows.allSatisfy { $0.kind == "cellular" })
    #expect(plain.membershipAssumed)
  }
}
