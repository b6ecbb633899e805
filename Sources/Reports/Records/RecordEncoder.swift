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
    var json = JSONText()
    write(event, to: &json)
    return json.text
  }

  /// Encodes a change of an event as `vigil.transition/1`; `kind` is one of `opened`, `escalated`,
  /// `eased`, `step`, `level-shift`, `revised`, `closed`.
  public func transition(
    event id: String, sequence: Int, time: UnixTime, kind: String, record: Event
  ) -> String {
    var json = JSONText()
    json.beginObject()
    json.field("schema", "vigil.transition/1")
    json.field("event", id)
    json.field("seq", sequence)
    json.field("time", time)
    json.field("kind", kind)
    json.key("record")
    write(record, to: &json)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes bin `index` of a trace as `vigil.verdict/1`.
  public func verdict(_ trace: SignalTrace, at index: Int) -> String {
    let verdict = trace.verdicts[index]
    var json = JSONText()
    json.beginObject()
    json.field("schema", "vigil.verdict/1")
    json.field("entity", trace.series.entity.description)
    json.field("datasource", trace.series.datasource.id)
    json.field("time", trace.series.time(at: index))
    json.field("value", trace.series.values[index])
    json.field("baseline", computed: verdict.baseline)
    json.field("ratio", computed: verdict.ratio)
    json.field("level", verdict.level?.name)
    json.field("noVerdict", verdict.absence?.rawValue)
    json.field("quality", trace.series.marks(at: index).names)
    json.field("score", computed: verdict.score)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes an alert as `vigil.alert/1`.
  public func alert(_ alert: Alert) -> String {
    var json = JSONText()
    json.beginObject()
    json.field("schema", "vigil.alert/1")
    json.field("entity", alert.entity.description)
    json.field("datasource", alert.datasource.id)
    json.field("time", alert.time)
    json.field("level", alert.level.name)
    json.field("previous", alert.previous.name)
    json.field("value", alert.value)
    json.field("baseline", computed: alert.baseline)
    json.field("condition", alert.condition)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes an incident as `vigil.incident/1`; `members` names the events of members.
  public func incident(_ incident: Incident) -> String {
    var json = JSONText()
    json.beginObject()
    json.field("schema", "vigil.incident/1")
    json.field("id", incident.id)
    json.field("entity", incident.entity.description)
    json.field("basis", incident.basis.rawValue)
    json.field("level", incident.level.name)
    json.field("began", incident.began)
    json.field("onset", incident.onset)
    json.field("firstRecovery", incident.firstRecovery)
    json.field("recovery", incident.recovery)
    json.field("status", incident.isOpen ? "open" : "closed")
    json.field("observedUntil", incident.observedUntil)
    json.field(incident.isOpen ? "durationAtLeast" : "duration", incident.duration)
    json.field("score", computed: incident.score)
    json.field("severity", computed: incident.severity)
    json.field("events", incident.events.map(\.id))
    json.field("members", incident.memberEvents.map(\.id))
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  func write(_ event: Event, to json: inout JSONText) {
    json.beginObject()
    json.field("schema", "vigil.event/1")
    json.field("id", event.id)
    json.field("entity", event.entity.description)
    json.field("datasource", event.datasource.id)
    json.field("family", event.datasource.family.rawValue)
    json.field("level", event.level.name)
    json.key("levels")
    json.beginArray()
    for span in event.levels {
      json.beginObject()
      json.field("level", span.level.name)
      json.field("onset", span.onset)
      json.field("recovery", span.recovery)
      json.endObject()
    }
    json.endArray()
    json.field("status", event.status.rawValue)
    json.field("reason", event.reason?.rawValue)
    json.field("began", event.began)
    json.field("onset", event.onset)
    json.field("recovery", event.recovery)
    json.field("firstRecovery", event.firstRecovery)
    json.field("observedUntil", event.observedUntil)
    json.field(event.recovery == nil ? "durationAtLeast" : "duration", event.duration)
    json.field("baseline", computed: event.baseline)
    json.field("minimum", event.minimum)
    json.field("minimumTime", event.minimumTime)
    json.field("depth", computed: event.depth)
    json.field("score", computed: event.score)
    json.field("area", computed: event.area)
    json.field("severity", computed: event.severity)
    json.key("window")
    json.beginObject()
    json.field("seconds", event.window.seconds)
    json.field("have", event.window.have)
    json.endObject()
    json.field("caution", event.caution?.rawValue)
    json.key("levelShift")
    if let since = event.levelShift {
      json.beginObject()
      json.field("since", since)
      json.endObject()
    } else {
      json.null()
    }
    json.key("steps")
    write(event.steps, to: &json)
    json.field("profile", event.profile)
    json.field("step", event.step)
    writeNotice(to: &json)
    json.endObject()
  }

  func write(_ steps: [Step], to json: inout JSONText) {
    json.beginArray()
    for step in steps { write(step, to: &json) }
    json.endArray()
  }

  func write(_ step: Step, to json: inout JSONText) {
    json.beginObject()
    json.field("kind", step.kind.rawValue)
    json.field("after", step.after)
    json.field("by", step.by)
    json.field("until", step.until)
    json.field("from", step.from)
    json.field("to", step.to)
    json.endObject()
  }

  func writeNotice(to json: inout JSONText) {
    if let notice { json.field("notice", notice) }
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
