import SignalFiles
import Detection
public import Incidents
public import Timeline

/// Writes the records of the output contract: one JSON object a line, keys in a fixed order.
///
/// Times are epoch seconds; an interval is `{"after":EPOCH|null,"by":EPOCH}` of bin starts. A field
/// without a value is `null` and never left out, except that an event or incident has exactly one of
/// `duration` and `durationAtLeast`. `Docs/Reports.md` describes every field.
public struct RecordEncoder: Sendable {
  /// What every record must bear; nothing when the data were measured.
  public let notice: String?

  /// Creates an encoder for results that bear notices.
  public init(notices: [String] = []) {
    notice = notices.isEmpty ? nil : notices.joined(separator: "; ")
  }

  /// Encodes an event as `vigil.event/1`, without a line end.
  public func event(_ event: Event) -> String {
    var json = JSONWriter()
    write(event, to: &json)
    return json.text
  }

  /// Encodes a change of an event as `vigil.transition/1`; `kind` is one of `opened`, `escalated`,
  /// `eased`, `step`, `level-shift`, `revised`, `closed`.
  public func transition(
    event id: String, sequence: Int, time: UnixTime, kind: String, record: Event
  ) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.transition/1")
    json.member("event", id)
    json.member("seq", sequence)
    json.member("time", time)
    json.member("kind", kind)
    json.key("record")
    write(record, to: &json)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes bin `index` of a trace as `vigil.verdict/1`.
  public func verdict(_ trace: SignalTrace, at index: Int) -> String {
    let verdict = trace.verdicts[index]
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.verdict/1")
    json.member("entity", trace.series.entity.description)
    json.member("datasource", trace.series.datasource.id)
    json.member("time", trace.series.time(at: index))
    json.member("value", trace.series.values[index])
    json.member("baseline", computed: verdict.baseline)
    json.member("ratio", computed: verdict.ratio)
    json.member("level", verdict.level?.name)
    json.member("noVerdict", verdict.absence?.rawValue)
    json.member("quality", trace.series.marks(at: index).names)
    json.member("score", computed: verdict.score)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes an alert as `vigil.alert/1`.
  public func alert(_ alert: Alert) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.alert/1")
    json.member("entity", alert.entity.description)
    json.member("datasource", alert.datasource.id)
    json.member("time", alert.time)
    json.member("level", alert.level.name)
    json.member("previous", alert.previous.name)
    json.member("value", alert.value)
    json.member("baseline", computed: alert.baseline)
    json.member("condition", alert.condition)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes an incident as `vigil.incident/1`; `members` names the events of members.
  public func incident(_ incident: Incident) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.incident/1")
    json.member("id", incident.id)
    json.member("entity", incident.entity.description)
    json.member("basis", incident.basis.rawValue)
    json.member("level", incident.level.name)
    json.member("began", incident.began)
    json.member("onset", incident.onset)
    json.member("firstRecovery", incident.firstRecovery)
    json.member("recovery", incident.recovery)
    json.member("status", incident.isOpen ? "open" : "closed")
    json.member("observedUntil", incident.observedUntil)
    json.member(
      incident.recovery == nil ? "durationAtLeast" : "duration", incident.duration)
    json.member("score", computed: incident.score)
    json.member("severity", computed: incident.severity)
    json.member("events", incident.events.map(\.id))
    json.member("members", incident.memberEvents.map(\.id))
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  func write(_ event: Event, to json: inout JSONWriter) {
    json.beginObject()
    json.member("schema", "vigil.event/1")
    json.member("id", event.id)
    json.member("entity", event.entity.description)
    json.member("datasource", event.datasource.id)
    json.member("family", event.datasource.family.rawValue)
    json.member("level", event.level.name)
    json.key("levels")
    json.beginArray()
    for span in event.levels {
      json.beginObject()
      json.member("level", span.level.name)
      json.member("onset", span.onset)
      json.member("recovery", span.recovery)
      json.endObject()
    }
    json.endArray()
    json.member("status", event.status.rawValue)
    json.member("reason", event.reason?.rawValue)
    json.member("began", event.began)
    json.member("onset", event.onset)
    json.member("recovery", event.recovery)
    json.member("firstRecovery", event.firstRecovery)
    json.member("observedUntil", event.observedUntil)
    json.member(event.recovery == nil ? "durationAtLeast" : "duration", event.duration)
    json.member("baseline", computed: event.baseline)
    json.member("minimum", event.minimum)
    json.member("minimumTime", event.minimumTime)
    json.member("depth", computed: event.depth)
    json.member("score", computed: event.score)
    json.member("area", computed: event.area)
    json.member("severity", computed: event.severity)
    json.key("window")
    json.beginObject()
    json.member("seconds", event.window.seconds)
    json.member("have", event.window.have)
    json.endObject()
    json.member("caution", event.caution?.rawValue)
    json.key("levelShift")
    if let since = event.levelShift {
      json.beginObject()
      json.member("since", since)
      json.endObject()
    } else {
      json.null()
    }
    json.key("steps")
    write(event.steps, to: &json)
    json.member("profile", event.profile)
    json.member("step", event.step)
    writeNotice(to: &json)
    json.endObject()
  }

  func write(_ steps: [Step], to json: inout JSONWriter) {
    json.beginArray()
    for step in steps { write(step, to: &json) }
    json.endArray()
  }

  func write(_ step: Step, to json: inout JSONWriter) {
    json.beginObject()
    json.member("kind", step.kind.rawValue)
    json.member("after", step.after)
    json.member("by", step.by)
    json.member("until", step.until)
    json.member("from", step.from)
    json.member("to", step.to)
    json.endObject()
  }

  func writeNotice(to json: inout JSONWriter) {
    if let notice { json.member("notice", notice) }
  }
}

extension Incident {
  /// The highest severity of the events that its times come from.
  var severity: Double { ownEvents.map(\.severity).max() ?? 0 }

  /// The seconds from onset to recovery; for an open incident, at least to the end of observation.
  var duration: Int {
    guard let onset else { return 0 }
    if let recovery { return recovery.by - onset.by }
    return max(0, (observedUntil ?? onset.by) - onset.by)
  }
}
