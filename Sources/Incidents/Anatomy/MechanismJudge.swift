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
  /// Whether a source can speak between two times.
  let testimony: (Datasource, UnixTime, UnixTime) -> Testimony
  let datasources: [Datasource]

  /// Judges the fall that begins with `first`, among all `cuts` of the operator.
  func judge(from first: Cut, among cuts: [Cut]) -> Judgement {
    let start = first.step.by
    let end = start + window
    // A step that a gap hides may have come within the window: its interval decides.
    let near = cuts.filter { $0.step.by >= start && $0.step.after < end }
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
      let others = witnesses(.control, from: start, until: end)
      if let open = MechanismJudge.undecided(others, stepped: data, hours: hours) { return open }
      let speakers = others.filter { $0.testimony == .speaks }.map(\.datasource)
      if speakers.isEmpty {
        return Judgement(
          mechanism: .unknown, lead: nil,
          rule: "\(data.datasource) stepped; no routing source can speak within \(hours)")
      }
      return Judgement(
        mechanism: .dataPlane, lead: nil,
        rule: "\(data.datasource) stepped; \(MechanismJudge.list(speakers)) can speak and did not "
          + "step within \(hours)")
    case (let route?, nil):
      let others = witnesses(.data, from: start, until: end)
      if let open = MechanismJudge.undecided(others, stepped: route, hours: hours) { return open }
      let speakers = others.filter { $0.testimony == .speaks }.map(\.datasource)
      if speakers.isEmpty {
        let spent = others.filter { $0.testimony == .spent }.map(\.datasource)
        let why =
          spent.isEmpty
          ? "no data-plane source can speak"
          : "\(MechanismJudge.list(spent)) had lost more than half before"
        return Judgement(
          mechanism: .controlPlane, lead: nil, rule: "\(route.datasource) stepped; \(why)")
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

  private func witnesses(
    _ plane: DatasourceFamily.Plane, from: UnixTime, until: UnixTime
  ) -> [(datasource: Datasource, testimony: Testimony)] {
    datasources.filter { $0.family.plane == plane }.map { ($0, testimony($0, from, until)) }
  }

  /// The judgement while the other plane may still follow: nobody speaks, and data end too early.
  private static func undecided(
    _ others: [(datasource: Datasource, testimony: Testimony)], stepped: Cut, hours: String
  ) -> Judgement? {
    guard !others.contains(where: { $0.testimony == .speaks }) else { return nil }
    for other in others {
      guard case .undecided(let seconds) = other.testimony else { continue }
      return Judgement(
        mechanism: .unknown, lead: nil,
        rule: "\(stepped.datasource) stepped; \(other.datasource) has not so far, "
          + "\(seconds / 60) min into \(hours)")
    }
    return nil
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
