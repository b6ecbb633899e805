import Detection
public import Incidents
import Timeline

extension RecordEncoder {
  /// Encodes an anatomy as `vigil.anatomy/1` with at most `rowLimit` rows; `others` counts the rest.
  public func anatomy(_ anatomy: Anatomy, coverage: Coverage, rowLimit: Int = 20) -> String {
    let incident = anatomy.incident
    let shown = anatomy.rows.prefix(max(0, rowLimit))
    var json = JSONText()
    json.beginObject()
    json.field("schema", "vigil.anatomy/1")
    json.field("entity", incident.entity.description)
    json.field("incident", incident.id)
    json.field("began", incident.began)
    json.field("onset", incident.onset)
    json.field("firstRecovery", incident.firstRecovery)
    json.field("recovery", incident.recovery)
    json.key("rows")
    json.beginArray()
    for row in shown { write(row, to: &json) }
    json.endArray()
    json.field("others", anatomy.rows.count - shown.count)
    json.key("coverage")
    coverage.write(to: &json)
    json.field("quiet", anatomy.quietMembers.map(\.description))
    json.field("membership", anatomy.membershipAssumed ? "assumed" : "stated")
    writeNotice(to: &json)
    json.endObject()
    return json.text
  }

  private func write(_ row: Anatomy.Row, to json: inout JSONText) {
    json.beginObject()
    json.field("entity", row.entity.description)
    json.field("name", row.name)
    json.key("rank")
    if let rank = row.rank { json.value(rank) } else { json.null() }
    json.field("onset", row.onset)
    json.field("mechanism", row.mechanism.rawValue)
    json.key("lead")
    if let lead = row.lead {
      json.beginObject()
      json.field("first", lead.first?.id)
      json.field("second", lead.second?.id)
      json.field("least", lead.least)
      json.field("most", lead.most)
      json.endObject()
    } else {
      json.null()
    }
    json.field("rule", row.rule)
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
      json.field("datasource", silence.datasource.id)
      json.field("reason", silence.reason)
      json.endObject()
    }
    json.endArray()
    json.key("share")
    write(row.share, to: &json)
    json.field("kind", row.kind)
    json.field("onsetDatasource", row.onsetSource?.id)
    json.field("firstRecovery", row.firstRecovery)
    json.field("recovery", row.recovery)
    json.field("unmoved", row.unmoved.map(\.id))
    json.key("early")
    json.beginArray()
    for sign in row.early {
      json.beginObject()
      json.field("datasource", sign.datasource.id)
      json.field("onset", sign.onset)
      json.field("depth", computed: sign.depth)
      json.endObject()
    }
    json.endArray()
    json.key("later")
    json.beginArray()
    for later in row.later {
      json.beginObject()
      json.field("datasource", later.datasource.id)
      json.field("mechanism", later.mechanism.rawValue)
      json.key("step")
      write(later.step, to: &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ source: Anatomy.SourceView, to json: inout JSONText) {
    json.beginObject()
    json.field("baseline", computed: source.main?.baseline ?? .nan)
    json.field("began", source.main?.began)
    json.field("onset", source.main?.onset)
    json.field("minimum", source.lowest?.minimum ?? .nan)
    json.field("depth", computed: source.events.map(\.depth).max() ?? .nan)
    json.field("level", source.events.map(\.level).max()?.name)
    json.field("recovery", source.recovery)
    json.key("events")
    json.beginArray()
    for event in source.events { write(event, to: &json) }
    json.endArray()
    json.key("steps")
    write(source.steps, to: &json)
    json.endObject()
  }

  private func write(_ shares: [Anatomy.Share], to json: inout JSONText) {
    json.beginArray()
    for share in shares {
      json.beginObject()
      json.field("datasource", share.datasource.id)
      json.field("at", share.at)
      json.field("lost", share.lost ?? .nan)
      json.field("of", share.of)
      json.field("share", computed: share.share ?? .nan)
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
