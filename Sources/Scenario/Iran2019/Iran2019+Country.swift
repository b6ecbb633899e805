extension Iran2019 {
  /// The country's own three signals.
  static var countryItself: ScenarioEntity {
    ScenarioEntity(
      entity: country, name: "Iran", parent: nil, kind: "country", weight: 46_120,
      signals: [
        bgp(46_120, published: true, noise: 0.000_2, countryRoutes),
        probing(13_850, daily: 0.018, countryReplies),
        sources(2_800, countrySources),
      ])
  }

  private static var countryRoutes: OutageScript {
    published(
      .jump(16, 1210, to: 46_059), .jump(16, 1355, to: 45_816), .jump(16, 1405, to: 44_341),
      .jump(16, 1425, to: 35_354), .slide(16, 1505, to: 30_943), .slide(16, 1620, to: 30_399),
      .slide(16, 1725, to: 27_142), .slide(16, 1750, to: 26_138), .slide(16, 1925, to: 29_561),
      .jump(16, 2000, to: 26_010), .slide(17, 500, share: 0.548),
      // Two dips of the 17th: nearly all operators for ten minutes, ITC alone for 25.
      .slide(17, 1120, share: 0.55), .jump(17, 1125, to: 15_809), .jump(17, 1130, share: 0.36),
      .jump(17, 1135, share: 0.55), .jump(17, 1330, to: 16_911), .jump(17, 1355, share: 0.55),
      // Three spells of the 18th just below half.
      .jump(18, 515, share: 0.49), .jump(18, 525, share: 0.55), .jump(18, 545, share: 0.488),
      .jump(18, 615, share: 0.55), .jump(18, 705, share: 0.489), .jump(18, 715, share: 0.55),
      .slide(20, 1200, share: 0.565), .slide(21, 950, to: 25_827), .slide(21, 1115, share: 0.565),
      .jump(21, 1120, to: 27_499), .slide(21, 1420, to: 29_284), .slide(21, 1640, to: 29_945),
      .slide(23, 1200, share: 0.66), .slide(26, 0, share: 0.68),
      .jump(27, 500, share: 0.8), .jump(27, 530, share: 0.9), .slide(27, 600, share: 0.97),
      .slide(27, 900, share: 0.998), .slide(27, 1200, share: 1))
  }

  private static var countryReplies: OutageScript {
    published(
      .slide(16, 1610, to: 13_794), .jump(16, 1620, to: 13_538), .slide(16, 1700, to: 13_075),
      .jump(16, 1710, to: 12_480), .jump(16, 1720, to: 10_391), .slide(16, 1800, share: 0.54),
      .jump(16, 1810, to: 5_681), .jump(16, 1830, to: 1_604), .slide(16, 1910, to: 749),
      .slide(17, 500, share: 0.046), .slide(17, 1430, share: 0.047),
      // The return of the 17th, which ends.
      .slide(17, 1550, to: 1_969), .jump(17, 1600, to: 693), .slide(17, 1630, share: 0.09),
      .slide(17, 1710, share: 0.075), .jump(17, 1720, share: 0.045),
      .slide(18, 550, share: 0.039), .jump(18, 600, to: 480), .jump(18, 610, share: 0.039),
      .slide(18, 1200, share: 0.05), .slide(19, 1200, share: 0.056), .slide(20, 200, share: 0.042),
      .slide(20, 1400, share: 0.055), .slide(21, 200, share: 0.045),
      .slide(21, 940, to: 692), .slide(21, 1000, to: 949), .jump(21, 1010, share: 0.075),
      .slide(21, 1200, to: 1_646), .slide(21, 1700, to: 2_643), .slide(22, 1900, to: 2_871),
      .slide(22, 2100, to: 3_523), .slide(23, 1050, to: 3_909), .jump(23, 1100, to: 4_328),
      .slide(23, 1200, to: 7_878), .slide(23, 1340, share: 0.78), .jump(23, 1350, share: 0.7945),
      .jump(23, 1400, to: 11_268), .slide(23, 1800, share: 0.83), .slide(24, 2030, share: 0.9),
      .slide(26, 1200, share: 0.92), .slide(27, 500, share: 0.93), .slide(27, 900, share: 1))
  }

  private static var countrySources: OutageScript {
    published(
      .slide(16, 1500, share: 0.97), .slide(16, 1710, to: 2_058), .slide(16, 1725, to: 1_562),
      .slide(16, 1820, to: 650), .slide(16, 1840, to: 272), .jump(16, 1845, share: 0.125),
      .jump(16, 1920, to: 547),
      .jump(16, 1940, to: 838), .jump(16, 1945, share: 0.125), .jump(16, 2035, share: 0.27),
      .slide(16, 2200, share: 0.25), .slide(17, 100, share: 0.155), .slide(17, 800, share: 0.17),
      .slide(17, 2000, share: 0.155), .slide(18, 800, share: 0.16),
      // The edges of the telescope's own gap; the gap itself is a fault.
      .slide(18, 1640, to: 446), .jump(18, 1645, to: 172), .jump(18, 1650, share: 0.15),
      .slide(19, 545, to: 526), .slide(19, 2000, share: 0.155), .slide(20, 800, share: 0.16),
      .slide(20, 2000, share: 0.155), .slide(21, 1200, share: 0.175), .slide(21, 2000, share: 0.16),
      .slide(22, 1200, share: 0.175), .slide(22, 2000, share: 0.155), .slide(23, 330, to: 465),
      .slide(23, 545, to: 1_190), .slide(23, 1200, share: 0.62), .slide(24, 1200, share: 0.8),
      .slide(27, 400, share: 0.88), .slide(27, 900, share: 1))
  }
}
