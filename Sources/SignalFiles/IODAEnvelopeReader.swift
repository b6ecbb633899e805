import JSON

/// Parses envelopes; what it has read so far survives a failure.
struct IODAEnvelopeReader {
  var scanner: JSONScanner
  /// The envelope being read.
  private(set) var envelope = IODAEnvelope()

  init(_ bytes: [UInt8], from start: Int) {
    scanner = JSONScanner(bytes, from: start)
  }

  /// Reads the next envelope, or bare `data` as `jq .data` leaves it, into `envelope`.
  mutating func read() throws(JSONScanner.Failure) {
    envelope = IODAEnvelope()
    if scanner.peek() == .array {
      envelope.hasData = true
      return try readData(depth: 0)
    }
    try scanner.enter(0x7B)
    var isFirst = true
    while let key = try scanner.nextKey(&isFirst) {
      switch key {
      case "type": envelope.type = try scanner.optionalString() ?? ""
      case "error": try readError()
      case "copyright": envelope.credits = try strings()
      case "origin": envelope.origin = try scanner.optionalString()
      case "notice": envelope.notices = try strings()
      case "data":
        envelope.hasData = true
        try readData(depth: 0)
      default: try scanner.skipValue()
      }
    }
  }

  /// Takes any error that is not `null`; objects are kept as text.
  private mutating func readError() throws(JSONScanner.Failure) {
    switch scanner.peek() {
    case .object, .array:
      let start = scanner.index
      try scanner.skipValue()
      envelope.error = String(decoding: scanner.bytes[start..<scanner.index], as: UTF8.self)
    default:
      let text = try scanner.optionalString()
      envelope.error = text == "false" ? nil : text
    }
  }

  /// A string, or an array of strings.
  private mutating func strings() throws(JSONScanner.Failure) -> [String] {
    guard scanner.peek() == .array else { return try scanner.optionalString().map { [$0] } ?? [] }
    try scanner.enter(0x5B)
    var isFirst = true
    var strings: [String] = []
    while try scanner.nextElement(&isFirst) {
      if let string = try scanner.optionalString() { strings.append(string) }
    }
    return strings
  }

  /// Reads `[[series…]…]`, `[series…]`, a single series, or entities.
  private mutating func readData(depth: Int) throws(JSONScanner.Failure) {
    switch scanner.peek() {
    case .array where depth < 3:
      try scanner.enter(0x5B)
      var isFirst = true
      while try scanner.nextElement(&isFirst) { try readData(depth: depth + 1) }
    case .object: try readItem()
    default: try scanner.skipValue()
    }
  }

  /// Reads an object of `data`: a series, or an entity of a look-up.
  private mutating func readItem() throws(JSONScanner.Failure) {
    try scanner.enter(0x7B)
    var series = IODAEnvelope.Series()
    var entity = IODAEnvelope.Entity()
    var hasValues = false
    var isFirst = true
    while let key = try scanner.nextKey(&isFirst) {
      switch key {
      case "entityType": series.entityType = try scanner.optionalString() ?? ""
      case "entityCode": series.entityCode = try scanner.optionalString() ?? ""
      case "entityName": series.entityName = try scanner.optionalString() ?? ""
      case "entityFqid": series.entityFqid = try scanner.optionalString() ?? ""
      case "datasource": series.datasource = try scanner.optionalString() ?? ""
      case "subtype": series.subtype = try scanner.optionalString() ?? ""
      case "from": series.from = try number()
      case "until": series.until = try number()
      case "step": series.step = try number()
      case "nativeStep": series.nativeStep = try number()
      case "values":
        hasValues = true
        try readValues(&series)
      case "quality": try readQuality(&series)
      case "type": entity.type = try scanner.optionalString() ?? ""
      case "code": entity.code = try scanner.optionalString() ?? ""
      case "name": entity.name = try scanner.optionalString() ?? ""
      case "attrs": try readAttributes(&entity)
      default: try scanner.skipValue()
      }
    }
    if hasValues {
      envelope.series.append(series)
    } else if !entity.code.isEmpty, !entity.type.isEmpty {
      envelope.entities.append(entity)
    } else {
      envelope.otherItems += 1
    }
  }

  private mutating func readAttributes(
    _ entity: inout IODAEnvelope.Entity
  ) throws(JSONScanner.Failure) {
    guard scanner.peek() == .object else { return try scanner.skipValue() }
    try scanner.enter(0x7B)
    var isFirst = true
    while let key = try scanner.nextKey(&isFirst) {
      if key == "country_code" {
        entity.countryCode = try scanner.optionalString() ?? ""
      } else {
        try scanner.skipValue()
      }
    }
  }

  /// A number, or nothing for anything else.
  private mutating func number() throws(JSONScanner.Failure) -> Double? {
    guard [.number, .literal].contains(scanner.peek()) else {
      try scanner.skipValue()
      return nil
    }
    return try scanner.number()
  }

  private mutating func readQuality(
    _ series: inout IODAEnvelope.Series
  ) throws(JSONScanner.Failure) {
    guard scanner.peek() == .array else { return try scanner.skipValue() }
    try scanner.enter(0x5B)
    var isFirst = true
    while try scanner.nextElement(&isFirst) {
      series.quality.append(try scanner.optionalString() ?? "")
    }
  }

  private mutating func readValues(
    _ series: inout IODAEnvelope.Series
  ) throws(JSONScanner.Failure) {
    guard scanner.peek() == .array else { return try scanner.skipValue() }
    try scanner.enter(0x5B)
    var isFirst = true
    while try scanner.nextElement(&isFirst) {
      switch scanner.peek() {
      case .number, .literal: series.values.append(try scanner.number() ?? .nan)
      case .array, .object:
        var fields = NestedValue()
        try readNested(&fields, depth: 0)
        let (field, value) = fields.chosen(for: series.datasource)
        if let field { series.nestedField = series.nestedField ?? field }
        series.values.append(value)
      default:
        try scanner.skipValue()
        series.values.append(.nan)
      }
    }
  }

  /// Gathers the `agg_values` of a bin from however many items it has.
  private mutating func readNested(
    _ fields: inout NestedValue, depth: Int
  ) throws(JSONScanner.Failure) {
    guard depth < 4 else { return try scanner.skipValue() }
    switch scanner.peek() {
    case .array:
      try scanner.enter(0x5B)
      var isFirst = true
      while try scanner.nextElement(&isFirst) { try readNested(&fields, depth: depth + 1) }
    case .object:
      try scanner.enter(0x7B)
      var isFirst = true
      while let key = try scanner.nextKey(&isFirst) {
        switch scanner.peek() {
        case .object where key == "agg_values": try readNested(&fields, depth: depth + 1)
        case .number: fields.add(key, try scanner.number() ?? .nan)
        default: try scanner.skipValue()
        }
      }
    default: try scanner.skipValue()
    }
  }
}
