public import Inflate
public import Timeline
import Wire

/// Reads flow records, FlowTuple v4 rows as CSV with a header or as NDJSON, into a telescope's counts.
///
/// Rows have the fields of corsaro's Avro schema: `time`, `src_ip`, `dst_ip`, `src_port`, `dst_port`,
/// `protocol`, `ttl`, `tcp_flags`, `ip_len`, `tcp_synlen`, `tcp_synwinlen`, `packet_cnt`, `is_spoofed`;
/// others are passed over. TCP, UDP and ICMP need both ports, TCP its flags. Filters that read payload cannot run; fragments are known by `is_spoofed`.
public struct FlowReader: Sendable {
  /// The rows counted so far.
  public private(set) var rows = 0
  /// What was wrong with lines.
  public private(set) var findings = FindingLog()

  private let name: String
  /// The names of the columns, once the header of a CSV was read.
  private var columns: [String]?
  private var line = 0

  /// The octets that are looked at in a piece.
  private static let piece = 1 << 20

  /// Creates a reader of a file of a name.
  public init(name: String) { self.name = name }

  /// Reads all that a feed gives. Lines that cannot be read are findings; a line of more than 64 KiB
  /// is one.
  public mutating func readAll(
    _ feed: ByteFeed, into accumulator: inout TelescopeAccumulator
  ) throws(InflateError) {
    try readAll(feed, into: &accumulator) { _ in false }
  }

  /// Reads rows into a sink until there are no more or it has enough, which is asked piece by piece.
  mutating func readAll<Sink: FlowSink>(
    _ feed: ByteFeed, into sink: inout Sink, until hasEnough: (Sink) -> Bool
  ) throws(InflateError) {
    while !hasEnough(sink) {
      let isComplete = feed.isComplete
      let (lines, consumed) = feed.withWindow { FlowReader.lines($0, isComplete: isComplete) }
      feed.consume(consumed)
      for text in lines { read(text, into: &sink) }
      if isComplete, feed.windowCount == 0 || consumed == 0 { return }
      if !isComplete, consumed == 0 { _ = try feed.fillMore() }
    }
  }

  /// The whole lines at the start of a window and the octets they take; a line that is too long, and
  /// the last of the input, are given as far as they are there.
  private static func lines(_ window: RawSpan, isComplete: Bool) -> ([[UInt8]], Int) {
    var lines: [[UInt8]] = []
    var start = 0
    var current: [UInt8] = []
    let count = min(window.byteCount, piece)
    for index in 0..<count {
      let octet = unsafe window.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      if octet == 0x0A {
        lines.append(current)
        current.removeAll(keepingCapacity: true)
        start = index + 1
      } else {
        current.append(octet)
      }
    }
    let isLast = isComplete && count == window.byteCount
    if !current.isEmpty, isLast || current.count > FlowForm.longestLine {
      lines.append(current)
      start = count
    }
    return (lines, start)
  }

  /// Reads a line.
  private mutating func read(_ bytes: [UInt8], into sink: inout some FlowSink) {
    line += 1
    guard bytes.count <= FlowForm.longestLine else { return reject("a line of more than 64 KiB") }
    let text = FlowForm.trimmed(bytes)
    guard !text.isEmpty else { return }
    let fields: [(name: String, value: String)]
    if text.first == 0x7B {
      guard let read = FlowForm.members(Array(text)) else { return reject("no JSON object") }
      fields = read
    } else {
      let cells = FlowForm.columns(text)
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
      fields = zip(columns, cells).map { (name: $0, value: $1) }
    }
    var row = FlowRow()
    for (field, value) in fields where !row.set(field, value) {
      return reject("\(value.prefix(40)) is no \(field)")
    }
    for field in FlowRow.required + row.requiredBesides
    where !fields.contains(where: { $0.name == field }) {
      return reject("no \(field)")
    }
    rows += 1
    sink.flow(row)
  }

  private mutating func reject(_ detail: String) {
    findings.record(
      Finding(
        kind: "flow-row", source: name, place: "line \(line)", detail: detail,
        disposition: "the line was left out"))
  }
}
