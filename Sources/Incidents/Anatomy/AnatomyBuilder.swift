public import Timeline

/// Takes the incident of a country apart into its operators.
public struct AnatomyBuilder: Sendable {
  /// The seconds after the first step of the cut in which another step belongs to the same fall.
  public static let defaultWindow = 3 * 3_600

  private let membership: Membership
  private let table: TraceTable
  private let window: Int
  private let times: [UnixTime]

  /// Creates a builder; `times` are moments for which shares are wanted besides the country's steps.
  public init(
    membership: Membership, table: TraceTable, window: Int = AnatomyBuilder.defaultWindow,
    times: [UnixTime] = []
  ) {
    self.membership = membership
    self.table = table
    self.window = window
    self.times = times
  }

  /// Builds the anatomy of an incident from it and the entities of the run.
  public func anatomy(of incident: Incident, entities: [Entity]) -> Anatomy {
    let members = members(of: incident.entity, among: entities)
    let moments = shareMoments(of: incident)
    let byEntity = Dictionary(grouping: incident.memberEvents, by: \.entity)
    var rows: [Anatomy.Row] = []
    var quiet: [Entity] = []
    for member in members {
      if let events = byEntity[member] {
        rows.append(row(member, events: events, country: incident.entity, moments: moments))
      } else {
        quiet.append(member)
      }
    }
    let isOperator = { (row: Anatomy.Row) in row.entity.kind == .asn || row.entity.kind == .geoasn }
    return Anatomy(
      incident: incident, country: views(of: incident.events),
      rows: ranked(rows.filter(isOperator)), regions: ranked(rows.filter { !isOperator($0) }),
      quietMembers: quiet,
      // A part of an ASN says itself where it is.
      membershipAssumed: membership.basis == .assumed && members.contains { $0.kind == .asn })
  }

  /// The members of a country, each operator once: by its part within the country where each source
  /// that has the operator has that part too, else whole.
  private func members(of country: Entity, among entities: [Entity]) -> [Entity] {
    let all = entities.filter { $0 != country && membership.country(of: $0) == country }
    let present = Set(all)
    let inPart = Set(
      all.filter { $0.kind == .geoasn }.compactMap { part -> Entity? in
        guard let network = part.network, present.contains(network),
          table.covers(network, with: part)
        else { return nil }
        return network
      })
    return all.filter { member in
      guard let network = member.network else { return !inPart.contains(member) }
      return !present.contains(network) || inPart.contains(network)
    }
  }

  private func views(of events: [Event]) -> [Anatomy.SourceView] {
    Dictionary(grouping: events, by: \.datasource).sorted { $0.key < $1.key }.map {
      Anatomy.SourceView(
        datasource: $0.key, events: $0.value.sorted { $0.onset.by < $1.onset.by })
    }
  }

  // MARK: Order

  /// Sorts rows by their first step of the cut and gives ranks; overlapping intervals share one.
  private func ranked(_ rows: [Anatomy.Row]) -> [Anatomy.Row] {
    var rows = rows.sorted { a, b in
      let (x, y) = (firstCut(a.sources)?.step, firstCut(b.sources)?.step)
      switch (x, y) {
      case (let x?, let y?):
        if x.by != y.by { return x.by < y.by }
        if x.after != y.after { return x.after < y.after }
      case (nil, _?): return false
      case (_?, nil): return true
      case (nil, nil):
        let (p, q) = (a.onset?.by ?? UnixTime(.max), b.onset?.by ?? UnixTime(.max))
        if p != q { return p < q }
      }
      return a.entity < b.entity
    }
    // Compared with the first of a rank, so that a chain of overlaps does not join what is apart.
    var first: TimeBracket?
    for index in rows.indices {
      guard let cut = firstCut(rows[index].sources) else { break }
      if let first, first.overlaps(cut.step.bracket) {
        rows[index].rank = rows[index - 1].rank
      } else {
        rows[index].rank = index + 1
        first = cut.step.bracket
      }
    }
    return rows
  }

  private func cuts(_ sources: [Anatomy.SourceView]) -> [MechanismJudge.Cut] {
    sources.flatMap { source in
      source.steps.filter { $0.kind == .cut }.map {
        MechanismJudge.Cut(datasource: source.datasource, step: $0)
      }
    }
  }

  /// The first step of the cut over all sources; of equals the one with the narrower interval.
  private func firstCut(_ sources: [Anatomy.SourceView]) -> MechanismJudge.Cut? {
    cuts(sources).min { a, b in
      if a.step.by != b.step.by { return a.step.by < b.step.by }
      if a.step.after != b.step.after { return a.step.after > b.step.after }
      return a.datasource < b.datasource
    }
  }

  // MARK: One operator

  /// The name of an entity; of a part without one, that of its operator.
  private func name(of entity: Entity) -> String {
    membership.names[entity] ?? membership.name(of: entity.network ?? entity)
  }

  private func row(
    _ entity: Entity, events: [Event], country: Entity, moments: [(Datasource, UnixTime)]
  ) -> Anatomy.Row {
    let sources = views(of: events)
    let datasources = table.datasources(of: entity)
    let first = firstCut(sources)
    let firstOnset = events.min { $0.onset.by < $1.onset.by }
    let start = first?.step.by ?? firstOnset?.onset.by ?? UnixTime(0)
    let testimony = { (source: Datasource, from: UnixTime, until: UnixTime) in
      table.testimony(SignalKey(entity: entity, datasource: source), from: from, until: until)
    }
    let judge = MechanismJudge(
      window: window, testimony: testimony, datasources: datasources)
    let allCuts = cuts(sources)
    let judgement =
      first.map { judge.judge(from: $0, among: allCuts) }
      ?? .init(mechanism: .unknown, lead: nil, rule: "no step of the cut stands out")
    let spoken = Set(sources.map(\.datasource))
    var silent: [Anatomy.Silence] = []
    var unmoved: [Datasource] = []
    for source in datasources where !spoken.contains(source) {
      if let reason = testimony(source, start, start + window).reason {
        silent.append(.init(datasource: source, reason: reason))
      } else {
        unmoved.append(source)
      }
    }
    let later = allCuts.filter { $0.step.after >= start + window }.sorted {
      $0.step.by < $1.step.by
    }
    return Anatomy.Row(
      entity: entity, name: name(of: entity),
      kind: membership.kinds[entity] ?? entity.network.flatMap { membership.kinds[$0] }, rank: nil,
      onset: first?.step.bracket ?? firstOnset?.onset,
      onsetSource: first?.datasource ?? firstOnset?.datasource, mechanism: judgement.mechanism,
      lead: judgement.lead, rule: judgement.rule, sources: sources, silent: silent,
      unmoved: unmoved, share: shares(entity, country, moments),
      early: first.map { early(entity, sources, before: $0.step) } ?? [],
      later: later.map {
        .init(
          datasource: $0.datasource, step: $0.step,
          mechanism: judge.judge(from: $0, among: allCuts).mechanism)
      })
  }

  /// Events that opened before the step which ranks the operator: too small or too slow for a step.
  private func early(
    _ entity: Entity, _ sources: [Anatomy.SourceView], before first: Step
  ) -> [Anatomy.EarlySign] {
    sources.flatMap { source in
      source.events.filter { $0.onset.by < first.by }.compactMap { event in
        let key = SignalKey(entity: entity, datasource: source.datasource)
        let end = event.steps.first { $0.kind == .cut }?.by ?? first.by
        guard event.onset.by < end,
          let lowest = table.minimum(key, from: event.onset.by, until: min(end, first.by)),
          event.baseline > 0
        else { return nil }
        return Anatomy.EarlySign(
          datasource: source.datasource, onset: event.onset, depth: 1 - lowest / event.baseline)
      }
    }
  }

  // MARK: Shares

  private func shareMoments(of incident: Incident) -> [(Datasource, UnixTime)] {
    var moments: [(Datasource, UnixTime)] = []
    for view in views(of: incident.events) {
      moments += view.steps.map { (view.datasource, $0.until) }
      moments += times.map { (view.datasource, $0) }
    }
    return moments
  }

  private func shares(
    _ entity: Entity, _ country: Entity, _ moments: [(Datasource, UnixTime)]
  ) -> [Anatomy.Share] {
    moments.compactMap { source, time in
      guard
        let whole = table.loss(SignalKey(entity: country, datasource: source), at: time),
        whole > 0
      else { return nil }
      let lost = table.loss(SignalKey(entity: entity, datasource: source), at: time)
      return Anatomy.Share(datasource: source, at: time, lost: lost, of: whole)
    }
  }
}
