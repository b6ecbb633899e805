import Wire

extension ProbeReader {
  /// Finds out the form by the first octets; returns those that are done with. `framing` stays unknown
  /// where the window must grow or holds nothing.
  mutating func begin(_ window: RawSpan, isComplete: Bool) throws(ProbeInputError) -> Int {
    var index = 0
    if window.byteCount >= 3, unsafe window.octet(unchecked: 0) == 0xEF,
      unsafe window.octet(unchecked: 1) == 0xBB, unsafe window.octet(unchecked: 2) == 0xBF
    {
      index = 3
    }
    if window.byteCount >= 2, unsafe window.uint16(unchecked: 0) == 0x1205 {
      throw .warts(name: input.name)
    }
    while index < window.byteCount {
      let octet = unsafe window.octet(unchecked: index)
      switch octet {
      case 0x0A:
        line += 1
        index += 1
      case 0x20, 0x09, 0x0D: index += 1
      case 0x7B:
        framing = .lines
        return index
      case 0x5B:
        framing = .objects
        return index + 1
      default:
        let end = window.lineEnd(from: index)
        guard end < window.byteCount || isComplete else {
          if window.byteCount - index > ProbeReader.longestLine { throw unknown(window, index) }
          return index
        }
        guard end - index <= ProbeReader.longestLine else { throw unknown(window, index) }
        if octet != 0x23 {
          try take(header: window.extracting(index..<end).octets)
          line += 1
          return min(end + 1, window.byteCount)
        }
        // A comment before the header.
        line += 1
        index = min(end + 1, window.byteCount)
      }
    }
    return index
  }

  private mutating func take(header octets: [UInt8]) throws(ProbeInputError) {
    let isText = octets.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0D }
    guard isText else {
      throw .unknownForm(
        name: input.name,
        found: octets.prefix(4).map { "0x" + String($0, radix: 16) }.joined(separator: " "))
    }
    let header = try ProbeHeader(octets[...].trimmed, name: input.name)
    rows = RowReader(header: header, prober: records.prober)
    framing = .rows
    counts.format = header.isZMap ? .zmap : .csv
    guard header.isZMap else { return }
    if let asked = input.options.scan, asked.isIncomplete {
      counts.isRepliesOnly = true
      findings.record(
        .incompleteScan,
        asked.isTooLong
          ? "over seven days"
          : "\(asked.sent ?? 0) packets, \(asked.targets.count) targets")
    } else if let asked = input.options.scan {
      scan = ScanReplies(asked, prober: records.prober)
    } else {
      counts.isRepliesOnly = true
    }
  }

  private func unknown(_ window: RawSpan, _ index: Int) -> ProbeInputError {
    let text = window.extracting(index..<min(index + 40, window.byteCount)).octets
    return .unknownForm(
      name: input.name,
      found: String(decoding: text.filter { (0x20...0x7E).contains($0) }, as: UTF8.self))
  }
}

extension RawSpan {
  /// Where the line that holds `start` ends: the place of its line feed, or the end.
  func lineEnd(from start: Int) -> Int {
    var index = start
    while index < byteCount, unsafe octet(unchecked: index) != 0x0A { index &+= 1 }
    return index
  }

  /// The place behind the last line feed; 0 without one.
  var endOfLines: Int {
    var index = byteCount
    while index > 0, unsafe octet(unchecked: index &- 1) != 0x0A { index &-= 1 }
    return index
  }
}
