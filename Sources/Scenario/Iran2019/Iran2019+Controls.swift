import Timeline

extension Iran2019 {
  private struct Control {
    let code: String
    let name: String
    let levels: Levels
    let members: [(number: UInt32, name: String, levels: Levels)]
  }

  private struct Levels {
    let routes: Double
    let replies: Double
    let sources: Double

    init(_ routes: Double, _ replies: Double, _ sources: Double) {
      self.routes = routes
      self.replies = replies
      self.sources = sources
    }
  }

  /// Four neighbours in which nothing happens; all levels are invented, those of the telescope so
  /// that no country has less than its operators together.
  static var controls: [ScenarioEntity] {
    table.flatMap { control in
      let country = Entity(kind: .country, canonicalCode: control.code)
      return [
        ScenarioEntity(
          entity: country, name: control.name, parent: nil, kind: "country",
          weight: control.levels.routes, signals: signals(control.levels))
      ]
        + control.members.map { member in
          ScenarioEntity(
            entity: .asn(member.number), name: member.name, parent: country, kind: "operator",
            weight: member.levels.routes, signals: signals(member.levels))
        }
    }
  }

  private static func signals(_ levels: Levels) -> [SignalModel] {
    [
      bgp(levels.routes, .quiet), probing(levels.replies, .quiet),
      sources(levels.sources, daily: 0.25, .quiet),
    ]
  }

  private static let table = [
    Control(
      code: "AE", name: "United Arab Emirates", levels: Levels(15_300, 6_900, 800),
      members: [
        (5_384, "Etisalat", Levels(9_200, 4_300, 340)),
        (8_966, "Etisalat transit", Levels(210, 85, 36)),
        (15_802, "du", Levels(2_900, 1_350, 170)),
      ]),
    Control(
      code: "AM", name: "Armenia", levels: Levels(2_420, 1_180, 400),
      members: [
        (12_297, "Telecom Armenia", Levels(820, 360, 78)),
        (43_733, "K-Telecom", Levels(260, 90, 42)),
        (44_395, "Ucom", Levels(540, 270, 66)),
        (49_800, "GNC-Alfa", Levels(300, 130, 38)),
      ]),
    Control(
      code: "PK", name: "Pakistan", levels: Levels(20_700, 6_100, 1_850),
      members: [
        (9_541, "Cyber Internet Services", Levels(980, 350, 96)),
        (17_557, "PTCL", Levels(12_900, 3_900, 910)),
        (23_674, "Nayatel", Levels(420, 260, 74)),
        (38_193, "Transworld", Levels(310, 120, 52)),
        (45_669, "Jazz", Levels(1_450, 120, 230)),
      ]),
    Control(
      code: "TR", name: "Turkey", levels: Levels(59_400, 31_200, 3_900),
      members: [
        (9_121, "Turk Telekom", Levels(27_800, 15_600, 1_900)),
        (15_897, "Vodafone Turkey", Levels(3_100, 980, 210)),
        (16_135, "Turkcell", Levels(3_600, 640, 260)),
        (34_984, "Superonline", Levels(9_400, 4_700, 520)),
      ]),
  ]
}
