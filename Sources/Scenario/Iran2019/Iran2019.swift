import Timeline

/// The world `iran-2019`: Iran from 9 to 28 November 2019, rebuilt from published figures.
///
/// Points written `to:` are figures that were published, each script naming by whom. Points written
/// `share:`, all rhythms, noise and the levels of most operators and of the provinces are invented.
enum Iran2019 {
  static let country = Entity(kind: .country, canonicalCode: "IR")
  static let telescope = Datasource("darknet")
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
      faults: faults, annotations: annotations)
  }

  /// Routes: flat, and what flaps stays away for hours.
  static func bgp(
    _ level: Double, published: Bool = false, noise: Double = 0.000_3, _ script: OutageScript
  ) -> SignalModel {
    SignalModel(
      datasource: .bgp, level: level, isLevelPublished: published, deviation: level * noise,
      hold: 36, script: script)
  }

  /// Replies: a slight wave by day, noise as of counts that are mostly the same blocks.
  static func probing(
    _ level: Double, published: Bool = false, daily: Double = 0.01, noise: Double = 0.12,
    _ script: OutageScript
  ) -> SignalModel {
    SignalModel(
      datasource: .probing, level: level, isLevelPublished: published,
      rhythm: Rhythm(daily: daily, troughHour: 0.5), deviation: level.squareRoot() * noise,
      script: script)
  }

  /// Sources at the telescope: means of five minutes in tenths, with a wave by day.
  static func sources(
    _ level: Double, published: Bool = false, daily: Double = 0.286, noise: Double = 0.35,
    _ script: OutageScript
  ) -> SignalModel {
    SignalModel(
      datasource: telescope, level: level, isLevelPublished: published,
      rhythm: Rhythm(daily: daily, troughHour: 20, restDays: [4], restLoss: 0.02),
      deviation: level.squareRoot() * noise, resolution: 10, script: script)
  }

  /// A script whose figures come from the published series.
  static func published(_ points: ScriptPoint...) -> OutageScript {
    OutageScript(points: points, source: series)
  }
}
