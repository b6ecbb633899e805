import Wire

extension ProbeReader {
  /// Reads an object a line.
  mutating func readLines(
    _ window: RawSpan, _ isComplete: Bool, _ most: Int, _ results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) -> Int {
    guard let start = wholeLines(window, isComplete) else { return window.byteCount }
    let end = isComplete ? window.byteCount : window.endOfLines
    var index = start
    while index < end, results.count < most {
      let lineEnd = min(window.lineEnd(from: index), end)
      take(record: window.extracting(index..<lineEnd), &results, &probers)
      line += 1
      index = min(lineEnd + 1, end)
    }
    return index
  }

  private mutating func take(
    record: RawSpan, _ results: inout [ProbeResult], _ probers: inout ProberTable
  ) {
    guard record.byteCount <= ProbeReader.longestLine else {
      counts.records += 1
      return findings.record(.longLine, place: "line \(line)")
    }
    let text = record.octets[...].trimmed
    guard !text.isEmpty else { return }
    counts.records += 1
    records.read(Array(text), line: line, &results, &probers)
    counts.format = records.format
  }

  /// Reads the objects of an array, which may stand on one line.
  mutating func readObjects(
    _ window: RawSpan, _ isComplete: Bool, _ most: Int, _ results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) -> Int {
    var index = 0
    while results.count < most {
      // To the next object; what stands between is a comma, or damage.
      var isDamaged = false
      while index < window.byteCount {
        let octet = unsafe window.octet(unchecked: index)
        if octet == 0x7B { break }
        switch octet {
        case 0x0A: line += 1
        case 0x20, 0x09, 0x0D, 0x2C, 0x5B, 0x5D: break
        default: isDamaged = true
        }
        index &+= 1
      }
      if isDamaged { findings.record(.badRecord, place: "line \(line)") }
      guard index < window.byteCount else { return index }
      switch window.object(from: index, longest: ProbeReader.longestObject) {
      case .whole(let end, let lines):
        counts.records += 1
        records.read(window.extracting(index..<end).octets, line: line, &results, &probers)
        counts.format = records.format
        line += lines
        index = end
      case .damaged(let end, let lines):
        counts.records += 1
        findings.record(
          end - index >= ProbeReader.longestObject ? .longLine : .badRecord,
          place: "line \(line)")
        line += lines
        index = end
      case .open:
        guard isComplete else { return index }
        counts.records += 1
        findings.record(.badRecord, place: "line \(line)", "the array ends within it")
        return window.byteCount
      }
    }
    return index
  }
}

/// How an object of JSON ends.
private enum ObjectEnd {
  /// At a place, after a number of line ends.
  case whole(Int, Int)
  /// It does not, as seen at a place, after a number of line ends.
  case damaged(Int, Int)
  /// Behind the window.
  case open
}

extension RawSpan {
  /// Finds the end of the object that begins at `start`.
  fileprivate func object(from start: Int, longest: Int) -> ObjectEnd {
    var (index, depth, lines) = (start, 0, 0)
    var isString = false
    while index < byteCount {
      guard index &- start < longest, depth <= 64 else { return .damaged(index, lines) }
      switch unsafe octet(unchecked: index) {
      case 0x22: isString.toggle()
      case 0x5C where isString: index &+= 1
      case 0x0A:
        // No string goes over a line: one of its quotes is lost.
        if isString { return .damaged(index, lines) }
        lines += 1
      case 0x7B where !isString, 0x5B where !isString: depth += 1
      case 0x7D where !isString, 0x5D where !isString:
        depth -= 1
        if depth == 0 { return .whole(index &+ 1, lines) }
      default: break
      }
      index &+= 1
    }
    return .open
  }
}
