import Wire

/// Reads all that MRT records say: every route with all its attributes, every change of a session.
///
/// The same rules as `RouteReader`'s decide what counts as announced, withdrawn or unreadable; this
/// reader decodes what that one passes over. Feed it windows over a file; it takes whole records.
/// O(bytes), an allocation for each list that an attribute holds.
public struct ElementReader: Sendable {
  /// What was wrong with the file.
  public internal(set) var damage = MRTDamageTally()
  /// The whole records read so far, of any type.
  public private(set) var records = 0

  private var framer = RecordFramer()
  /// The offset in the file of the window's first octet.
  private var base: UInt64 = 0
  /// The offset in the file of the record being read.
  var place: UInt64 = 0
  var peers: [RoutePeer]?

  /// Creates a reader at the start of a file.
  public init() {}

  /// Reads the whole records of a window into `sink` and returns the octets that they take.
  ///
  /// `isComplete` says that nothing follows the window; all of it is then taken. `needed` tells the
  /// octets that the window must hold for the next record, where that is known.
  public mutating func read(
    _ window: RawSpan, isComplete: Bool, into sink: inout some ElementSink
  ) -> (consumed: Int, needed: Int) {
    var offset = 0
    defer { base &+= UInt64(offset) }
    while true {
      place = base &+ UInt64(offset)
      switch framer.frame(window, at: offset, isComplete: isComplete) {
      case .record(let header, let body):
        records += 1
        let end = body &+ Int(header.length)
        let record = unsafe window.extracting(unchecked: Range(uncheckedBounds: (body, end)))
        read(record, header: header, into: &sink)
        offset = end
      case .incomplete(let needed):
        return (offset, needed)
      case .damaged(let count):
        damage.record(.framing, at: place, octets: count)
        sink.unreadable()
        offset += count
      case .truncated(let count):
        damage.record(.truncated, at: place, octets: count)
        sink.unreadable()
        offset += count
      case .end:
        return (offset, 0)
      }
    }
  }

  private mutating func read(
    _ body: RawSpan, header: MRTHeader, into sink: inout some ElementSink
  ) {
    sink.record(header)
    var cursor = WireCursor(body)
    do {
      switch header.type {
      case .tableDumpV2: try readTableV2(&cursor, header: header, into: &sink)
      case .bgp4mp: try readSession(&cursor, RecordContext(header), body, into: &sink)
      case .bgp4mpET:
        var context = RecordContext(header)
        context.microseconds = try cursor.readUInt32()
        try readSession(&cursor, context, body, into: &sink)
      case .tableDump: try readTable(&cursor, header: header, into: &sink)
      case .bgp: try readFirstFormat(&cursor, header: header, body, into: &sink)
      default:
        if !header.type.isDefined { damage.record(.unknownType, at: place) }
      }
    } catch {
      damage.record(.malformedRecord, at: place)
      sink.unreadable()
    }
  }
}
