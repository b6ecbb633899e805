import Timeline

extension Iran2019 {
  private struct Province {
    let code: String
    let name: String
    /// Its share of the country's levels.
    let share: Double
    /// Whether a report of 21 November names it among the first to be back in parts.
    var isEarly = false
  }

  /// The 31 provinces by their present ISO 3166-2 codes; levels and times are invented.
  static func provinces(seed: UInt64) -> [ScenarioEntity] {
    table.map { province in
      let entity = Entity(kind: .region, canonicalCode: province.code)
      let draw = NoiseStream(seed: seed, label: "province \(province.code)")
      let cut = AssumedCut(
        onset: .november(16, 1640) + 600 * Int(draw.unit(0) * 10),
        floor: 0.03 + 0.03 * draw.unit(1),
        partial: (province.isEarly ? 0.24 : 0.14) + 0.06 * draw.unit(2),
        back: .november(23, 1100) + 600 * Int(draw.unit(3) * 9))
      return ScenarioEntity(
        entity: entity, name: province.name, parent: country, kind: "province",
        weight: (46_120 * province.share).rounded(),
        signals: [
          bgp((46_120 * province.share).rounded(), routes(of: province, 0.8 + 0.4 * draw.unit(4))),
          probing((13_850 * province.share).rounded(), cut.replies),
          sources((2_800 * province.share).rounded(), cut.sources),
        ])
    }
  }

  /// Routes follow the fixed network's three steps; only Tehran, where the cellular operators'
  /// addresses are placed, loses some in the two hours before.
  private static func routes(of province: Province, _ strength: Double) -> OutageScript {
    let isCapital = province.code == "IR-23"
    let cellular = isCapital ? 0.2 : 0
    func left(_ loss: Double) -> Double { 1 - cellular - loss * strength }
    var points: [ScriptPoint] = []
    if isCapital {
      points += [.jump(16, 1430, share: 0.98), .slide(16, 1600, share: 1 - cellular)]
    }
    points += [
      .jump(16, 1620, share: left(0.04)), .jump(16, 1825, share: left(0.12)),
      .jump(16, 2000, share: left(0.3)), .jump(17, 1125, share: 0.5 * left(0.3)),
      .jump(17, 1135, share: left(0.3)), .jump(21, 1120, share: left(0.22)),
      .slide(21, 1640, share: left(0.1)), .slide(23, 1400, share: left(0.06)),
      .jump(27, 500, share: 0.97), .slide(27, 900, share: 1),
    ]
    return OutageScript(points: points)
  }

  private static let table = [
    Province(code: "IR-00", name: "Markazi", share: 0.018, isEarly: true),
    Province(code: "IR-01", name: "Gilan", share: 0.03),
    Province(code: "IR-02", name: "Mazandaran", share: 0.04),
    Province(code: "IR-03", name: "East Azerbaijan", share: 0.045, isEarly: true),
    Province(code: "IR-04", name: "West Azerbaijan", share: 0.03),
    Province(code: "IR-05", name: "Kermanshah", share: 0.02, isEarly: true),
    Province(code: "IR-06", name: "Khuzestan", share: 0.055),
    Province(code: "IR-07", name: "Fars", share: 0.06),
    Province(code: "IR-08", name: "Kerman", share: 0.03),
    Province(code: "IR-09", name: "Razavi Khorasan", share: 0.075, isEarly: true),
    Province(code: "IR-10", name: "Isfahan", share: 0.07),
    Province(code: "IR-11", name: "Sistan and Baluchestan", share: 0.02),
    Province(code: "IR-12", name: "Kurdistan", share: 0.017),
    Province(code: "IR-13", name: "Hamadan", share: 0.018, isEarly: true),
    Province(code: "IR-14", name: "Chaharmahal and Bakhtiari", share: 0.01),
    Province(code: "IR-15", name: "Lorestan", share: 0.018),
    Province(code: "IR-16", name: "Ilam", share: 0.01),
    Province(code: "IR-17", name: "Kohgiluyeh and Boyer-Ahmad", share: 0.01),
    Province(code: "IR-18", name: "Bushehr", share: 0.015, isEarly: true),
    Province(code: "IR-19", name: "Zanjan", share: 0.012),
    Province(code: "IR-20", name: "Semnan", share: 0.012),
    Province(code: "IR-21", name: "Yazd", share: 0.02),
    Province(code: "IR-22", name: "Hormozgan", share: 0.02, isEarly: true),
    Province(code: "IR-23", name: "Tehran", share: 0.214, isEarly: true),
    Province(code: "IR-24", name: "Ardabil", share: 0.013),
    Province(code: "IR-25", name: "Qom", share: 0.02, isEarly: true),
    Province(code: "IR-26", name: "Qazvin", share: 0.016),
    Province(code: "IR-27", name: "Golestan", share: 0.02),
    Province(code: "IR-28", name: "North Khorasan", share: 0.011),
    Province(code: "IR-29", name: "South Khorasan", share: 0.011),
    Province(code: "IR-30", name: "Alborz", share: 0.04),
  ]
}
