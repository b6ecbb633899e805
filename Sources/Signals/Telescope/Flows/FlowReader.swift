public import Inflate
public import Timeline

/// Reads flow records, FlowTuple v4 rows as CSV with a header or as NDJSON, into a telescope's counts.
///
/// Rows have the fields of corsaro's Avro schema: `time`, `src_ip`, `dst_ip`, `src_port`, `dst_port`,
/// `protocol`, `ttl`, `tcp_flags`, `ip_len`, `tcp_synlen`, `tcp_synwinlen`, `packet_cnt`, `is_spoofed`;
/// others are passed over. Filters that read payload cannot run; fragments are known by `is_spoofed`.
public struct FlowReader: Sendable {
  /// The rows counted so far.
  public private(set) var rows = 0
  /// What was wrong with lines.
  public private(set) var findings = FindingLog()

  private let name: String
  /// The names of the columns, once the header of a CSV was read.
  private var columns: [String]?
  private var line = 0

  /// Creates a reader of a file of a name.
  public init(name: String) { self.name = name }

  /// Reads all that a feed gives. Lines that cannot be read are findings; a line of more than 64 KiB
  /// is one.
  public mutating func readAll(
    _ feed: ByteFeed, into accumulator: inout TelescopeAccumulator
  ) throws(InflateError) {
    while true {
      let isComplete = feed.isComplete
      var lines: [[UInt8]] = []
      let consumed = feed.withWindow { window in
        var start = 0
        var current: [UInt8] = []
        for index in 0..<min(window.byteCount, 1 << 20) {
          let octet = unsafe window.unsafeLoad(fromByteOffset: index, as: UInt8.self)
          if octet == 0x0A {
            lines.append(current)
            current.removeAll(keepingCapacity: true)
            start = index + 1
          } else {
            current.append(octet)
          }
        }
        let isLast = isComplete && window.byteCount <= 1 << 20
        if !current.isEmpty, isLast || current.count > 1 << 16 {
          lines.append(current)
          start = min(window.byteCount, 1 << 20)
        }
        return start
      }
      feed.consume(consumed)
      for text in lines { read(text, into: &accumulator) }
      if feed.windowCount == 0 || consumed == 0, isComplete { return }
      if !isComplete { _ = try feed.fillMore() }
    }
  }

  /// Reads a line.
  mutating func read(_ bytes: [UInt8], into accumulator: inout TelescopeAccumulator) {
    line += 1
    let trimmed = bytes.last == 0x0D ? bytes.dropLast() : bytes[...]
    guard !trimmed.isEmpty else { return }
    guard bytes.count <= 1 << 16 else { return reject("a line of more than 64 KiB") }
    let text = String(decoding: trimmed, as: UTF8.self)
    let fields: [(String, String)]
    if trimmed.first == 0x7B {
      guard let read = FlowReader.members(text) else { return reject("no flat JSON object") }
      fields = read
    } else {
      let cells = text.split(separator: ",", omittingEmptySubsequences: false).map(
        FlowReader.unquoted)
      guard let columns else {
        columns = cells
        for field in FlowRow.required where !cells.contains(field) {
          reject("the header names no column \(field)")
        }
        return
      }
      guard cells.count == columns.count else {
        return reject("\(cells.count) cells where the header has \(columns.count)")
      }
      fields = Array(zip(columns, cells))
    }
    var row = FlowRow()
    for (field, value) in fields where !row.set(field, value) {
      return reject("\(value.prefix(40)) is no \(field)")
    }
    for field in FlowRow.required where !fields.contains(where: { $0.0 == field }) {
      return reject("no \(field)")
    }
    rows += 1
    accumulator.take(row)
  }

  private mutating func reject(_ detail: String) {
    findings.record(
      Finding(
        kind: "flow-row", source: name, place: "line \(line)", detail: detail,
        disposition: "the line was left out"))
  }

  private static func unquoted(_ text: Substring) -> String {
    let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
    return String(isQuoted ? text.dropFirst().dropLast() : text)
  }

  /// The members of a JSON object without nesting, whose strings need no escapes.
  private static func members(_ text: String) -> [(String, String)]? {
    guard text.hasPrefix("{"), text.hasSuffix("}"), !text.contains("\\") else { return nil }
    return text.dropFirst().dropLast().split(separator: ",").reduce(into: []) { result, member in
      let parts = member.split(separator: ":", maxSplits: 1).map { part in
        let start = part.drop { $0 == " " }
        return unquoted(start.last == " " ? start.dropLast() : start)
      }
      if parts.count == 2 { result?.append((parts[0], parts[1])) }
    }
  }
}
