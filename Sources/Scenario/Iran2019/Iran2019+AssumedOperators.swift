import Timeline

extension Iran2019 {
  /// Eight further operators that the report of OONI and IODA lists; all that they do is invented.
  static var assumedOperators: [ScenarioEntity] {
    [
      assumed(
        25_124, "DATAK", routes: 620, replies: 240, sources: 64,
        AssumedCut(
          onset: .november(16, 1640), floor: 0.03, partial: 0.14, back: .november(23, 1140))),
      assumed(
        29_068, "University of Tehran", kind: "academic", routes: 180, replies: 90, sources: 36,
        AssumedCut(
          onset: .november(16, 1830), floor: 0.2, partial: nil, back: .november(21, 1030))),
      assumed(
        39_501, "NGS", routes: 460, replies: 210, sources: 52,
        AssumedCut(
          onset: .november(16, 1740), floor: 0.04, partial: 0.2, back: .november(23, 1210),
          routes: 0.35)),
      assumed(
        42_337, "Respina", routes: 860, replies: 330, sources: 75,
        AssumedCut(
          onset: .november(16, 1720), floor: 0.06, partial: 0.28, back: .november(22, 1900))),
      assumed(
        43_754, "Asiatech", routes: 2_050, replies: 760, sources: 190,
        AssumedCut(
          onset: .november(16, 1700), floor: 0.03, partial: 0.17, back: .november(23, 1120))),
      assumed(
        48_159, "TIC", kind: "transit", routes: 340, replies: 130, sources: 48,
        AssumedCut(
          onset: .november(16, 1810), floor: 0.1, partial: 0.3, back: .november(23, 1100),
          routes: 0.6)),
      assumed(
        49_100, "Pishgaman", routes: 980, replies: 370, sources: 88,
        AssumedCut(
          onset: .november(16, 1750), floor: 0.04, partial: 0.12, back: .november(24, 640))),
      assumed(
        56_402, "HiWEB", routes: 1_240, replies: 410, sources: 96,
        AssumedCut(
          onset: .november(16, 1650), floor: 0.02, partial: 0.1, back: .november(27, 600),
          routes: 0.42)),
    ]
  }

  private static func assumed(
    _ number: UInt32, _ name: String, kind: String = "fixed", routes: Double, replies: Double,
    sources level: Double, _ cut: AssumedCut
  ) -> ScenarioEntity {
    operatorEntity(
      number, name, kind: kind, weight: routes,
      signals: [
        bgp(routes, cut.routing), probing(replies, cut.replies),
        sources(level, daily: 0.25, cut.sources),
      ])
  }
}
