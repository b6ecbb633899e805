import Timeline

extension Iran2019 {
  /// What befell the instruments: gaps that the published series show, and two invented faults.
  static var faults: [InstrumentFault] {
    [
      InstrumentFault(
        datasource: .probing, from: .november(11, 900), until: .november(11, 1200),
        effect: .scaled(0.46...0.49), reason: "half of the probers silent for three hours",
        isPublished: false),
      InstrumentFault(
        datasource: .bgp, from: .november(13, 900), until: .november(13, 1200),
        effect: .scaled(0.90...0.955),
        reason: "a third of the full-feed peers lost for three hours",
        isPublished: false),
      missingRoutes(.november(16, 755), .november(16, 800), isPublished: true),
      missingRoutes(.november(16, 1555), .november(16, 1600), isPublished: true),
      missingRoutes(.november(18, 2055), .november(19, 615), isPublished: true),
      missingRoutes(.november(19, 640), .november(19, 715), isPublished: false),
      missingRoutes(.november(19, 805), .november(19, 905), isPublished: false),
      InstrumentFault(
        datasource: telescope, from: .november(18, 1645), until: .november(18, 1650),
        effect: .scaled(0.36...0.41), reason: "the bin half filled before the telescope's gap",
        isPublished: true),
      InstrumentFault(
        datasource: telescope, from: .november(18, 1650), until: .november(19, 545),
        effect: .zero, reason: "the telescope reads zero everywhere", isPublished: true),
    ]
  }

  private static func missingRoutes(
    _ from: UnixTime, _ until: UnixTime, isPublished: Bool
  ) -> InstrumentFault {
    InstrumentFault(
      datasource: .bgp, from: from, until: until, effect: .missing, reason: "no values of BGP",
      isPublished: isPublished)
  }
}
