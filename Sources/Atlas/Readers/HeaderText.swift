import Timeline

/// What comments at the head of a table and the names of files say of a date.
enum HeaderText {
  /// What stands behind a label, without spaces, or nothing when the text begins otherwise.
  static func value(of label: String, in text: String) -> String? {
    guard text.lowercased().hasPrefix(label.lowercased()) else { return nil }
    let value = text.dropFirst(label.count).drop { $0 == " " || $0 == "\t" }
    return value.isEmpty ? nil : String(value)
  }

  /// Reads RFC 3339 dates and times, `20191112`, and dates in English words
  /// (`Thu, 25 Jun 2026 04:33:59 GMT`, `November 12 2019`); without a zone they are UTC.
  static func date(_ text: String) -> UnixTime? {
    if let reading = UnixTime.reading(text) { return reading.time }
    if let time = compact(text[...]) { return time }
    var year: Int?
    var month: Int?
    var day: Int?
    var clock = [0, 0, 0]
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let parts = word.split(separator: ":")
      if parts.count >= 2, parts.count <= 3, parts.allSatisfy({ Int($0) != nil }) {
        for (index, part) in parts.enumerated() { clock[index] = Int(part) ?? 0 }
      } else if let number = Int(word), number > 0 {
        if word.utf8.count == 4 {
          year = year ?? number
        } else if number <= 31 {
          day = day ?? number
        }
      } else if let index = months.firstIndex(where: { word.lowercased().hasPrefix($0) }) {
        month = index + 1
      }
    }
    guard let year, let month, let day else { return nil }
    return UnixTime(
      year: year, month: month, day: day, hour: clock[0], minute: clock[1], second: clock[2])
  }

  /// Reads a date of eight digits, from 1980 on.
  static func compact(_ text: Substring) -> UnixTime? {
    guard text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(text.prefix(4)), year >= 1980, let month = Int(text.dropFirst(4).prefix(2)),
      let day = Int(text.dropFirst(6))
    else { return nil }
    return UnixTime(year: year, month: month, day: day)
  }

  /// The first date of eight digits in a file's name.
  static func date(inName name: String) -> UnixTime? {
    for run in name.split(whereSeparator: { !$0.isASCII || !$0.isNumber }) {
      if let time = compact(run) { return time }
    }
    return nil
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
