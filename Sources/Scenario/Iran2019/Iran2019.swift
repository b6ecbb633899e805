import Timeline

/// The world `iran-2019`: Iran from 9 to 28 November 2019, rebuilt from published figures.
///
/// Points written `to:` are figures that were published, each script naming by whom. Points written
/// `share:`, all rhythms, noise and the levels of most operators and of the provinces are invented.
enum Iran2019 {
  static let country = Entity(kind: .country, canonicalCode: "IR")
  static let telescope = Datasource("darknet")
  /// The size of the world's telescope, as a part of that of the published one; assumed.
  static let telescopeScale = 0.125
  /// Who published the figures of the country and of the seven operators.
  static let series = "IODA series, published with OONI's report of 23 November 2019"

  /// The world with the noise of a seed.
  static func world(seed: UInt64) -> ScenarioWorld {
    ScenarioWorld(
      name: "iran-2019",
      summary: "Iran, 9 to 28 November 2019: the country, 15 operators, 31 provinces, four control "
        + "countries in which nothing happens, and two faults of instruments.",
      seed: seed, from: .november(9, 0), until: .november(29, 0),
      notice: "Reconstructed series, not measured",
      entities: [countryItself] + publishedOperators + assumedOperators + provinces(seed: seed)
        + controls,
      faults: faults, notes: notes, annotations: annotations,
      archive: archive, telescope: packets, probes: probes)
  }

  private static let notes = [
    "The series published with the report end on 22 and 23 November. What follows is assumed; that "
      + "all is back on the 27th follows Amnesty International's press release of 16 November 2020, "
      + "the hours are assumed.",
    "A figure that the publication gives as the level before a fall stands in the last bin before "
      + "that fall.",
    "Extremes that are known for a span of bins only stand in a bin that was chosen: in BGP the "
      + "country's 16,911 and ITC's 823 of 17 November; in probing TCI's 806 and ITC's 1,375 of that "
      + "day; at the telescope the country's 547 and 838, ITC's 124 and 169, and TCI's lowest, 104.6, "
      + "of 16 November.",
    "The telescope is assumed to have an eighth of the size of the one whose figures were published. "
      + "Its series hold an eighth of them in whole sources: in each bin the lower median of five "
      + "minutes. What is below 20 then is too small for a verdict.",
    "The published series lack BGP from 22 November 17:45 on; here BGP goes on to the end.",
    "The eight operators without published series are among those that the report of OONI and IODA "
      + "lists. Their levels, times and kinds are assumed, and say nothing about what they did.",
    "The provinces that Garda's report of 21 November 2019 names have more back on that day than "
      + "the others; by how much is assumed, as is everything else about the provinces.",
    "The sums of operators or provinces need not give the country.",
    "The control countries' levels are assumed; nothing happens in them but the faults.",
  ]

  /// Routes: flat, and what flaps stays away for hours.
  static func bgp(
    _ level: Double, published: Bool = false, noise: Double = 0.000_6, _ script: OutageScript
  ) -> SignalModel {
    SignalModel(
      datasource: .bgp, level: level, isLevelPublished: published,
      noise: .flaps(deviation: level * noise, hold: 36), script: script)
  }

  /// Replies: a slight wave by day, noise as of counts that are mostly the same blocks.
  static func probing(
    _ level: Double, published: Bool = false, daily: Double = 0.01, noise: Double = 0.12,
    _ script: OutageScript
  ) -> SignalModel {
    SignalModel(
      datasource: .probing, level: level, isLevelPublished: published,
      rhythm: Rhythm(daily: daily, troughHour: 0.5),
      noise: .counts(deviation: level.squareRoot() * noise), script: script)
  }

  /// Sources at the telescope, which is an eighth as large as the one whose figures were published:
  /// whole numbers, the middle ones of a bin's five minutes, with a wave by day.
  static func sources(
    _ level: Double, daily: Double = 0.286, noise: Double = 0.35, _ script: OutageScript
  ) -> SignalModel {
    SignalModel(
      datasource: telescope, level: level,
      rhythm: Rhythm(daily: daily, troughHour: 20, restDays: [4], restLoss: 0.02),
      noise: .counts(deviation: (level * telescopeScale).squareRoot() * noise),
      scale: telescopeScale, script: script)
  }

  /// A script whose figures come from the published series.
  static func published(_ points: ScriptPoint...) -> OutageScript {
    OutageScript(points: points, source: series)
  }
}
