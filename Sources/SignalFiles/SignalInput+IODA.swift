import JSON
import Timeline

extension SignalInput {
  /// Reads one or several envelopes of IODA's API v2, one after the other.
  mutating func readIODA(from start: Int) throws(SignalFileError) {
    var reader = IODAEnvelopeReader(bytes, from: start)
    var kept = 0
    var refused: SignalFileError?
    while !reader.scanner.isAtEnd() {
      let begin = reader.scanner.index
      var failure: JSONScanner.Failure?
      do { try reader.read() } catch { failure = error }
      let envelope = reader.envelope
      kept += envelope.series.count + envelope.entities.count
      if let problem = take(envelope, begin: begin, isWhole: failure == nil) {
        refused = refused ?? problem
      }
      guard let failure else { continue }
      guard kept > 0 else {
        throw SignalFileError(
          kind: .badJSON, source: name, place: "byte \(failure.offset)",
          detail: "the JSON breaks off or is wrong: expected \(failure.expected)",
          remedy: "fetch it again from IODA's API; the download may have been cut off")
      }
      parser.findings.record(
        .truncatedJSON, place: "byte \(failure.offset)",
        "the JSON breaks off or is wrong: expected \(failure.expected)",
        "the \(kept) series and entities before it were kept")
      break
    }
    if let refused {
      guard kept > 0 else { throw refused }
      parser.findings.record(
        refused.kind == .apiError ? .envelopeError : .otherEnvelope, place: refused.place,
        refused.detail, "left out; the other envelopes were read")
    }
  }

  /// Takes what an envelope holds; returns why when it holds no signals.
  private mutating func take(
    _ envelope: IODAEnvelope, begin: Int, isWhole: Bool
  ) -> SignalFileError? {
    if let error = envelope.error, envelope.series.isEmpty {
      return SignalFileError(
        kind: .apiError, source: name, place: "byte \(begin)",
        detail: "the API answered with an error: '\(PointParser.shown(error))'",
        remedy: "correct the request and fetch it again; the API serves at most 100 days a request")
    }
    for credit in envelope.credits { add(credit: credit) }
    for notice in envelope.notices { add(notice: notice) }
    if envelope.type.hasPrefix("outages") || (envelope.type == "datasources") {
      return SignalFileError(
        kind: .notSignals, source: name, place: "byte \(begin)",
        detail: "the envelope holds \(PointParser.shown(envelope.type)), not signals",
        remedy: "fetch /v2/signals/raw/country/IR?from=…&until=… instead")
    }
    for entity in envelope.entities { take(entity) }
    for series in envelope.series { take(series, origin: envelope.origin) }
    if envelope.series.isEmpty, envelope.entities.isEmpty, isWhole {
      let isOurs = envelope.type == "signals" || (envelope.type.isEmpty && envelope.hasData)
      if isOurs, envelope.otherItems == 0 {
        parser.findings.record(
          .emptyData, place: "byte \(begin)", "the API had no data for the window",
          "nothing to read; ask for another window, or for an entity that IODA knows")
      } else {
        return SignalFileError(
          kind: .notSignals, source: name, place: "byte \(begin)",
          detail: "the JSON is no envelope of IODA's API with signals",
          remedy: "fetch /v2/signals/raw/country/IR?from=…&until=… instead")
      }
    }
    return nil
  }

  private mutating func take(_ item: IODAEnvelope.Entity) {
    guard let kind = EntityKind(rawValue: item.type),
      let entity = Entity(kind: kind, code: item.code)
    else { return skipEntity("\(item.type)/\(item.code)") }
    if !item.name.isEmpty { membership.names[entity] = item.name }
    if let country = Entity(kind: .country, code: item.countryCode), country != entity {
      membership.parents[entity] = country
    }
  }

  private mutating func take(_ item: IODAEnvelope.Series, origin: String?) {
    guard let kind = EntityKind(rawValue: item.entityType),
      let entity = Entity(kind: kind, code: item.entityCode)
    else { return skipEntity("\(item.entityType)/\(item.entityCode)") }
    guard !item.datasource.isEmpty else {
      return parser.findings.record(
        .badDatasource, "a series of \(entity) names no datasource", "the series was skipped")
    }
    let datasource = Datasource(item.datasource, subtype: item.subtype)
    let key = SignalKey(entity: entity, datasource: datasource)
    let native = whole(item.nativeStep, below: 1 << 31) ?? datasource.sourceStep
    guard let step = whole(item.step, below: 1 << 31) ?? native, step > 0,
      let from = item.from, let time = TimeText.reading(ofEpoch: Int64(clamping: from))
    else {
      return parser.findings.record(
        .badStep, "\(key): no positive step or no start", "the series was skipped")
    }
    if time.form == .milliseconds {
      parser.findings.record(
        .epochMilliseconds, "\(key): from is in milliseconds", "divided by 1,000")
    }
    note(entity, item)
    var values = item.values
    for index in values.indices where !(values[index] >= 0) || values[index].isInfinite {
      let raw = values[index]
      values[index] = parser.value(raw, place: "\(key), bin \(index)")
    }
    rows += values.count
    guard !values.isEmpty else {
      return parser.findings.record(
        .emptyData, "\(key): the API had no data for the window",
        "nothing to read; ask for another window, or for an entity that IODA knows")
    }
    check(item, key, step: step, start: time.seconds)
    var quality = item.quality.map { Quality(listed: $0) }
    if quality.count != values.count || quality.allSatisfy(\.isEmpty) { quality = [] }
    if let native, step > native {
      if quality.isEmpty { quality = Array(repeating: [], count: values.count) }
      for index in quality.indices { quality[index].formUnion(.downsampled) }
      parser.findings.record(
        .downsampled, SignalCollector.downsampledText(key, step: step, native: native),
        SignalCollector.downsampledRemedy)
    }
    series.append(
      Series(
        entity: entity, datasource: datasource,
        origin: origin.flatMap { Origin(rawValue: $0) } ?? .ioda, start: UnixTime(time.seconds),
        step: step, values: values, quality: quality, nativeStep: native,
        unit: quality.first?.contains(.normalised) == true ? SignalReader.normalisedUnit : nil))
  }

  /// Records what is odd about a series that can be read.
  private mutating func check(
    _ item: IODAEnvelope.Series, _ key: SignalKey, step: Int, start: Int64
  ) {
    if let field = item.nestedField {
      parser.findings.record(
        .nestedValues, "\(key): each bin holds several numbers",
        "'\(field)' was taken, its mean where a bin has several items")
    }
    if start % Int64(step) != 0 {
      parser.findings.record(
        .gridOffset, "\(key): bins start \(start % Int64(step)) s after a multiple of \(step) s",
        "kept as it is")
    }
    // The API states the end of the question, or of the last bin; either is within one bin.
    if let until = item.until, let from = item.from {
      let stated = (until - from) / Double(step)
      if abs(stated - Double(item.values.count)) > 1 {
        parser.findings.record(
          .rangeMismatch,
          "\(key): \(item.values.count) values where from, until and step say "
            + "\(stated.rounded().plainText)",
          "bin i was taken to start at from + i × step")
      }
    }
  }

  /// Keeps the name of an entity, and the country that a region's full id names.
  private mutating func note(_ entity: Entity, _ item: IODAEnvelope.Series) {
    if !item.entityName.isEmpty { membership.names[entity] = item.entityName }
    let parts = item.entityFqid.split(separator: ".")
    if parts.count > 4, parts[0] == "geo", entity.kind == .region || entity.kind == .county,
      let country = Entity(kind: .country, code: parts[3])
    {
      membership.parents[entity] = country
    }
  }

  private mutating func skipEntity(_ text: String) {
    parser.findings.record(
      .badEntity, "'\(PointParser.shown(text))' is no entity such as country/IR or asn/44244",
      "skipped")
  }

  private func whole(_ number: Double?, below limit: Int) -> Int? {
    guard let number, number >= 1, number < Double(limit), number == number.rounded() else {
      return nil
    }
    return Int(number)
  }
}

extension Int64 {
  /// The whole part of a number, or −1 when it is out of range or none.
  init(clamping number: Double) {
    self = number >= 0 && number < 1e18 ? Int64(number) : -1
  }
}
