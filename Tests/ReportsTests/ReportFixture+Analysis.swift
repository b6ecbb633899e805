import Detection
import Engine
import Incidents
import Timeline

extension ReportFixture {
  /// The run that most tests read.
  static let standard = analysis()

  /// The whole run over `days` days with `extra` more operators that copy the first.
  static func analysis(days: Int = 12, extra: Int = 0) -> Analysis {
    let thresholds: [Datasource: (warning: Double, critical: Double)] = [
      bgp: (0.99, 0.5), probing: (0.8, 0.5), telescope: (0.25, 0.1),
    ]
    let bgpGaps = [time("18T20:55:00")..<time("19T08:00:00")]
    let country = [
      trace(
        country, bgp, level: 46_120, rhythm: 0, noise: 0.000_2,
        shape: shape([
          ("16T14:00:00", 1), ("16T14:30:00", 0.76), ("16T15:05:00", 0.67), ("16T20:00:00", 0.56),
          ("17T11:20:00", 0.56), ("17T11:25:00", 0.34), ("17T11:35:00", 0.56),
          ("21T11:10:00", 0.56), ("21T16:40:00", 0.65), ("23T20:00:00", 0.65),
        ]), gaps: bgpGaps, thresholds: (0.99, 0.5), days: days),
      trace(
        country, probing, level: 14_000, rhythm: 0.04, noise: 0.006,
        shape: shape([
          ("16T16:10:00", 1), ("16T17:00:00", 0.93), ("16T18:10:00", 0.4), ("16T19:10:00", 0.05),
          ("17T14:30:00", 0.05), ("17T15:50:00", 0.14), ("17T17:10:00", 0.05),
          ("21T09:40:00", 0.05), ("21T17:00:00", 0.2), ("23T10:50:00", 0.27), ("23T14:00:00", 0.97),
        ]), thresholds: (0.8, 0.5), days: days),
      trace(
        country, telescope, level: 3_600, rhythm: 0.42, noise: 0.1,
        shape: shape([
          ("16T17:10:00", 1), ("16T18:40:00", 0.12), ("23T03:30:00", 0.2), ("23T15:00:00", 0.9),
        ]), marked: [time("18T16:50:00")..<time("19T05:40:00")], thresholds: (0.25, 0.1),
        days: days),
    ]
    let mcci = Entity.asn(197_207)
    let tci = Entity.asn(58_224)
    let shatel = Entity.asn(31_549)
    let cut = shape([
      ("16T14:20:00", 1), ("16T14:25:00", 0), ("24T10:00:00", 0), ("24T11:00:00", 1),
    ])
    var operators = [
      trace(
        mcci, bgp, level: 8_280, rhythm: 0, noise: 0, shape: cut, gaps: bgpGaps,
        thresholds: (0.99, 0.5), days: days),
      trace(
        mcci, probing, level: 7, rhythm: 0.3, noise: 0.3, shape: cut, thresholds: (0.8, 0.5),
        days: days),
      trace(
        mcci, telescope, level: 60, rhythm: 0.3, noise: 0.3,
        shape: shape([("16T13:45:00", 1), ("16T13:55:00", 0), ("24T10:00:00", 0)]),
        thresholds: (0.25, 0.1), days: days),
      trace(
        tci, bgp, level: 9_111, rhythm: 0, noise: 0.001,
        shape: shape([
          ("16T12:05:00", 1), ("16T12:10:00", 0.968), ("16T16:15:00", 0.968), ("16T16:20:00", 0.86),
          ("16T18:20:00", 0.86), ("16T18:30:00", 0.63), ("16T19:55:00", 0.63),
          ("16T20:00:00", 0.01),
          ("21T11:15:00", 0.02), ("21T16:40:00", 0.99),
        ]), gaps: bgpGaps, thresholds: (0.99, 0.5), days: days),
      trace(
        tci, probing, level: 4_000, rhythm: 0.03, noise: 0.01,
        shape: shape([
          ("16T18:00:00", 1), ("16T18:30:00", 0.03), ("21T11:30:00", 0.03), ("23T11:00:00", 0.3),
          ("23T14:00:00", 0.9),
        ]), thresholds: (0.8, 0.5), days: days),
      trace(
        shatel, bgp, level: 4_742, rhythm: 0, noise: 0, shape: shape([]), gaps: bgpGaps,
        thresholds: (0.99, 0.5), days: days),
      trace(
        shatel, probing, level: 1_650, rhythm: 0.04, noise: 0.02,
        shape: shape([
          ("16T17:00:00", 1), ("16T17:30:00", 0), ("23T11:40:00", 0), ("23T12:20:00", 0.95),
        ]), thresholds: (0.8, 0.5), days: days),
    ]
    let extras = (0..<extra).map { Entity.asn(UInt32(64_512 + $0)) }
    for entity in extras {
      for original in [operators[0], operators[4]] {
        var copy = original
        copy.series.entity = entity
        operators.append(copy)
      }
    }
    let countryEvents = self.countryEvents(country)
    let memberEvents = self.memberEvents(operators)
    var caution = event(
      operators[2], began: ("14T01:00:00", "14T01:05:00"), onset: ("14T01:00:00", "14T01:05:00"),
      recovery: ("14T01:20:00", "14T01:25:00"))
    caution.level = .warning
    caution.caution = .instrumentNotExcluded
    let incident = Incident(
      id: "vigil/country-IR/20191116T1405Z", entity: self.country, basis: .own,
      events: countryEvents, memberEvents: memberEvents)
    let own = Incident(
      id: "vigil/asn-197207/20191114T0105Z", entity: mcci, basis: .own, events: [caution])
    var coverage = Coverage()
    for trace in (country + operators).sorted(by: { $0.series.key < $1.series.key }) {
      var signal = Coverage.Signal(key: trace.series.key, floor: 20)
      for (index, verdict) in trace.verdicts.enumerated() {
        signal.count(verdict, isTrusted: trace.series.marks(at: index).isTrusted)
      }
      coverage.signals.append(signal)
    }
    let membership = Membership(
      parents: Dictionary(
        uniqueKeysWithValues: ([mcci, tci, shatel] + extras).map { ($0, self.country) }),
      names: [self.country: "Iran", mcci: "MCCI", tci: "TCI | Iran <Telecom>", shatel: "Shatel"],
      kinds: [mcci: "cellular"])
    let finding = Finding(
      kind: "duplicate-point", source: "signals.csv", place: "line 17",
      detail: "two points in one bin", disposition: "kept the first", count: 3)
    return Analysis(
      profile: "vigil", profileText: "name = \"vigil\"\n[bgp]\nwarning = 0.99\n",
      thresholds: thresholds,
      events: ([caution] + countryEvents + memberEvents).sorted {
        ($0.onset.by, $0.entity, $0.datasource) < ($1.onset.by, $1.entity, $1.datasource)
      },
      incidents: [own, incident],
      anatomies: [
        anatomy(incident, countryEvents, memberEvents, [mcci, tci, shatel], extras)
      ],
      traces: (country + operators).sorted { $0.series.key < $1.series.key }, coverage: coverage,
      findings: [finding], membership: membership,
      credits: ["IODA, Georgia Institute of Technology"],
      notices: ["Reconstructed series, not measured"],
      inputs: [
        InputFile(
          name: "signals.csv", size: 1_234, sha256: String(repeating: "ab", count: 32),
          format: "long CSV", rows: 99, findings: [finding], credit: "IODA")
      ], command: "vigil replay signals.csv --out report")
  }

  private static func countryEvents(_ traces: [SignalTrace]) -> [Event] {
    [
      event(
        traces[0], began: ("16T14:00:00", "16T14:05:00"), onset: ("16T14:00:00", "16T14:05:00"),
        recovery: nil,
        steps: [
          step(.cut, "16T14:20:00", "16T14:25:00", "16T14:55:00", 39_000, 31_300),
          step(.cut, "17T11:20:00", "17T11:25:00", "17T11:25:00", 25_800, 15_800),
          step(.rebound, "17T11:30:00", "17T11:35:00", "17T11:35:00", 17_000, 25_800),
          step(.recovery, "21T11:10:00", "21T11:20:00", "21T16:40:00", 25_800, 29_945),
        ], have: 86_400),
      event(
        traces[1], began: ("16T16:10:00", "16T16:20:00"), onset: ("16T17:10:00", "16T17:20:00"),
        recovery: ("23T13:20:00", "23T13:30:00"),
        steps: [
          step(.cut, "16T16:50:00", "16T17:20:00", "16T18:50:00", 13_075, 943),
          step(.return, "17T14:30:00", "17T14:50:00", "17T15:50:00", 700, 1_960),
          step(.relapse, "17T15:50:00", "17T16:10:00", "17T17:10:00", 1_960, 700),
          step(.recovery, "21T09:40:00", "21T09:50:00", "21T17:00:00", 692, 2_800),
          step(.recovery, "23T10:50:00", "23T11:20:00", "23T14:00:00", 3_800, 13_500),
        ]),
      event(
        traces[2], began: ("16T17:10:00", "16T17:15:00"), onset: ("16T18:15:00", "16T18:20:00"),
        recovery: ("23T05:40:00", "23T05:45:00"),
        steps: [step(.cut, "16T17:10:00", "16T17:20:00", "16T18:40:00", 2_058, 272)]),
    ]
  }

  private static func memberEvents(_ traces: [SignalTrace]) -> [Event] {
    let events = [
      event(
        traces[2], began: ("16T13:45:00", "16T13:50:00"), onset: ("16T13:50:00", "16T13:55:00"),
        recovery: nil, steps: [step(.cut, "16T13:45:00", "16T13:50:00", "16T13:55:00", 40, 0)]),
      event(
        traces[0], began: ("16T14:20:00", "16T14:25:00"), onset: ("16T14:20:00", "16T14:25:00"),
        recovery: ("24T10:55:00", "24T11:00:00"),
        steps: [step(.cut, "16T14:20:00", "16T14:25:00", "16T14:25:00", 8_280, 0)]),
      event(
        traces[3], began: ("16T12:05:00", "16T12:10:00"), onset: ("16T12:05:00", "16T12:10:00"),
        recovery: nil,
        steps: [
          step(.cut, "16T16:15:00", "16T16:20:00", "16T16:20:00", 8_800, 7_886),
          step(.cut, "16T18:20:00", "16T18:25:00", "16T18:30:00", 7_886, 5_784),
          step(.cut, "16T19:55:00", "16T20:00:00", "16T20:00:00", 5_784, 141),
          step(.recovery, "21T11:15:00", "21T11:25:00", "21T16:40:00", 258, 7_760),
        ]),
      event(
        traces[4], began: ("16T18:00:00", "16T18:10:00"), onset: ("16T18:00:00", "16T18:10:00"),
        recovery: ("23T13:20:00", "23T13:30:00"),
        steps: [step(.cut, "16T18:00:00", "16T18:10:00", "16T18:30:00", 3_900, 187)]),
      event(
        traces[6], began: ("16T17:00:00", "16T17:10:00"), onset: ("16T17:00:00", "16T17:10:00"),
        recovery: ("23T12:00:00", "23T12:10:00"),
        steps: [
          step(.cut, "16T17:00:00", "16T17:10:00", "16T17:30:00", 1_646, 0),
          step(.recovery, "23T11:40:00", "23T11:50:00", "23T12:20:00", 0, 1_560),
        ]),
    ]
    return events.sorted {
      ($0.onset.by, $0.entity, $0.datasource) < ($1.onset.by, $1.entity, $1.datasource)
    }
  }

  private static func anatomy(
    _ incident: Incident, _ country: [Event], _ members: [Event], _ entities: [Entity],
    _ extras: [Entity]
  ) -> Anatomy {
    func views(_ events: [Event]) -> [Anatomy.SourceView] {
      Set(events.map(\.datasource)).sorted().map { source in
        .init(datasource: source, events: events.filter { $0.datasource == source })
      }
    }
    func sources(_ entity: Entity) -> [Anatomy.SourceView] {
      views(members.filter { $0.entity == entity })
    }
    let at = time("16T15:05:00")
    let (mcci, tci, shatel) = (entities[0], entities[1], entities[2])
    var rows = [
      Anatomy.Row(
        entity: mcci, name: "MCCI", kind: "cellular", rank: 1,
        onset: TimeBracket(after: time("16T13:45:00"), by: time("16T13:50:00")),
        onsetSource: telescope, mechanism: .both,
        lead: Lead(first: telescope, second: bgp, least: 1_800, most: 2_400),
        rule: "replies lost and routes withdrawn within three hours of each other",
        sources: sources(mcci),
        silent: [.init(datasource: probing, reason: "level 7.0 is below the floor of 20")],
        unmoved: [], share: [.init(datasource: bgp, at: at, lost: 8_280, of: 15_177)], early: [],
        later: []),
      Anatomy.Row(
        entity: tci, name: "TCI | Iran <Telecom>", kind: nil, rank: 2,
        onset: TimeBracket(after: time("16T16:15:00"), by: time("16T16:20:00")), onsetSource: bgp,
        mechanism: .both, lead: Lead(first: bgp, second: probing, least: 6_000, most: 6_900),
        rule: "routes withdrawn and replies lost within three hours of each other",
        sources: sources(tci), silent: [], unmoved: [],
        share: [.init(datasource: bgp, at: at, lost: 293, of: 15_177)],
        early: [
          .init(
            datasource: bgp,
            onset: TimeBracket(after: time("16T12:05:00"), by: time("16T12:10:00")), depth: 0.032)
        ], later: []),
      Anatomy.Row(
        entity: shatel, name: "Shatel", kind: nil, rank: 3,
        onset: TimeBracket(after: time("16T17:00:00"), by: time("16T17:10:00")),
        onsetSource: probing, mechanism: .dataPlane, lead: nil,
        rule: "replies lost while routes, which can speak, stood still", sources: sources(shatel),
        silent: [], unmoved: [bgp],
        share: [.init(datasource: bgp, at: at, lost: nil, of: 15_177)], early: [],
        later: [
          .init(
            datasource: bgp,
            step: step(.cut, "17T11:20:00", "17T11:25:00", "17T11:25:00", 4_742, 2),
            mechanism: .controlPlane)
        ]),
    ]
    for (index, entity) in extras.enumerated() {
      var row = rows[1]
      row.entity = entity
      row.name = "Invented operator \(index + 1)"
      row.rank = nil
      rows.append(row)
    }
    return Anatomy(
      incident: incident, country: views(country), rows: rows,
      quietMembers: [Entity.asn(64_496)], membershipAssumed: true)
  }
}
