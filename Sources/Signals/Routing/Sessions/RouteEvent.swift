/// What a record said, in 16 octets, waiting for the bin in which it counts.
struct RouteEvent: Sendable {
  enum Kind: UInt32, Sendable {
    case withdraw4, withdraw6, announce4, announce6
    /// The session was heard; `target` and `origin` hold when first and last.
    case heard
    /// The session holds nothing, and that is known: it ended or began.
    case reset
    /// What the session holds is unknown from now on.
    case unreadable
    /// What any session of the collector holds is unknown from now on; `target` holds until when
    /// updates are missing, or 0.
    case unreadableRecord
    /// What follows counts at the time in `target`, until the next of these.
    case clock
  }

  /// The kind in the upper four bits, the session in the others.
  let head: UInt32
  /// The prefix.
  let target: UInt32
  var origin: UInt32
  let pathID: UInt32

  @inline(__always)
  init(_ kind: Kind, session: Int, target: UInt32 = 0, origin: UInt32 = 0, pathID: UInt32 = 0) {
    head = kind.rawValue << 28 | UInt32(truncatingIfNeeded: session)
    self.target = target
    self.origin = origin
    self.pathID = pathID
  }

  /// An event as it was saved.
  init(head: UInt32, target: UInt32, origin: UInt32, pathID: UInt32) {
    self.head = head
    self.target = target
    self.origin = origin
    self.pathID = pathID
  }

  @inline(__always)
  var kind: Kind { Kind(rawValue: head >> 28) ?? .unreadableRecord }

  /// Whether the event is of no session.
  var isOfNobody: Bool { kind == .clock || kind == .unreadableRecord }

  @inline(__always)
  var session: Int { Int(head & 0x0FFF_FFFF) }
}
