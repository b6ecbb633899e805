import Net
import Timeline

/// Counts what a file holds: records by type and subtype, elements by kind, peers, time.
public struct MRTStatistics: ElementSink {
  /// A type of record.
  private struct RecordKind: Hashable, Comparable {
    let type: UInt16
    let subtype: UInt16
    static func < (a: Self, b: Self) -> Bool {
      a.type == b.type ? a.subtype < b.subtype : a.type < b.type
    }
  }

  private let filter: ElementFilter
  private var records: [RecordKind: Int] = [:]
  private var elements: [ElementFilter.Kind: Int] = [:]
  private var messages: [BGPMessageType: Int] = [:]
  private var peers: [RoutePeer: Int] = [:]
  private var first: UInt32?
  private var last: UInt32?

  /// Creates statistics of nothing; elements that do not pass the filter are not counted.
  public init(filter: ElementFilter = ElementFilter()) { self.filter = filter }

  /// Counts the record.
  public mutating func record(_ header: MRTHeader) {
    records[RecordKind(type: header.type.rawValue, subtype: header.subtype), default: 0] += 1
    first = min(first ?? header.seconds, header.seconds)
    last = max(last ?? header.seconds, header.seconds)
  }

  /// Counts the element.
  public mutating func element(_ element: borrowing MRTElement) {
    if case .message(let type) = element.kind {
      messages[type, default: 0] += 1
      return
    }
    guard filter.accepts(element) else { return }
    peers[element.peer, default: 0] += 1
    switch element.kind {
    case .announcement: elements[.announcement, default: 0] += 1
    case .withdrawal: elements[.withdrawal, default: 0] += 1
    case .tableEntry: elements[.tableEntry, default: 0] += 1
    case .stateChange: elements[.stateChange, default: 0] += 1
    case .message: break
    }
  }

  /// The counts as lines: a word, what is counted, the number.
  public func text(name: String) -> String {
    var lines = ["file \(name)"]
    if let first, let last {
      lines.append("time \(UnixTime(Int64(first))) to \(UnixTime(Int64(last)))")
    }
    for (kind, count) in records.sorted(by: { $0.key < $1.key }) {
      lines.append("records \(kind.type)/\(kind.subtype) \(count)")
    }
    for kind in ElementFilter.Kind.allCases {
      if let count = elements[kind] { lines.append("elements \(kind.rawValue) \(count)") }
    }
    for (type, count) in messages.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("messages \(type) \(count)")
    }
    for (peer, count) in peers.sorted(by: { $0.key < $1.key }) {
      lines.append("peer \(peer) \(count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
