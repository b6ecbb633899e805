import Timeline

extension SignalEncoder {
  /// Writes one envelope a line for each origin.
  func appendEnvelopes(_ signals: SignalSet, to bytes: inout [UInt8]) {
    let origins = Set(signals.series.map(\.origin))
    for origin in Origin.allCases where origins.contains(origin) {
      appendEnvelope(signals, origin: origin, to: &bytes)
    }
    if origins.isEmpty { appendEnvelope(signals, origin: .ioda, to: &bytes) }
  }

  private func appendEnvelope(_ signals: SignalSet, origin: Origin, to bytes: inout [UInt8]) {
    var writer = JSONWriter(reserving: 1 << 16)
    writer.beginObject()
    writer.member("type", "signals")
    writer.key("error")
    writer.null()
    writer.key("perf")
    writer.null()
    if origin != .ioda { writer.member("origin", origin.rawValue) }
    if !signals.notices.isEmpty { writer.member("notice", signals.notices) }
    writer.key("data")
    writer.beginArray()
    let series = signals.series.filter { $0.origin == origin }
    let byEntity = Dictionary(grouping: series, by: \.entity)
    for entity in byEntity.keys.sorted() {
      writer.beginArray()
      for one in byEntity[entity] ?? [] { write(one, signals.membership, to: &writer) }
      writer.endArray()
    }
    if byEntity.isEmpty {
      writer.beginArray()
      writer.endArray()
    }
    writer.endArray()
    // IODA writes one text; several credits need an array.
    if signals.credits.count == 1 {
      writer.member("copyright", signals.credits[0])
    } else if !signals.credits.isEmpty {
      writer.member("copyright", signals.credits)
    }
    writer.endObject()
    writer.newline()
    bytes.append(contentsOf: writer.bytes)
  }

  private func write(_ series: Series, _ membership: Membership, to writer: inout JSONWriter) {
    let (id, subtype) = series.datasource.parts
    writer.beginObject()
    writer.member("entityType", series.entity.kind.rawValue)
    writer.member("entityCode", series.entity.code)
    writer.member("entityName", membership.names[series.entity] ?? "")
    writer.member("entityFqid", Self.fqid(series.entity, membership))
    writer.member("datasource", id)
    writer.member("subtype", subtype)
    writer.member("from", series.start)
    writer.member("until", series.end)
    writer.member("step", series.step)
    writer.key("nativeStep")
    if let native = series.nativeStep { writer.value(native) } else { writer.null() }
    writer.key("values")
    writer.beginArray()
    for value in series.values { writer.value(value) }
    writer.endArray()
    if series.quality.contains(where: { !$0.isEmpty }) {
      writer.key("quality")
      writer.beginArray()
      for marks in series.quality {
        writer.value(marks.isEmpty ? nil : marks.names.joined(separator: ";"))
      }
      writer.endArray()
    }
    writer.endObject()
  }

  /// IODA's full id as far as it is known; `??` stands for a continent that nobody stated.
  private static func fqid(_ entity: Entity, _ membership: Membership) -> String {
    switch entity.kind {
    case .asn: return "asn.\(entity.code)"
    case .country: return "geo.provider.??.\(entity.code)"
    case .region, .county:
      guard let country = membership.country(of: entity) else { return "" }
      return "geo.provider.??.\(country.code).\(entity.code)"
    case .continent: return "geo.provider.\(entity.code)"
    case .geoasn: return ""
    }
  }
}
