import Inflate
import JSON
import Wire

/// Tells flow records from captures by what they begin with.
enum FlowForm {
  /// The octets of a first line that is read.
  static let longestLine = 1 << 16

  /// The fields without which a line is none of flow records.
  private static let telling = ["src_ip", "dst_ip"]

  /// Whether a feed begins with a header of CSV, or an object of NDJSON, that names the addresses of a
  /// flow. Consumes nothing; waits for the first line.
  static func isFlows(_ feed: ByteFeed) throws(InflateError) -> Bool {
    guard try feed.fill(1) else { return false }
    let canBe = feed.withWindow { window in
      // What begins a name, quoted or not, an object, or a mark of UTF-8. Hardly a capture does.
      let first = unsafe window.unsafeLoad(fromByteOffset: 0, as: UInt8.self)
      return first == 0x22 || first == 0x7B || first == 0xEF || first == 0x20
        || (first | 0x20) &- 0x61 < 26
    }
    guard canBe else { return false }
    while true {
      let line = feed.withWindow { firstLine($0, isComplete: feed.isComplete) }
      if let line { return isFlowLine(line) }
      if feed.windowCount > longestLine { return false }
      _ = try feed.fillMore()
    }
  }

  /// The first line, once its end is at hand.
  private static func firstLine(_ window: RawSpan, isComplete: Bool) -> [UInt8]? {
    var line: [UInt8] = []
    for index in 0..<min(window.byteCount, longestLine) {
      let octet = unsafe window.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      if octet == 0x0A { return line }
      line.append(octet)
    }
    return isComplete || window.byteCount > longestLine ? line : nil
  }

  private static func isFlowLine(_ line: [UInt8]) -> Bool {
    let line = trimmed(line)
    guard line.first == 0x7B else {
      let columns = columns(line)
      return telling.allSatisfy(columns.contains)
    }
    let members = members(Array(line)) ?? []
    return telling.allSatisfy { field in members.contains { $0.name == field } }
  }

  /// A line without a mark of UTF-8 and the blanks around it.
  static func trimmed(_ line: [UInt8]) -> ArraySlice<UInt8> {
    var rest = line[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while let last = rest.last, last == 0x0D || last == 0x20 || last == 0x09 { rest.removeLast() }
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    return rest
  }

  /// The cells of a line of CSV.
  static func columns(_ line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: 0x2C, omittingEmptySubsequences: false).map { cell in
      let cell = trimmed(Array(cell))
      let isQuoted = cell.count > 1 && cell.first == 0x22 && cell.last == 0x22
      return String(decoding: isQuoted ? cell.dropFirst().dropLast() : cell, as: UTF8.self)
    }
  }

  /// The members of a JSON object as text, but for those that are null, objects or arrays; nothing
  /// where the line is no object.
  static func members(_ line: [UInt8]) -> [(name: String, value: String)]? {
    var scanner = JSONScanner(line)
    var members: [(name: String, value: String)] = []
    do {
      try scanner.enter(0x7B)
      var isFirst = true
      while let name = try scanner.nextKey(&isFirst) {
        if let value = try scanner.optionalString() { members.append((name, value)) }
      }
    } catch {
      return nil
    }
    return scanner.isAtEnd() ? members : nil
  }
}
