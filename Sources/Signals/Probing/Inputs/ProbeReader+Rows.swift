import Wire

extension ProbeReader {
  /// The places of ZMap's classes that are counted apart.
  private static let mostClasses = 64

  /// Reads rows of CSV.
  mutating func readRows(
    _ window: RawSpan, _ isComplete: Bool, _ most: Int, _ results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) -> Int {
    guard let start = wholeLines(window, isComplete) else { return window.byteCount }
    let end = isComplete ? window.byteCount : window.endOfLines
    guard end > start, var rows else { return start }
    // Taken out, so that its memory has one owner.
    self.rows = nil
    defer { self.rows = rows }
    var index = start
    let isZMap = rows.header.isZMap
    while index < end, results.count < most {
      var row = RowReader.Row(prober: rows.prober)
      if let next = rows.plainRow(window, index, end, &row, &probers) {
        counts.records &+= 1
        line &+= 1
        index = next
        if isZMap {
          take(zmap: row, window.text(row.classification), &results)
        } else {
          results.append(row.result)
        }
        continue
      }
      let lineEnd = window.extracting(index..<end).lineEnd(from: 0) + index
      take(line: window.extracting(index..<lineEnd), &rows, &results, &probers)
      line &+= 1
      index = min(lineEnd + 1, end)
    }
    return index
  }

  /// Passes over the rest of a line that is too long; returns where whole lines begin, or nothing where
  /// none does. A line that has grown too long is begun to be passed over.
  mutating func wholeLines(_ window: RawSpan, _ isComplete: Bool) -> Int? {
    var start = 0
    if isSkipping {
      let end = window.lineEnd(from: 0)
      guard end < window.byteCount else { return nil }
      isSkipping = false
      line += 1
      start = end + 1
    }
    let rest = window.byteCount - start
    if !isComplete, rest > ProbeReader.longestLine, window.endOfLines <= start {
      counts.records += 1
      findings.record(.longLine, place: "line \(line)")
      scan?.missRow()
      isSkipping = true
      return nil
    }
    return start
  }

  /// Takes a line that is not in the plainest form.
  private mutating func take(
    line text: RawSpan, _ rows: inout RowReader, _ results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) {
    guard text.byteCount <= ProbeReader.longestLine else {
      counts.records += 1
      scan?.missRow()
      return findings.record(.longLine, place: "line \(line)")
    }
    let octets = text.octets
    if octets.first == 0x23 || octets[...].trimmed.isEmpty { return }
    counts.records += 1
    switch rows.anyRow(octets, &probers) {
    case .failure(let error):
      scan?.missRow()
      findings.record(
        error.kind, place: "line \(line)",
        "\"\(String(decoding: octets[...].trimmed.prefix(80), as: UTF8.self))\"")
    case .success(let found):
      if found.roundTripIsBad { findings.record(.badRoundTrip, place: "line \(line)") }
      if rows.header.isZMap {
        take(zmap: found.row, found.classification, &results)
      } else {
        results.append(found.row.result)
      }
    }
  }

  /// Takes a row of ZMap.
  private mutating func take(
    zmap row: RowReader.Row, _ classification: @autoclosure () -> String,
    _ results: inout [ProbeResult]
  ) {
    guard row.isSuccess, !row.isRepeat else {
      findings.record(.notReply, place: "line \(line)")
      var name = classification()
      if name.isEmpty { name = row.isSuccess ? "repeat" : "no success" }
      let isNew = counts.classes[name] == nil
      if isNew, counts.classes.count >= ProbeReader.mostClasses { name = "others" }
      return counts.classes[name, default: 0] += 1
    }
    if scan != nil {
      scan?.take(row.result, &findings, line)
    } else {
      // A scan that is known and incomplete has a finding of its own.
      if input.options.scan == nil { findings.record(.repliesOnly, place: "line \(line)") }
      if includesRepliesOnly { results.append(row.result) }
    }
  }
}

extension RawSpan {
  /// At most 40 octets of a range as text.
  fileprivate func text(_ range: Range<Int>) -> String {
    String(decoding: extracting(range).octets.prefix(40), as: UTF8.self)
  }
}
