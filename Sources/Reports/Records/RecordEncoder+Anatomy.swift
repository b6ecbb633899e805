import SignalFiles
import Detection
public import Incidents
public import Timeline

extension RecordEncoder {
  /// Encodes an anatomy as `vigil.anatomy/1` with at most `rowLimit` rows; `others` counts the rest.
  public func anatomy(_ anatomy: Anatomy, coverage: Coverage, rowLimit: Int = 20) -> String {
    let incident = anatomy.incident
    let shown = anatomy.rows.prefix(max(0, rowLimit))
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.anatomy/1")
    json.member("entity", incident.entity.description)
    json.member("incident", incident.id)
    json.member("began", incident.began)
    json.member("onset", incident.onset)
    json.member("firstRecovery", incident.firstRecovery)
    json.member("recovery", incident.recovery)
    json.key("rows")
    json.beginArray()
    for row in shown { write(row, to: &json) }
    json.endArray()
    json.member("others", anatomy.rows.count - shown.count)
    json.key("coverage")
    coverage.write(to: &json)
    json.member("quiet", anatomy.quietMembers.map(\.description))
    json.member("membership", anatomy.membershipAssumed ? "assumed" : "stated")
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  /// The record where there is no incident to take apart: `incident` is `null`, `rows` empty.
  public func noAnatomy(of entity: Entity, coverage: Coverage) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.anatomy/1")
    json.member("entity", entity.description)
    for name in ["incident", "began", "onset", "firstRecovery", "recovery"] {
      json.key(name)
      json.null()
    }
    json.member("rows", [])
    json.member("others", 0)
    json.key("coverage")
    coverage.write(to: &json)
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  private func write(_ row: Anatomy.Row, to json: inout JSONWriter) {
    json.beginObject()
    json.member("entity", row.entity.description)
    json.member("name", row.name)
    json.key("rank")
    if let rank = row.rank { json.value(rank) } else { json.null() }
    json.member("onset", row.onset)
    json.member("mechanism", row.mechanism.rawValue)
    json.key("lead")
    if let lead = row.lead {
      json.beginObject()
      json.member("first", lead.first?.id)
      json.member("second", lead.second?.id)
      json.member("least", lead.least)
      json.member("most", lead.most)
      json.endObject()
    } else {
      json.null()
    }
    json.member("rule", row.rule)
    json.key("datasources")
    json.beginObject()
    for source in row.sources {
      json.key(source.datasource.id)
      write(source, to: &json)
    }
    json.endObject()
    json.key("silent")
    json.beginArray()
    for silence in row.silent {
      json.beginObject()
      json.member("datasource", silence.datasource.id)
      json.member("reason", silence.reason)
      json.endObject()
    }
    json.endArray()
    json.key("share")
    write(row.share, to: &json)
    json.member("kind", row.kind)
    json.member("onsetDatasource", row.onsetSource?.id)
    json.member("firstRecovery", row.firstRecovery)
    json.member("recovery", row.recovery)
    json.member("unmoved", row.unmoved.map(\.id))
    json.key("early")
    json.beginArray()
    for sign in row.early {
      json.beginObject()
      json.member("datasource", sign.datasource.id)
      json.member("onset", sign.onset)
      json.member("depth", computed: sign.depth)
      json.endObject()
    }
    json.endArray()
    json.key("later")
    json.beginArray()
    for later in row.later {
      json.beginObject()
      json.member("datasource", later.datasource.id)
      json.member("mechanism", later.mechanism.rawValue)
      json.key("step")
      write(later.step, to: &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ source: Anatomy.SourceView, to json: inout JSONWriter) {
    json.beginObject()
    json.member("baseline", computed: source.main?.baseline ?? .nan)
    json.member("began", source.main?.began)
    json.member("onset", source.main?.onset)
    json.member("minimum", source.lowest?.minimum ?? .nan)
    json.member("depth", computed: source.events.map(\.depth).max() ?? .nan)
    json.member("level", source.events.map(\.level).max()?.name)
    json.member("recovery", source.recovery)
    json.key("events")
    json.beginArray()
    for event in source.events { write(event, to: &json) }
    json.endArray()
    json.key("steps")
    write(source.steps, to: &json)
    json.endObject()
  }

  private func write(_ shares: [Anatomy.Share], to json: inout JSONWriter) {
    json.beginArray()
    for share in shares {
      json.beginObject()
      json.member("datasource", share.datasource.id)
      json.member("at", share.at)
      json.member("lost", computed: share.lost ?? .nan)
      json.member("of", computed: share.of)
      json.member("share", computed: share.share ?? .nan)
      json.endObject()
    }
    json.endArray()
  }
}

extension Anatomy.SourceView {
  /// The event with the lowest value; the first of several.
  var lowest: Event? { events.min { $0.minimum < $1.minimum } }

  /// Where the last event closed; nothing while one is open.
  var recovery: TimeBracket? {
    guard events.allSatisfy({ $0.status == .closed }) else { return nil }
    return events.compactMap(\.recovery).max { $0.by < $1.by }
  }

  /// The source's bin length in seconds.
  var step: Int { events.first?.step ?? datasource.nativeStep ?? 0 }
}
