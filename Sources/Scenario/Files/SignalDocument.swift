import Timeline

/// The signals of one datasource in the shape of IODA's API v2: an envelope with one row a signal,
/// missing bins as `null`.
struct SignalDocument {
  private var text = ""

  init(_ set: SignalSet) {
    text = "{\"type\":\"signals\",\"origin\":\"file\",\"notice\":"
    string(set.notices.joined(separator: "; "))
    text += ",\"error\":null,\"data\":[["
    for (index, series) in set.series.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      row(series, set.membership)
    }
    text += "\n]],\"copyright\":"
    string(set.credits.joined(separator: "; "))
    text += "}\n"
  }

  var bytes: [UInt8] { Array(text.utf8) }

  private mutating func row(_ series: Series, _ membership: Membership) {
    text += "{\"entityType\":"
    string(series.entity.kind.rawValue)
    text += ",\"entityCode\":"
    string(series.entity.code)
    text += ",\"entityName\":"
    string(membership.name(of: series.entity))
    text += ",\"datasource\":"
    string(series.datasource.id)
    text += ",\"subtype\":\"\",\"from\":\(series.start.seconds),\"until\":\(series.end.seconds)"
    text += ",\"step\":\(series.step),\"nativeStep\":\(series.nativeStep ?? series.step)"
    text += ",\"values\":["
    for (index, value) in series.values.enumerated() {
      if index > 0 { text += "," }
      text += value.plainText
    }
    text += "]}"
  }

  /// Appends a string that holds no control characters.
  private mutating func string(_ value: String) {
    text += "\""
    for character in value {
      if character == "\"" || character == "\\" { text += "\\" }
      text.append(character)
    }
    text += "\""
  }
}
