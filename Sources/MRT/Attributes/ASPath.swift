public import Net

/// AS_PATH: the autonomous systems through which the route came (RFC 4271, 5.1.2; RFC 5065, 3).
public struct ASPath: Hashable, Sendable {
  /// What the members of a segment are.
  public enum SegmentKind: UInt8, Sendable, Hashable {
    /// AS_SET: members without order.
    case set = 1
    /// AS_SEQUENCE: members in order, the nearest first.
    case sequence = 2
    /// AS_CONFED_SEQUENCE: members of a confederation in order.
    case confederationSequence = 3
    /// AS_CONFED_SET: members of a confederation without order.
    case confederationSet = 4
  }

  /// A part of the path.
  public struct Segment: Hashable, Sendable {
    /// What the members are.
    public let kind: SegmentKind
    /// The members, 1 to 255.
    public let asns: [ASN]

    /// Creates a segment.
    public init(_ kind: SegmentKind, _ asns: [ASN]) {
      self.kind = kind
      self.asns = asns
    }
  }

  /// Each segment as a head (its kind, then eight bits of count) and its members, so that a path is
  /// one allocation.
  var words: [UInt32]

  /// The path without segments: of a route that its speaker originates.
  public static let empty = ASPath(words: [])

  init(words: [UInt32]) { self.words = words }

  /// Creates a path; a segment holds 1 to 255 members, and others are left out.
  public init(_ segments: [Segment]) {
    words = []
    for segment in segments where (1...255).contains(segment.asns.count) {
      words.append(ASPath.head(segment.kind, segment.asns.count))
      words.append(contentsOf: segment.asns.lazy.map(\.rawValue))
    }
  }

  static func head(_ kind: SegmentKind, _ count: Int) -> UInt32 {
    UInt32(kind.rawValue) << 8 | UInt32(truncatingIfNeeded: count)
  }

  /// The segments. O(members).
  public var segments: [Segment] {
    var segments: [Segment] = []
    eachSegment { kind, members in
      segments.append(Segment(kind, words[members].map { ASN($0) }))
    }
    return segments
  }

  /// Calls `body` with each segment's kind and the places of its members in `words`.
  @inline(__always)
  func eachSegment(_ body: (SegmentKind, Range<Int>) -> Void) {
    var position = 0
    while position < words.count {
      let head = words[position]
      let next = position + 1 + Int(head & 0xFF)
      guard let kind = SegmentKind(rawValue: UInt8(head >> 8)) else { return }
      body(kind, (position + 1)..<next)
      position = next
    }
  }

  /// The length of the path: a set counts one, a confederation nothing (RFC 4271, 9.1.2.2; RFC 5065,
  /// 5.3).
  public var hops: Int {
    var hops = 0
    eachSegment { kind, members in
      switch kind {
      case .sequence: hops += members.count
      case .set: hops += 1
      case .confederationSequence, .confederationSet: break
      }
    }
    return hops
  }

  /// The ASNs that can be the origin: the last of a final AS_SEQUENCE, or all of a final AS_SET.
  public var origins: [ASN] {
    var origins: [ASN] = []
    eachSegment { kind, members in
      switch kind {
      case .sequence: origins = [ASN(words[members.upperBound - 1])]
      case .set: origins = words[members].map { ASN($0) }
      case .confederationSequence, .confederationSet: origins = []
      }
    }
    return origins
  }

  /// The path as visibility sees it.
  public var summary: PathSummary {
    var origin: UInt32 = 0
    var first: UInt32 = 0
    eachSegment { kind, members in
      origin = kind == .sequence ? words[members.upperBound - 1] : 0
      if kind == .sequence, members.lowerBound == 1 { first = words[1] }
    }
    return PathSummary(origin: ASN(origin).isOrigin ? ASN(origin) : .zero, first: ASN(first))
  }
}
