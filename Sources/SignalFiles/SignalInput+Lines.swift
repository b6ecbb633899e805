import JSON
import Timeline

extension SignalInput {
  /// Reads NDJSON: an array `[key,value,time]` a line.
  mutating func readNDJSON(from start: Int) {
    var keys = KeyColumns()
    forEachLine(from: start) { input, from, until, line in
      input.readArray(from, until, line: line, &keys)
    }
    finish(keys)
  }

  /// Reads Graphite's plaintext: `key value epoch` a line.
  mutating func readGraphite(from start: Int) {
    var keys = KeyColumns()
    forEachLine(from: start) { input, from, until, line in
      input.readPlaintext(from, until, line: line, &keys)
    }
    finish(keys)
  }

  /// Hands each line without blanks around it to `body`; comment lines are kept, empty ones not.
  private mutating func forEachLine(
    from start: Int, _ body: (inout SignalInput, Int, Int, Int) -> Void
  ) {
    var index = start
    var line = 0
    let count = bytes.count
    var comments: [String] = []
    while index < count {
      line += 1
      var first = index
      while index < count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      var end = index
      index += index + 1 < count && bytes[index] == 0x0D && bytes[index + 1] == 0x0A ? 2 : 1
      while first < end, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
      while end > first, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
      if first == end { continue }
      if bytes[first] == 0x23 {
        if comments.count < 1_000 {
          comments.append(String(decoding: bytes[(first + 1)..<end], as: UTF8.self))
        }
        continue
      }
      body(&self, first, end, line)
    }
    take(comments: comments)
  }

  private mutating func readArray(_ start: Int, _ end: Int, line: Int, _ keys: inout KeyColumns) {
    guard bytes[start] == 0x5B, bytes[end - 1] == 0x5D else { return skipLine(start, end, line) }
    var scanner = JSONScanner(bytes, from: start)
    do {
      try scanner.enter(0x5B)
      var isFirst = true
      guard try scanner.nextElement(&isFirst) else { return skipLine(start, end, line) }
      let key = try scanner.stringRange()
      guard try scanner.nextElement(&isFirst) else { return skipLine(start, end, line) }
      let value = try scanner.number()
      guard try scanner.nextElement(&isFirst) else { return skipLine(start, end, line) }
      if key.lowerBound < key.upperBound, bytes[key.lowerBound] == 0x23 {
        return take(comments: [String(JSONScanner.text(of: key, in: bytes).dropFirst())])
      }
      let time = try scanner.number()
      guard try !scanner.nextElement(&isFirst), scanner.index <= end else {
        return skipLine(start, end, line)
      }
      guard let time, let reading = TimeText.reading(ofEpoch: Int64(clamping: time)) else {
        return parser.findings.record(
          .badTime, place: "line \(line)", "'\(PointParser.shown(bytes, start, end))' has no time",
          "the point was skipped")
      }
      let isMilliseconds = reading.form == .milliseconds
      if isMilliseconds { parser.countMilliseconds() }
      add(
        key, time: reading.seconds,
        value: parser.value(value ?? .nan, place: "line \(line)"), line: line, &keys)
    } catch {
      skipLine(start, end, line)
    }
  }

  private mutating func readPlaintext(
    _ start: Int, _ end: Int, line: Int, _ keys: inout KeyColumns
  ) {
    let key = word(from: start, end)
    let value = word(from: afterBlanks(key.upperBound, end), end)
    let time = word(from: afterBlanks(value.upperBound, end), end)
    guard !time.isEmpty, afterBlanks(time.upperBound, end) == end else {
      return skipLine(start, end, line)
    }
    guard let when = parser.time(bytes, time.lowerBound, time.upperBound, line: line) else {
      return
    }
    add(
      key, time: when, value: parser.value(bytes, value.lowerBound, value.upperBound, line: line),
      line: line, &keys)
  }

  /// The bytes from a place to the next blank.
  private func word(from start: Int, _ end: Int) -> Range<Int> {
    var index = start
    while index < end, bytes[index] != 0x20, bytes[index] != 0x09 { index += 1 }
    return start..<index
  }

  /// The first place from `start` that holds no blank.
  private func afterBlanks(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }

  private mutating func skipLine(_ start: Int, _ end: Int, _ line: Int) {
    parser.findings.record(
      .badLine, place: "line \(line)",
      "'\(PointParser.shown(bytes, start, end))' is not a key, a value and a time",
      "the line was skipped")
  }

  private mutating func add(
    _ key: Range<Int>, time: Int64, value: Double, line: Int, _ keys: inout KeyColumns
  ) {
    let number = keys.table.number(bytes, key, key.lowerBound..<key.lowerBound)
    if number == keys.positions.count {
      keys.positions.append(column(of: JSONScanner.text(of: key, in: bytes), &keys))
    }
    let position = keys.positions[number]
    guard position >= 0 else {
      return parser.findings.record(
        .unknownKey, place: "line \(line)",
        "'\(PointParser.shown(bytes, key.lowerBound, key.upperBound))' names no signal",
        "the line was skipped")
    }
    collector.columns[position].add(time, value)
    rows += 1
  }

  /// The column of a key, or −1; what single probers saw stays apart until it is summed.
  private mutating func column(of text: String, _ keys: inout KeyColumns) -> Int {
    guard let metric = MetricKey(text) else { return -1 }
    if let country = metric.country { membership.parents[metric.key.entity] = country }
    guard metric.prober != nil else { return collector.position(of: metric.key) }
    keys.hasProbers = true
    return collector.appendColumn(for: metric.key)
  }

  /// Sums what several probers saw of one entity.
  private mutating func finish(_ keys: KeyColumns) {
    guard keys.hasProbers else { return }
    parser.finish()
    let parts = collector.series(&parser.findings)
    let origin = collector.origin
    collector = SignalCollector()
    collector.origin = origin
    series += ProberSum.summed(parts, &parser.findings)
  }
}

/// Which column each key of the lines goes to.
private struct KeyColumns {
  var table = FieldTable()
  var positions: [Int] = []
  var hasProbers = false
}

extension JSONScanner {
  /// The text of the bytes between the quotes of a string.
  static func text(of range: Range<Int>, in bytes: [UInt8]) -> String {
    guard bytes[range].contains(0x5C), range.lowerBound > 0, bytes[range.lowerBound - 1] == 0x22
    else { return String(decoding: bytes[range], as: UTF8.self) }
    var scanner = JSONScanner(bytes, from: range.lowerBound - 1)
    return (try? scanner.string()) ?? String(decoding: bytes[range], as: UTF8.self)
  }
}
