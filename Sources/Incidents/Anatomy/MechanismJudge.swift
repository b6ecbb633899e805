import Timeline

/// Judges by which plane an operator was cut off, from its steps and from who can speak.
///
/// The fall is judged as a whole: what steps within `window` seconds of the first step of the cut
/// belongs to it (Docs/Incidents.md). Names play no part.
struct MechanismJudge {
  /// A step of the cut and the source that shows it.
  struct Cut {
    var datasource: Datasource
    var step: Step
  }

  struct Judgement {
    var mechanism: Mechanism
    var lead: Lead?
    var rule: String
  }

  let window: Int
  /// Why a source cannot speak between two times; nothing when it can.
  let silence: (Datasource, UnixTime, UnixTime) -> String?
  let datasources: [Datasource]

  /// Judges the fall that begins with `first`, among all `cuts` of the operator.
  func judge(from first: Cut, among cuts: [Cut]) -> Judgement {
    let start = first.step.by
    let end = start + window
    let near = cuts.filter { $0.step.by >= start && $0.step.by <= end }
    let route = MechanismJudge.earliest(near, .control)
    let data = MechanismJudge.earliest(near, .data)
    let hours = window % 3_600 == 0 ? "\(window / 3_600) h" : "\(window / 60) min"
    switch (route, data) {
    case (let route?, let data?):
      let lead = MechanismJudge.lead(route, data)
      let order = lead.first.map { "\($0) first" } ?? "in an order that the bins cannot tell"
      return Judgement(
        mechanism: .both, lead: lead,
        rule: "\(route.datasource) and \(data.datasource) both stepped within \(hours), \(order)")
    case (nil, let data?):
      let speakers = speaking(.control, from: start, until: end)
      if speakers.isEmpty {
        return Judgement(
          mechanism: .unknown, lead: nil,
          rule: "\(data.datasource) stepped; no routing source has a verdict within \(hours)")
      }
      return Judgement(
        mechanism: .dataPlane, lead: nil,
        rule: "\(data.datasource) stepped; \(MechanismJudge.list(speakers)) can speak and did not "
          + "step within \(hours)")
    case (let route?, nil):
      let speakers = speaking(.data, from: start, until: end)
      if speakers.isEmpty {
        return Judgement(
          mechanism: .controlPlane, lead: nil,
          rule: "\(route.datasource) stepped; no data-plane source can speak")
      }
      return Judgement(
        mechanism: .routesOnly, lead: nil,
        rule: "\(route.datasource) stepped; \(MechanismJudge.list(speakers)) can speak and did not "
          + "step within \(hours)")
    case (nil, nil):
      return Judgement(
        mechanism: .unknown, lead: nil,
        rule: "\(first.datasource) stepped; it belongs to neither plane")
    }
  }

  private func speaking(
    _ plane: DatasourceFamily.Plane, from: UnixTime, until: UnixTime
  ) -> [Datasource] {
    datasources.filter { $0.family.plane == plane && silence($0, from, until) == nil }
  }

  /// The earliest cut of a plane; of equals the one with the narrower interval.
  private static func earliest(_ cuts: [Cut], _ plane: DatasourceFamily.Plane) -> Cut? {
    cuts.filter { $0.datasource.family.plane == plane }.min { a, b in
      if a.step.by != b.step.by { return a.step.by < b.step.by }
      if a.step.after != b.step.after { return a.step.after > b.step.after }
      return a.datasource < b.datasource
    }
  }

  private static func lead(_ a: Cut, _ b: Cut) -> Lead {
    if a.step.bracket.overlaps(b.step.bracket) {
      return Lead(
        first: nil, second: nil, least: min(0, b.step.after - a.step.by),
        most: max(b.step.by - a.step.after, a.step.by - b.step.after))
    }
    let (first, second) = a.step.by < b.step.by ? (a, b) : (b, a)
    return Lead(
      first: first.datasource, second: second.datasource,
      least: second.step.after - first.step.by, most: second.step.by - first.step.after)
  }

  private static func list(_ sources: [Datasource]) -> String {
    sources.map(\.id).joined(separator: " and ")
  }
}
