/// The header of a CSV of probe results.
struct ProbeHeader: Equatable {
  /// What each column holds.
  let columns: [ProbeColumn]
  /// Whether ZMap wrote it.
  let isZMap: Bool

  /// Reads a header; throws what it lacks.
  init(_ line: ArraySlice<UInt8>, name: String) throws(ProbeInputError) {
    let titles = line.split(separator: 0x2C, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\"" }
    }
    let isZMap = titles.contains { $0.lowercased() == "saddr" }
    var columns = titles.map { ProbeColumn(title: $0, isZMap: isZMap) }
    // The seconds carry their microseconds beside them; the text says the same once more.
    let numbers = titles.firstIndex { ["timestamp-ts", "timestamp_ts"].contains($0.lowercased()) }
    for index in columns.indices {
      let isSecond = columns[index] != .other && columns[..<index].contains(columns[index])
      if columns[index] == .time, let numbers {
        columns[index] = index == numbers ? .time : .other
      } else if isSecond || (columns[index] == .microseconds && numbers == nil) {
        columns[index] = .other
      }
    }
    let needed: [(ProbeColumn, String)] =
      isZMap
      ? [(.time, "timestamp-ts or timestamp-str"), (.address, "saddr")]
      : [(.time, "time"), (.address, "address"), (.replied, "replied")]
    let missing = needed.filter { !columns.contains($0.0) }.map(\.1)
    let text = String(decoding: line.prefix(80), as: UTF8.self).filter { !$0.isNewline }
    guard missing.count < needed.count else { throw .unknownForm(name: name, found: text) }
    guard missing.isEmpty else {
      throw .missingColumns(name: name, columns: missing, header: text)
    }
    self.columns = columns
    self.isZMap = isZMap
  }
}
