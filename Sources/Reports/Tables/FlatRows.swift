import Detection
public import Engine
import Incidents
import Timeline

/// Results as comma-separated values for other tools: times as RFC 3339, numbers unrounded.
public enum FlatRows {
  /// One line an event.
  public static func events(_ analysis: Analysis) -> String {
    var csv = CSVText(header: [
      "id", "entity", "name", "datasource", "level", "status", "reason", "began_after", "began_by",
      "onset_after", "onset_by", "recovery_after", "recovery_by", "first_recovery_after",
      "first_recovery_by", "observed_until", "duration", "is_at_least", "baseline", "minimum",
      "minimum_time", "depth", "score", "area", "severity", "window_seconds", "window_have",
      "caution", "level_shift_since", "steps", "step", "profile", "notice",
    ])
    let notice = analysis.notices.joined(separator: "; ")
    for event in analysis.events {
      csv.row(
        [
          event.id, event.entity.description, analysis.membership.name(of: event.entity),
          event.datasource.id, event.level.name, event.status.rawValue,
          event.reason?.rawValue ?? "",
        ] + ends(event.began) + ends(event.onset) + ends(event.recovery)
          + ends(event.firstRecovery) + [
            event.observedUntil.description, String(event.duration),
            event.recovery == nil ? "true" : "false", number(event.baseline),
            number(event.minimum), event.minimumTime.description, number(event.depth),
            number(event.score), number(event.area), number(event.severity),
            String(event.window.seconds), String(event.window.have),
            event.caution?.rawValue ?? "", event.levelShift?.description ?? "",
            String(event.steps.count), String(event.step), event.profile, notice,
          ])
    }
    return csv.text
  }

  /// One line an incident, in order of onset.
  public static func incidents(_ analysis: Analysis) -> String {
    var csv = CSVText(header: [
      "id", "entity", "name", "basis", "level", "status", "began_after", "began_by", "onset_after",
      "onset_by", "recovery_after", "recovery_by", "first_recovery_after", "first_recovery_by",
      "duration", "is_at_least", "score", "severity", "events", "member_events", "notice",
    ])
    let notice = analysis.notices.joined(separator: "; ")
    for incident in analysis.incidents {
      csv.row(
        [
          incident.id, incident.entity.description,
          analysis.membership.name(of: incident.entity), incident.basis.rawValue,
          incident.level.name, incident.isOpen ? "open" : "closed",
        ] + ends(incident.began) + ends(incident.onset) + ends(incident.recovery)
          + ends(incident.firstRecovery) + [
            String(incident.duration), incident.recovery == nil ? "true" : "false",
            number(incident.score), number(incident.severity), String(incident.events.count),
            String(incident.memberEvents.count), notice,
          ])
    }
    return csv.text
  }

  /// One line an operator and source of every anatomy; sources that cannot speak have their reason.
  public static func anatomies(_ analysis: Analysis) -> String {
    var csv = CSVText(header: [
      "incident", "entity", "name", "rank", "mechanism", "datasource", "says", "level",
      "began_after", "began_by", "onset_after", "onset_by", "first_cut_after", "first_cut_by",
      "first_recovery_after", "first_recovery_by", "recovery_after", "recovery_by", "baseline",
      "minimum", "depth", "notice",
    ])
    let notice = analysis.notices.joined(separator: "; ")
    for anatomy in analysis.anatomies {
      for row in anatomy.rows {
        let head = [
          anatomy.incident.id, row.entity.description, row.name,
          row.rank.map(String.init) ?? "", row.mechanism.rawValue,
        ]
        for source in row.sources {
          let first = source.events.compactMap(\.firstRecovery).min { $0.by < $1.by }
          csv.row(
            head + [
              source.datasource.id, "event", source.events.map(\.level).max()?.name ?? "",
            ] + ends(source.main?.began) + ends(source.main?.onset)
              + ends(source.firstCut?.bracket) + ends(first) + ends(source.recovery) + [
                number(source.main?.baseline ?? .nan), number(source.lowest?.minimum ?? .nan),
                number(source.events.map(\.depth).max() ?? .nan), notice,
              ])
        }
        let gap = Array(repeating: "", count: 14)
        for datasource in row.unmoved {
          csv.row(head + [datasource.id, "no fall"] + gap + [notice])
        }
        for silence in row.silent {
          csv.row(head + [silence.datasource.id, silence.reason] + gap + [notice])
        }
      }
    }
    return csv.text
  }

  static func number(_ value: Double) -> String {
    value.isFinite ? value.roundedToSix.plainText : ""
  }

  private static func ends(_ bracket: TimeBracket?) -> [String] {
    [bracket?.after?.description ?? "", bracket?.by.description ?? ""]
  }
}
