public import Detection
public import Engine
import Incidents
import Timeline

/// The incidents of a run as a table.
public enum IncidentTable {
  /// The incidents at or above a level, those of countries first, then by level and severity; those
  /// below it are counted in a note.
  public static func table(_ analysis: Analysis, level: Level = .critical) -> Table {
    var table = Table(
      caption: "Incidents (UTC\(analysis.yearText))",
      columns: [
        .init("Level"), .init("Entity"), .init("Name"), .init("Began to fall"),
        .init("First recovery"), .init("Recovered"), .init("Length"),
        .init("Severity", isNumeric: true), .init("Sources"),
        .init("Member events", isNumeric: true),
      ], rowHeading: 1)
    for incident in analysis.leadingIncidents where incident.level >= level {
      table.rows.append([
        incident.level.name, incident.entity.description,
        analysis.membership.name(of: incident.entity),
        incident.moment(\.began, of: Event.beganBracket),
        incident.moment(\.firstRecovery, of: \.firstRecovery),
        incident.recovery == nil ? "open" : incident.moment(\.recovery, of: \.recovery),
        (incident.recovery == nil ? "≥ " : "") + TimeText.length(incident.duration),
        incident.severity.fixed(0), incident.sourceList, Count.text(incident.memberEvents.count),
      ])
    }
    let below = analysis.incidents.count { $0.level < level }
    if below > 0 { table.notes.append("+\(Count.text(below, "warning")): --level warning") }
    if analysis.incidents.isEmpty { table.notes.append(analysis.nothingFound("incident")) }
    return table
  }
}

extension Analysis {
  /// What is said where nothing was found: never that there was no outage.
  func nothingFound(_ noun: String) -> String {
    coverage.judged == 0
      ? "no verdicts: nothing could be judged"
      : "no \(noun) in the \(Count.text(coverage.judged, "bin")) that could be judged"
  }

  /// The year of the events, or the first and the last, for headings of tables without years.
  var yearText: String {
    let years = events.flatMap { [$0.onset.by, $0.recovery?.by ?? $0.observedUntil] }
      .map(\.fields.year)
    guard let first = years.min(), let last = years.max() else { return "" }
    return first == last ? ", \(first)" : ", \(first) to \(last)"
  }

  /// Incidents in the order in which a reader wants them: countries first, worst first.
  var leadingIncidents: [Incident] {
    incidents.sorted { a, b in
      let isCountry = (a.entity.kind == .country, b.entity.kind == .country)
      if isCountry.0 != isCountry.1 { return isCountry.0 }
      if a.level != b.level { return a.level > b.level }
      if a.severity != b.severity { return a.severity > b.severity }
      return a.id < b.id
    }
  }
}

extension Event {
  /// Where the fall began, as an optional like the other moments.
  static func beganBracket(_ event: Event) -> TimeBracket? { event.began }
}

extension Incident {
  /// A bracket of the incident in clock time, widened by the bin of the event that it came from.
  func moment(
    _ path: KeyPath<Incident, TimeBracket?>, of moment: (Event) -> TimeBracket?
  ) -> String {
    guard let bracket = self[keyPath: path] else { return "–" }
    return TimeText.short(bracket, step: step(of: bracket, moment))
  }

  /// The bin length of the event that gave a bracket.
  func step(of bracket: TimeBracket, _ moment: (Event) -> TimeBracket?) -> Int {
    ownEvents.first { moment($0) == bracket }?.step ?? 0
  }

  /// The datasources of its own events, each once, with `members` where only those speak.
  var sourceList: String {
    let ids = Set(ownEvents.map(\.datasource)).sorted().map(\.id).joined(separator: ", ")
    return basis == .own ? ids : "members: \(ids)"
  }
}
