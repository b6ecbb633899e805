import Testing
import Timeline

/// Each published figure stands in its bin, written here a second time and by hand; of the
/// telescope's, an eighth.
@Suite struct PublishedFiguresTests {
  private static let figures: [(String, String, [(String, Double)])] = [
    (
      "country/IR", "bgp",
      [
        ("16T14:05", 44_341), ("16T14:25", 35_354), ("16T15:05", 30_943), ("16T16:20", 30_399),
        ("16T17:25", 27_142), ("16T17:50", 26_138), ("16T19:25", 29_561), ("16T20:00", 26_010),
        ("17T11:25", 15_809), ("21T09:50", 25_827), ("21T11:20", 27_499), ("21T14:20", 29_284),
        ("21T16:40", 29_945),
      ]
    ),
    (
      "country/IR", "ping-slash24",
      [
        ("16T16:10", 13_794), ("16T16:20", 13_538), ("16T17:00", 13_075), ("16T17:10", 12_480),
        ("16T17:20", 10_391), ("16T18:10", 5_681), ("16T18:30", 1_604), ("16T19:10", 749),
        ("17T15:50", 1_969), ("17T16:00", 693), ("18T06:00", 480), ("21T09:40", 692),
        ("21T10:00", 949), ("21T12:00", 1_646), ("21T17:00", 2_643), ("22T19:00", 2_871),
        ("22T21:00", 3_523), ("23T10:50", 3_909), ("23T11:00", 4_328), ("23T12:00", 7_878),
        ("23T14:00", 11_268),
      ]
    ),
    (
      "country/IR", "darknet",
      [
        ("16T17:10", 2_058), ("16T17:25", 1_562), ("16T18:20", 650), ("16T18:40", 272),
        ("18T16:40", 446), ("18T16:45", 172), ("18T16:50", 0), ("19T05:40", 0),
        ("19T05:45", 526), ("23T03:30", 465), ("23T05:45", 1_190),
      ]
    ),
    (
      "asn/57218", "bgp",
      [
        ("16T14:00", 1_692), ("16T14:05", 216), ("16T14:30", 0), ("16T19:45", 20),
        ("16T19:50", 68), ("16T21:20", 22),
      ]
    ),
    (
      "asn/57218", "ping-slash24",
      [("16T10:30", 42), ("16T10:40", 33), ("16T14:00", 19), ("16T14:40", 0)]
    ),
    (
      "asn/197207", "bgp",
      [
        ("16T14:20", 8_280), ("16T14:25", 0), ("16T15:40", 65), ("16T22:20", 193),
        ("17T05:55", 449), ("17T11:25", 0), ("17T11:30", 0),
      ]
    ),
    (
      "asn/197207", "darknet",
      [("16T13:45", 40), ("16T13:50", 15.2), ("16T13:55", 1), ("16T14:05", 0)]
    ),
    (
      "asn/44244", "bgp",
      [
        ("16T14:20", 4_896), ("16T14:25", 4_192), ("16T14:45", 3_166), ("16T14:50", 2_654),
        ("16T14:55", 1_884), ("16T15:00", 576), ("16T15:05", 0), ("16T15:50", 256),
        ("16T17:45", 364), ("17T11:25", 8),
      ]
    ),
    ("asn/44244", "darknet", [("16T14:20", 58), ("16T14:25", 9), ("16T15:05", 0)]),
    (
      "asn/58224", "bgp",
      [
        ("16T12:10", 8_818), ("16T16:20", 7_886), ("16T18:25", 6_544), ("16T18:30", 5_784),
        ("16T19:15", 6_734), ("16T19:25", 5_570), ("16T19:55", 4_879), ("16T20:00", 141),
        ("17T04:40", 1), ("17T11:25", 0), ("21T11:15", 258), ("21T11:20", 1_457),
        ("21T11:25", 3_087), ("21T14:20", 4_430), ("21T14:55", 5_541), ("21T16:40", 7_760),
      ]
    ),
    (
      "asn/58224", "ping-slash24",
      [
        ("16T16:20", 3_769), ("16T18:10", 2_887), ("16T18:20", 1_288), ("16T18:30", 187),
        ("23T11:00", 1_497), ("23T14:00", 3_294),
      ]
    ),
    ("asn/58224", "darknet", [("16T18:15", 1_033), ("16T18:20", 178)]),
    ("asn/31549", "bgp", [("16T17:10", 4_742), ("17T11:25", 2), ("17T11:35", 4_742)]),
    (
      "asn/31549", "ping-slash24",
      [
        ("16T17:00", 1_646), ("16T17:10", 1_239), ("16T17:20", 238), ("16T17:30", 0),
        ("21T13:50", 72), ("23T11:50", 560), ("23T12:00", 1_151),
      ]
    ),
    ("asn/31549", "darknet", [("16T17:10", 42), ("16T17:15", 6.2), ("16T17:25", 0)]),
    ("asn/12880", "bgp", [("16T18:00", 9_377), ("17T13:25", 9_377), ("17T13:30", 823)]),
    (
      "asn/12880", "ping-slash24",
      [
        ("16T17:40", 5_038), ("16T17:50", 3_876), ("16T18:10", 2_095), ("16T18:30", 188),
        ("16T19:20", 239), ("16T19:30", 385), ("23T11:00", 1_209), ("23T14:00", 4_346),
      ]
    ),
    ("asn/12880", "darknet", [("16T17:50", 119), ("16T17:55", 4), ("16T19:40", 3.4)]),
    ("asn/16322", "bgp", [("16T18:10", 1_673), ("17T11:25", 1_347), ("17T11:35", 1_673)]),
    (
      "asn/16322", "ping-slash24",
      [
        ("16T18:00", 1_150), ("16T18:10", 770), ("16T18:20", 269), ("16T18:30", 0),
        ("16T20:30", 2), ("23T12:30", 515), ("23T14:00", 745),
      ]
    ),
    (
      "asn/16322", "darknet",
      [
        ("16T18:15", 422), ("16T18:20", 322), ("16T18:25", 90), ("16T18:30", 0), ("16T20:30", 76),
        ("16T20:35", 252),
      ]
    ),
  ]

  @Test(arguments: 0..<figures.count)
  func standsInItsBin(_ row: Int) throws {
    let (entity, datasource, expected) = Self.figures[row]
    let series = try IranWorld.series(entity, datasource)
    for (clock, value) in expected {
      let index = try #require(series.index(of: try IranWorld.time(clock)))
      let isTelescope = series.datasource.family == .telescope
      let expected = isTelescope ? (value / 8).rounded(.toNearestOrAwayFromZero) : value
      #expect(series.values[index] == expected, "\(series.key) at \(clock)")
    }
  }

  @Test func routesAreMissingWhereTheyWereMissing() throws {
    for series in IranWorld.set.series where series.datasource == .bgp {
      for (from, until) in [
        ("16T07:55", "16T08:00"), ("16T15:55", "16T16:00"), ("18T20:55", "19T06:15"),
      ] {
        let first = try #require(series.index(of: try IranWorld.time(from)))
        let last = try #require(series.index(of: try IranWorld.time(until)))
        #expect(series.values[first..<last].allSatisfy { $0.isNaN })
        #expect(!series.values[first - 1].isNaN && !series.values[last].isNaN)
      }
    }
  }

  @Test func theTelescopeReadsZeroIn155Bins() throws {
    for series in IranWorld.set.series where series.datasource.family == .telescope {
      let first = try #require(series.index(of: try IranWorld.time("18T16:50")))
      #expect(series.values[first..<first + 155].allSatisfy { $0 == 0 })
    }
  }

  @Test func threeCellularOperatorsExplain98PercentOfTheFirstLoss() throws {
    let time = try IranWorld.time("16T15:05")
    func lost(_ entity: String, _ level: Double) throws -> Double {
      let series = try IranWorld.series(entity, "bgp")
      return level - series.values[try #require(series.index(of: time))]
    }
    let cellular =
      try lost("asn/197207", 8_280) + lost("asn/44244", 4_896) + lost("asn/57218", 1_692)
    #expect(cellular == 14_868)
    #expect(try lost("country/IR", 46_120) == 15_177)
  }
}
