import Timeline

extension Iran2019 {
  /// The seven operators whose series were published.
  static var publishedOperators: [ScenarioEntity] {
    [mcci, iranCell, rightel, tci, shatel, itc, parsOnline]
  }

  static func operatorEntity(
    _ number: UInt32, _ name: String, kind: String, weight: Double, signals: [SignalModel]
  ) -> ScenarioEntity {
    ScenarioEntity(
      entity: .asn(number), name: name, parent: country, kind: kind, weight: weight,
      signals: signals)
  }

  private static var mcci: ScenarioEntity {
    operatorEntity(
      197_207, "MCCI", kind: "cellular", weight: 8_280,
      signals: [
        bgp(
          8_280, published: true,
          published(
            .jump(16, 1420, to: 8_280), .jump(16, 1425, to: 0), .jump(16, 1540, to: 65),
            .jump(16, 2220, to: 193), .jump(17, 555, to: 449), .jump(17, 600, to: 450),
            .jump(17, 1125, to: 0), .jump(17, 1130, to: 0), .jump(17, 1135, share: 0.054_35),
            .jump(27, 500, share: 0.4), .jump(27, 530, share: 0.8), .jump(27, 600, share: 0.97),
            .slide(27, 900, share: 1))),
        // Five to seven blocks: too few for anyone to judge.
        probing(6, noise: 0.17, published(.jump(16, 1430, to: 0), backOn27th)),
        sources(
          41, daily: 0.4,
          published(
            .jump(16, 1345, to: 40), .jump(16, 1350, to: 15.2), .jump(16, 1355, to: 1),
            .jump(16, 1405, to: 0), .jump(27, 500, share: 0.5), .slide(27, 900, share: 1))),
      ])
  }

  private static var iranCell: ScenarioEntity {
    operatorEntity(
      44_244, "IranCell", kind: "cellular", weight: 4_896,
      signals: [
        bgp(
          4_896, published: true,
          published(
            .jump(16, 1420, to: 4_896), .jump(16, 1425, to: 4_192), .jump(16, 1445, to: 3_166),
            .jump(16, 1450, to: 2_654), .jump(16, 1455, to: 1_884), .jump(16, 1500, to: 576),
            .jump(16, 1505, to: 0), .jump(16, 1550, to: 256), .jump(16, 1745, to: 364),
            .jump(17, 1120, to: 364), .jump(17, 1125, to: 8), .jump(17, 1130, share: 0.001_7),
            .jump(17, 1135, share: 0.074_35), .jump(18, 1200, share: 0.077_6),
            .jump(27, 500, share: 0.6), .jump(27, 530, share: 0.97), .slide(27, 900, share: 1))),
        probing(
          7.5, noise: 0.255,
          published(.jump(16, 1510, to: 0), .jump(16, 1800, share: 0.6), backOn27th)),
        sources(
          58, daily: 0.35,
          published(
            .jump(16, 1420, to: 58), .jump(16, 1425, to: 9), .slide(16, 1500, share: 0.05),
            .jump(16, 1505, to: 0), .jump(27, 500, share: 0.5), .slide(27, 900, share: 1))),
      ])
  }

  private static var rightel: ScenarioEntity {
    operatorEntity(
      57_218, "Rightel", kind: "cellular", weight: 1_692,
      signals: [
        bgp(
          1_692, published: true,
          published(
            .jump(16, 1400, to: 1_692), .jump(16, 1405, to: 216), .jump(16, 1430, to: 0),
            .jump(16, 1945, to: 20), .jump(16, 1950, to: 68), .jump(16, 1955, share: 0),
            .jump(16, 2120, to: 22), .jump(17, 1120, to: 20), .jump(17, 1125, to: 0),
            .jump(17, 1130, to: 0), .jump(17, 1135, share: 0.012), .slide(22, 0, share: 0.013),
            .jump(27, 500, share: 0.7), .slide(27, 900, share: 1))),
        // It slides for hours before its routes go: less than .80 from 07:00, half from 12:30.
        probing(
          75, published: true, daily: 0.1,
          published(
            .slide(16, 400, share: 1), .slide(16, 650, share: 0.82), .jump(16, 700, share: 0.77),
            .slide(16, 1030, to: 42), .jump(16, 1040, to: 33), .jump(16, 1050, share: 0.53),
            .slide(16, 1220, share: 0.51), .jump(16, 1230, share: 0.47), .slide(16, 1400, to: 19),
            .slide(16, 1440, to: 0), .jump(27, 500, share: 0.7), .slide(27, 900, share: 1))),
        // Less than two sources: no information.
        sources(
          0.9, daily: 0, noise: 0.27,
          published(.jump(16, 1405, share: 0.2), backOn27th)),
      ])
  }

  private static var tci: ScenarioEntity {
    operatorEntity(
      58_224, "IranTelecomCo", kind: "fixed", weight: 9_111,
      signals: [
        bgp(
          9_111, published: true,
          published(
            .jump(16, 225, share: 0.968), .jump(16, 500, share: 1), .jump(16, 1210, to: 8_818),
            .jump(16, 1620, to: 7_886), .jump(16, 1825, to: 6_544), .jump(16, 1830, to: 5_784),
            .jump(16, 1915, to: 6_734), .jump(16, 1925, to: 5_570), .jump(16, 1940, share: 0.5355),
            .jump(16, 1955, to: 4_879), .jump(16, 2000, to: 141), .jump(17, 440, to: 1),
            .jump(17, 1120, to: 2), .jump(17, 1125, to: 0), .jump(17, 1130, to: 0),
            .jump(17, 1135, share: 0.000_22), .jump(21, 1030, share: 0.02),
            .jump(21, 1115, to: 258),
            .jump(21, 1120, to: 1_457), .jump(21, 1125, to: 3_087), .slide(21, 1420, to: 4_430),
            .slide(21, 1455, to: 5_541), .slide(21, 1640, to: 7_760), .slide(23, 1400, share: 0.9),
            .slide(27, 500, share: 0.94), .jump(27, 600, share: 0.985), .slide(27, 900, share: 1))),
        probing(
          3_960, daily: 0.008,
          published(
            .jump(16, 1620, to: 3_769), .slide(16, 1800, share: 0.92), .jump(16, 1810, to: 2_887),
            .jump(16, 1820, to: 1_288), .jump(16, 1830, to: 187), .slide(16, 1910, share: 0.01),
            .jump(17, 1500, share: 0.05), .slide(17, 1550, to: 806), .jump(17, 1600, share: 0.03),
            .slide(17, 1630, share: 0.06), .jump(17, 1720, share: 0.006),
            .jump(21, 1130, share: 0.05), .slide(21, 1800, share: 0.14),
            .slide(23, 1050, share: 0.24), .jump(23, 1100, to: 1_497),
            .slide(23, 1250, share: 0.78),
            .jump(23, 1300, share: 0.82), .slide(23, 1400, to: 3_294),
            .slide(24, 1200, share: 0.93),
            .slide(27, 900, share: 1))),
        sources(
          1_200, daily: 0.2,
          published(
            .jump(16, 1815, to: 1_033), .jump(16, 1820, to: 178), .slide(16, 1850, to: 104.6),
            .jump(16, 1855, share: 0.14), .slide(22, 1200, share: 0.16),
            .slide(23, 1050, share: 0.19), .slide(23, 1300, share: 0.8),
            .slide(27, 900, share: 1))),
      ])
  }

  private static var shatel: ScenarioEntity {
    operatorEntity(
      31_549, "Shatel", kind: "fixed", weight: 4_742,
      signals: [
        bgp(
          4_742, published: true, noise: 0,
          published(
            .jump(17, 1120, to: 4_742), .jump(17, 1125, to: 2), .jump(17, 1130, share: 0.000_5),
            .jump(17, 1135, share: 1))),
        probing(
          1_650,
          published(
            .jump(16, 1700, to: 1_646), .jump(16, 1710, to: 1_239), .jump(16, 1720, to: 238),
            .jump(16, 1730, to: 0), .jump(17, 900, share: 0.016), .slide(21, 1340, share: 0.02),
            .jump(21, 1350, to: 72), .slide(23, 1140, share: 0.15), .jump(23, 1150, to: 560),
            .jump(23, 1200, to: 1_151), .jump(23, 1210, share: 0.77), .jump(23, 1220, share: 0.82),
            .slide(24, 800, share: 0.93), .slide(27, 800, share: 1))),
        sources(
          53, daily: 0.3,
          published(
            .jump(16, 1710, to: 42), .jump(16, 1715, to: 6.2), .jump(16, 1725, to: 0),
            .jump(23, 1155, share: 0.4), .slide(23, 1230, share: 0.85), .slide(27, 800, share: 1))),
      ])
  }

  private static var itc: ScenarioEntity {
    operatorEntity(
      12_880, "ITC", kind: "fixed", weight: 9_377,
      signals: [
        bgp(
          9_377, published: true, noise: 0,
          published(
            .jump(17, 1325, to: 9_377), .jump(17, 1330, to: 823), .jump(17, 1355, share: 1))),
        probing(
          5_030,
          published(
            .jump(16, 1740, to: 5_038), .jump(16, 1750, to: 3_876), .slide(16, 1800, share: 0.6),
            .jump(16, 1810, to: 2_095), .slide(16, 1820, share: 0.15), .jump(16, 1830, to: 188),
            .slide(16, 1910, share: 0.02), .jump(16, 1920, to: 239), .jump(16, 1930, to: 385),
            .jump(16, 1940, share: 0.015), .slide(17, 1420, share: 0.007),
            .jump(17, 1430, share: 0.05), .slide(17, 1550, to: 1_375), .jump(17, 1600, share: 0.03),
            .slide(17, 1630, share: 0.08), .jump(17, 1720, share: 0.007),
            .jump(21, 1130, share: 0.05), .slide(22, 1840, share: 0.1),
            .jump(22, 1850, share: 0.15),
            .slide(23, 1050, share: 0.18), .jump(23, 1100, to: 1_209),
            .slide(23, 1240, share: 0.78),
            .jump(23, 1250, share: 0.82), .slide(23, 1400, to: 4_346),
            .slide(24, 1200, share: 0.94),
            .slide(27, 800, share: 1))),
        sources(
          180, daily: 0.3,
          published(
            .jump(16, 1750, to: 119), .jump(16, 1755, to: 4), .jump(16, 1925, to: 124),
            .slide(16, 1935, to: 169), .jump(16, 1940, to: 3.4), .jump(17, 1430, share: 0.06),
            .jump(17, 1720, share: 0.025), .slide(23, 1050, share: 0.06),
            .slide(23, 1250, share: 0.8),
            .slide(27, 800, share: 1))),
      ])
  }

  private static var parsOnline: ScenarioEntity {
    operatorEntity(
      16_322, "ParsOnline", kind: "fixed", weight: 1_673,
      signals: [
        bgp(
          1_673, published: true, noise: 0,
          published(
            .jump(17, 1120, to: 1_673), .jump(17, 1125, to: 1_347), .jump(17, 1130, share: 0.82),
            .jump(17, 1135, share: 1))),
        probing(
          1_160,
          published(
            .jump(16, 1800, to: 1_150), .jump(16, 1810, to: 770), .jump(16, 1820, to: 269),
            .jump(16, 1830, to: 0), .jump(16, 2030, to: 2), .jump(16, 2040, share: 0.013),
            .slide(21, 1000, share: 0.018), .slide(23, 1210, share: 0.022),
            .slide(23, 1220, share: 0.2), .jump(23, 1230, to: 515), .slide(23, 1400, to: 745),
            .slide(24, 600, share: 0.84), .slide(25, 1200, share: 0.93), .slide(27, 800, share: 1))),
        sources(
          520, daily: 0.25,
          published(
            .jump(16, 1815, to: 422), .jump(16, 1820, to: 322), .jump(16, 1825, to: 90),
            .jump(16, 1830, to: 0), .jump(16, 2030, to: 76), .jump(16, 2035, to: 252),
            .slide(16, 2100, share: 0.6), .slide(23, 1200, share: 0.62),
            .slide(23, 1500, share: 0.8),
            .slide(27, 800, share: 1))),
      ])
  }

  private static var backOn27th: ScriptPoint { .jump(27, 500, share: 1) }
}
