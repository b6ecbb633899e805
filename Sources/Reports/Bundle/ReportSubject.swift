import Engine
import Incidents
import Timeline

/// An entity that gets charts: its incidents, its signals, and the window that is drawn.
struct ReportSubject {
  let entity: Entity
  let name: String
  /// The entity's incidents that are told and drawn around, worst first.
  let incidents: [Incident]
  /// How many more it has, which stand in the table of incidents alone.
  let moreIncidents: Int
  let anatomies: [Anatomy]
  /// The entity's own signals, routes first.
  let traces: [SignalTrace]
  /// The operators that are drawn, in the order of the cut, with their signals.
  let operators: [(row: Anatomy.Row, traces: [SignalTrace])]
  /// The places that annotations name and that have signals of their own.
  let places: [(entity: Entity, traces: [SignalTrace])]
  let window: (from: UnixTime, until: UnixTime)

  /// The signals of its places.
  var placeTraces: [SignalTrace] { places.flatMap(\.traces) }

  /// More than this is not drawn whole, but around the incidents.
  static let longestWindow = 31 * 86_400

  /// The entities that lead a report: countries with incidents, worst first; without incidents, the
  /// countries that have signals.
  static func subjects(
    of analysis: Analysis, annotations: [Annotation], options: ReportOptions
  ) -> [ReportSubject] {
    let leading = analysis.leadingIncidents
    let hasCountry = leading.contains { $0.entity.kind == .country }
    var entities: [Entity] = []
    for incident in leading
    where (incident.entity.kind == .country || !hasCountry) && !entities.contains(incident.entity) {
      entities.append(incident.entity)
    }
    if entities.isEmpty {
      let all = Set(analysis.traces.map(\.series.entity)).sorted()
      let countries = all.filter { $0.kind == .country }
      entities = countries.isEmpty ? all : countries
    }
    return entities.prefix(options.subjectLimit).compactMap {
      ReportSubject($0, analysis: analysis, annotations: annotations, options: options)
    }
  }

  private init?(
    _ entity: Entity, analysis: Analysis, annotations: [Annotation], options: ReportOptions
  ) {
    self.entity = entity
    name = analysis.membership.name(of: entity)
    let own = analysis.leadingIncidents.filter { $0.entity == entity }
    incidents = Array(own.prefix(Self.incidentLimit))
    moreIncidents = own.count - incidents.count
    anatomies = incidents.compactMap { incident in
      analysis.anatomies.first { $0.incident.id == incident.id }
    }
    traces = Self.sorted(analysis.traces.filter { $0.series.entity == entity })
    var seen: Set<Entity> = []
    var operators: [(row: Anatomy.Row, traces: [SignalTrace])] = []
    for row in anatomies.flatMap(\.rows) where operators.count < options.rowLimit {
      guard seen.insert(row.entity).inserted else { continue }
      operators.append(
        (row, Self.sorted(analysis.traces.filter { $0.series.entity == row.entity })))
    }
    self.operators = operators
    places = Self.places(of: entity, annotations: annotations, analysis: analysis)
    let all = traces.isEmpty ? operators.flatMap(\.traces) : traces
    guard let from = all.map(\.series.start).min(), let until = all.map(\.series.end).max(),
      from < until
    else { return nil }
    window = Self.window(from: from, until: until, incidents: incidents)
  }

  /// The most incidents of an entity that are told one by one.
  private static let incidentLimit = 3

  /// The most places that get charts.
  private static let placeLimit = 40

  private static func places(
    of subject: Entity, annotations: [Annotation], analysis: Analysis
  ) -> [(entity: Entity, traces: [SignalTrace])] {
    let named = Set(annotations.compactMap(\.entity)).subtracting([subject]).sorted()
    let own = named.filter { analysis.membership.country(of: $0) == subject }
    return own.prefix(placeLimit).compactMap { entity in
      let traces = sorted(analysis.traces.filter { $0.series.entity == entity })
      return traces.isEmpty ? nil : (entity, traces)
    }
  }

  private static func window(
    from: UnixTime, until: UnixTime, incidents: [Incident]
  ) -> (from: UnixTime, until: UnixTime) {
    guard until - from > longestWindow else { return (from, until) }
    let onsets = incidents.compactMap { $0.began?.after ?? $0.onset?.by }
    guard let first = onsets.min() else { return (until - longestWindow, until) }
    let ends = incidents.compactMap { $0.recovery?.by ?? $0.observedUntil }
    let last = ends.max() ?? until
    return (max(from, first - 3 * 86_400), min(until, max(last, first) + 2 * 86_400))
  }

  /// Routes, then probing, then telescopes, then the rest.
  static func sorted(_ traces: [SignalTrace]) -> [SignalTrace] {
    let families: [DatasourceFamily] = [.bgp, .probing, .telescope, .generic]
    func place(_ trace: SignalTrace) -> Int {
      families.firstIndex(of: trace.series.datasource.family) ?? families.count
    }
    return traces.sorted { a, b in
      place(a) == place(b) ? a.series.key < b.series.key : place(a) < place(b)
    }
  }

  /// The entity's own events of a signal, in time order.
  func events(of key: SignalKey, in analysis: Analysis) -> [Event] {
    analysis.events.filter { $0.entity == key.entity && $0.datasource == key.datasource }
  }

  /// The dates of the window: `13 Nov 2019 to 25 Nov 2019`.
  var dates: String {
    "\(TimeText.day(window.from)) to \(TimeText.day(window.until + -1))"
  }
}
