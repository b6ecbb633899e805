import Detection
public import Incidents
public import Timeline

/// Replays a bounded input through the stages that watching uses: health, detection, incidents.
public struct Replay: Sendable {
  private let options: RunOptions

  /// Creates a replay.
  public init(_ options: RunOptions) {
    self.options = options
  }

  /// Judges all signals of a set. Deterministic: the same set gives the same result.
  ///
  /// `progress` is called now and then with the number of points judged so far. O(points × log
  /// window).
  public func run(
    _ signals: SignalSet, progress: (Int) -> Void = { _ in }
  ) throws(EngineError) -> RunResult {
    guard let detector = DetectorRegistry.named(options.profile.detector) else {
      throw EngineError.unknownDetector(options.profile.detector)
    }
    let membership = MembershipResolver.resolve(signals)
    let series = signals.series.compactMap { cut($0) }.sorted { $0.key < $1.key }
    let marks = healthMarks(series, membership: membership)
    let pass = DetectionPass(profile: options.profile, detector: detector)
    var events: [Event] = []
    var transitions: [Transition] = []
    var traces: [SignalTrace] = []
    var coverage = Coverage()
    var points = 0
    for (index, one) in series.enumerated() {
      let outcome = pass.run(one, marks: marks[index])
      events += outcome.transitions.filter { $0.kind == .closed }.map(\.record)
      if let open = outcome.openEvent { events.append(open) }
      transitions += outcome.transitions
      if options.traces.keeps(one.entity) { traces.append(outcome.trace) }
      coverage.signals.append(outcome.coverage)
      points += one.count
      progress(points)
    }
    events.sort(by: Event.isOrderedBefore)
    transitions.sort(by: Replay.isOrderedBefore)
    return incidents(
      events: events, transitions: transitions, traces: traces, coverage: coverage,
      membership: membership)
  }

  private func healthMarks(_ series: [Series], membership: Membership) -> [[Quality]] {
    guard options.sourceHealth else { return [[Quality]](repeating: [], count: series.count) }
    let profile = options.profile
    var health = SourceHealth { profile.rule(for: $0) }
    let shapes = TickGroup.shapes(of: series)
    let columns = series.map { one -> Int? in
      guard one.count > 0, shapes[one.datasource] == TickShape(one) else { return nil }
      let entity = HealthEntity(
        entity: one.entity, country: membership.country(of: one.entity))
      return health.add(entity, datasource: one.datasource, step: one.step)
    }
    return HealthPass(series, columns: columns).marks(&health)
  }

  /// The order of the log of changes: time, datasource, entity, then the event's own order.
  public static func isOrderedBefore(_ a: Transition, _ b: Transition) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.record.datasource != b.record.datasource {
      return a.record.datasource < b.record.datasource
    }
    if a.record.entity != b.record.entity { return a.record.entity < b.record.entity }
    if a.record.onset.by != b.record.onset.by { return a.record.onset.by < b.record.onset.by }
    return a.sequence < b.sequence
  }

  private func incidents(
    events: [Event], transitions: [Transition], traces: [SignalTrace], coverage: Coverage,
    membership: Membership
  ) -> RunResult {
    let table = TraceTable(traces)
    let incidents = IncidentBuilder(membership: membership, profile: options.profile.name)
      .incidents(of: events) { table.level($0, at: $1) }
    let entities = Set(traces.map(\.series.entity)).sorted()
    let builder = AnatomyBuilder(
      membership: membership, table: table, window: options.mechanismWindow,
      times: options.shareTimes)
    let anatomies = incidents.compactMap { incident -> Anatomy? in
      guard
        entities.contains(where: {
          $0 != incident.entity && membership.country(of: $0) == incident.entity
        })
      else { return nil }
      return builder.anatomy(of: incident, entities: entities)
    }
    return RunResult(
      events: events, transitions: transitions, incidents: incidents, anatomies: anatomies,
      traces: traces, coverage: coverage, membership: membership)
  }

  /// The bins of a series between `from` and `until`; nothing when none is left.
  private func cut(_ series: Series) -> Series? {
    var lower = 0
    var upper = series.count
    if let from = options.from, from > series.start {
      lower = min(upper, (from - series.start + series.step - 1) / series.step)
    }
    if let until = options.until, until < series.end {
      upper = max(lower, (until - series.start) / series.step)
    }
    guard lower < upper else { return nil }
    guard lower > 0 || upper < series.count else { return series }
    return Series(
      entity: series.entity, datasource: series.datasource, origin: series.origin,
      start: series.time(at: lower), step: series.step,
      values: Array(series.values[lower..<upper]),
      quality: series.quality.isEmpty ? [] : Array(series.quality[lower..<upper]),
      rebases: series.rebases.filter { $0.time > series.time(at: lower) },
      nativeStep: series.nativeStep, unit: series.unit)
  }
}
