import Scenario
import Testing
import Timeline

/// What a detector without knowledge of instruments sees in the world.
@Suite struct QuietTests {
  /// The events of each signal with every bin taken as it is.
  private static let raw = all(health: false)
  /// The same without the bins that a health check would mark.
  private static let healthy = all(health: true)

  private static func all(health: Bool) -> [SignalKey: [ReferenceRule.Event]] {
    var events: [SignalKey: [ReferenceRule.Event]] = [:]
    for series in IranWorld.set.series {
      let rule = ReferenceRule(series.datasource.family)
      events[series.key] = rule.events(in: series) { time in
        !health || IranWorld.isHealthy(series.datasource, time)
      }
    }
    return events
  }

  private func events(_ series: Series, health: Bool) -> [ReferenceRule.Event] {
    (health ? Self.healthy : Self.raw)[series.key] ?? []
  }

  @Test func nothingHappensInTheControls() throws {
    let membership = try #require(IranWorld.world).membership
    var judged = 0
    for series in IranWorld.set.series
    where membership.country(of: series.entity) != IranWorld.country {
      judged += 1
      #expect(events(series, health: true).isEmpty, "\(series.key)")
    }
    #expect(judged == 60)
  }

  @Test func theCountryFallsOnThe16thAndIsBackOnThe27th() throws {
    let expected = [
      ("bgp", "16T14:05", "27"), ("ping-slash24", "16T17:20", "23"), ("darknet", "16T18:20", "23"),
    ]
    for (datasource, onset, day) in expected {
      let found = events(try IranWorld.series("country/IR", datasource), health: true)
      #expect(found.count == 1)
      let event = try #require(found.first)
      let time = try IranWorld.time(onset)
      #expect(event.onset == time, "\(datasource)")
      #expect(event.isCritical)
      #expect(event.recovery?.date == "2019-11-\(day)", "\(datasource)")
    }
  }

  @Test func noOperatorFallsBeforeThe16thAndAllAreBack() throws {
    let day = try IranWorld.time("16T00:00")
    for series in IranWorld.set.series {
      for event in events(series, health: true) {
        #expect(event.onset >= day, "\(series.key)")
        #expect(event.recovery != nil, "\(series.key)")
      }
    }
  }

  @Test func theAssumedOperatorsFollowWithinFiveHours() throws {
    let first = try IranWorld.time("16T14:30")
    let last = try IranWorld.time("16T19:00")
    for number in [25_124, 29_068, 39_501, 42_337, 43_754, 48_159, 49_100, 56_402] {
      let series = try IranWorld.series("asn/\(number)", "ping-slash24")
      let found = events(series, health: true)
      #expect(found.count == 1)
      let event = try #require(found.first)
      #expect(event.onset > first && event.onset < last, "AS\(number)")
      let day = try #require(event.recovery?.fields.day)
      #expect((21...27).contains(day), "AS\(number)")
    }
  }

  @Test func smallLevelsStaySilent() throws {
    for (entity, datasource) in [
      ("asn/197207", "ping-slash24"), ("asn/44244", "ping-slash24"), ("asn/57218", "darknet"),
    ] {
      let series = try IranWorld.series(entity, datasource)
      #expect(events(series, health: true).isEmpty)
      let quiet = series.values.prefix { !$0.isNaN }.prefix(7 * 86_400 / series.step)
      #expect((quiet.max() ?? 0) <= 10)
    }
  }

  @Test(arguments: [("ping-slash24", "11", true), ("bgp", "13", false)])
  func aFaultOpensEventsEverywhere(_ datasource: String, _ day: String, _ critical: Bool) throws {
    let membership = try #require(IranWorld.world).membership
    let from = try IranWorld.time("\(day)T09:00")
    let until = try IranWorld.time("\(day)T12:00")
    var entities = 0
    var criticals = 0
    var countries: Set<Entity> = []
    for series in IranWorld.set.series where series.datasource.id == datasource {
      guard let event = events(series, health: false).first(where: { $0.onset == from })
      else { continue }
      #expect(event.recovery == until, "\(series.key)")
      entities += 1
      if event.isCritical { criticals += 1 }
      if let country = membership.country(of: series.entity) { countries.insert(country) }
    }
    #expect(entities >= 60)
    #expect(critical ? criticals >= 60 : criticals == 0)
    #expect(countries.count == 5)
  }

  @Test func noOtherSourceEchoesAFault() throws {
    for (fault, others) in [("11", ["bgp", "darknet"]), ("13", ["ping-slash24", "darknet"])] {
      let from = try IranWorld.time("\(fault)T07:00")
      let until = try IranWorld.time("\(fault)T14:00")
      for series in IranWorld.set.series where others.contains(series.datasource.id) {
        #expect(!events(series, health: false).contains { $0.onset >= from && $0.onset < until })
      }
    }
  }
}
