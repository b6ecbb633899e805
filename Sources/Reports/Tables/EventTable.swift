public import Detection
public import Engine
import Incidents
import Timeline

/// The events of a run as a table.
public enum EventTable {
  /// The events at or above a level; those below it are counted in a note that names the option.
  public static func table(_ analysis: Analysis, level: Level = .critical) -> Table {
    var table = Table(
      caption: "Events (UTC\(analysis.yearText))",
      columns: [
        .init("Level"), .init("Entity"), .init("Name"), .init("Source"), .init("Began to fall"),
        .init("First bad bin"), .init("Recovered"), .init("Length"),
        .init("Expected", isNumeric: true), .init("Lowest", isNumeric: true),
        .init("Depth", isNumeric: true), .init("Severity", isNumeric: true), .init("Notes"),
      ], rowHeading: 1)
    for event in analysis.events where event.level >= level {
      table.rows.append(row(event, in: analysis))
    }
    let below = analysis.events.count { $0.level < level }
    if below > 0 { table.notes.append("+\(Count.text(below, "warning")): --level warning") }
    if analysis.events.isEmpty { table.notes.append(analysis.nothingFound("event")) }
    return table
  }

  private static func row(_ event: Event, in analysis: Analysis) -> [String] {
    [
      event.level.name, event.entity.description, analysis.membership.name(of: event.entity),
      event.datasource.id, TimeText.short(event.began, step: event.step),
      "\(TimeText.shortDay(event.onset.by)) \(event.onset.by.clock)",
      event.recovery.map { TimeText.short($0, step: event.step) } ?? "open",
      (event.recovery == nil ? "≥ " : "") + TimeText.length(event.duration),
      Count.value(event.baseline), Count.value(event.minimum), Count.percent(event.depth),
      event.severity.fixed(0), event.remarks.joined(separator: "; "),
    ]
  }
}

extension Event {
  /// What a reader must know before trusting the event, in words.
  var remarks: [String] {
    var remarks: [String] = []
    if window.isShort {
      remarks.append(
        "short baseline (\(TimeText.length(window.have)) of \(TimeText.length(window.seconds)))")
    }
    if let caution { remarks.append("caution: \(caution.rawValue)") }
    if let levelShift { remarks.append("possible new level since \(TimeText.day(levelShift))") }
    if reason == .levelShift { remarks.append("closed as a new level, not as recovered") }
    return remarks
  }
}
