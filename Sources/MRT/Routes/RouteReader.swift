import Wire

/// Reads what MRT records say about unicast routes, and passes by length over all else.
///
/// This is the fast path that visibility needs: of a route's attributes it reads the AS path and
/// what RFC 7606 demands, nothing more. Feed it windows over a file; it takes whole records. O(bytes),
/// without allocation once its table of routes has grown.
public struct RouteReader: Sendable {
  /// What was wrong with the file.
  public internal(set) var damage = MRTDamageTally()
  /// The whole records read so far, of any type.
  public private(set) var records = 0
  /// The time of the first record, or nothing before it.
  public private(set) var firstSeconds: UInt32?
  /// Whether any record of a table dump has been read.
  public internal(set) var holdsTable = false

  private var framer = RecordFramer()
  /// The offset in the file of the window's first octet.
  private var base: UInt64 = 0
  /// The offset in the file of the record being read.
  var place: UInt64 = 0
  var peers: [RoutePeer]?
  var routes: [TableRoute] = []

  /// Creates a reader at the start of a file.
  public init() {}

  /// Reads the whole records of a window into `sink` and returns the octets that they take.
  ///
  /// `isComplete` says that nothing follows the window; all of it is then taken. `needed` tells the
  /// octets that the window must hold for the next record, where that is known.
  public mutating func read(
    _ window: RawSpan, isComplete: Bool, into sink: inout some RouteSink
  ) -> (consumed: Int, needed: Int) {
    var offset = 0
    defer { base &+= UInt64(offset) }
    while true {
      place = base &+ UInt64(offset)
      if let header = framer.wholeRecord(window, at: offset) {
        offset = readRecord(window, at: offset &+ MRTHeader.size, header: header, into: &sink)
        continue
      }
      switch framer.frame(window, at: offset, isComplete: isComplete) {
      case .record(let header, let body):
        offset = readRecord(window, at: body, header: header, into: &sink)
      case .incomplete(let needed):
        return (offset, needed)
      case .damaged(let count):
        damage.record(.framing, at: place, octets: count)
        sink.unreadableRecord()
        offset += count
      case .truncated(let count):
        damage.record(.truncated, at: place, octets: count)
        sink.unreadableRecord()
        offset += count
      case .end:
        return (offset, 0)
      }
    }
  }

  /// Reads the record whose body begins at `start`, and returns where it ends.
  @inline(__always)
  private mutating func readRecord(
    _ window: RawSpan, at start: Int, header: MRTHeader, into sink: inout some RouteSink
  ) -> Int {
    records &+= 1
    if firstSeconds == nil { firstSeconds = header.seconds }
    let end = start &+ Int(header.length)
    let body = unsafe window.extracting(unchecked: Range(uncheckedBounds: (start, end)))
    read(body, header: header, into: &sink)
    return end
  }

  private mutating func read(
    _ body: RawSpan, header: MRTHeader, into sink: inout some RouteSink
  ) {
    do {
      switch header.type {
      case .tableDumpV2:
        holdsTable = true
        try readTableV2(body, header: header, into: &sink)
      case .bgp4mp:
        try readSession(body, header: header, into: &sink)
      case .bgp4mpET:
        guard body.byteCount >= 4 else { throw WireError.truncated(at: 0, needed: 4) }
        let rest = unsafe body.extracting(unchecked: Range(uncheckedBounds: (4, body.byteCount)))
        try readSession(rest, header: header, into: &sink)
      case .tableDump:
        holdsTable = true
        try readTable(body, header: header, into: &sink)
      case .bgp:
        try readFirstFormat(body, header: header, into: &sink)
      default:
        if !header.type.isDefined { damage.record(.unknownType, at: place) }
      }
    } catch {
      damage.record(.malformedRecord, at: place)
      sink.unreadableRecord()
    }
  }
}
