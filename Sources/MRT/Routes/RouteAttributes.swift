import Net
import Wire

/// Where the attributes that visibility needs stand in a message, and whether they can be used.
///
/// The checks are those of RFC 7606, 3 and 7, by which a router would have taken the routes of the
/// message as withdrawn. A table's attributes have passed a router already and are not checked.
struct RouteAttributes {
  /// The octets of an ASN in AS_PATH.
  let width: Int
  /// Whether they are of a table.
  let isTable: Bool
  /// Where MP_REACH_NLRI stands, or nothing.
  private(set) var reach: Range<Int>?
  /// Where MP_UNREACH_NLRI stands, or nothing.
  private(set) var unreach: Range<Int>?
  /// Whether the routes count as withdrawn.
  private(set) var isUnusable = false
  /// Whether the list of attributes broke off, so that prefixes may have been missed.
  private(set) var isBroken = false
  /// The attributes that could not be read and are not needed.
  private(set) var discarded = 0

  private var asPath: Range<Int>?
  private var as4Path: Range<Int>?
  private var aggregator: UInt32?
  private var hasAS4Aggregator = false
  private var hasOrigin = false
  private(set) var hasNextHop = false

  init(width: Int, isTable: Bool) {
    self.width = width
    self.isTable = isTable
  }

  /// Whether what every announcement must bear is there (RFC 7606, 3 d).
  var isComplete: Bool { hasOrigin && asPath != nil }

  /// Reads the list of attributes.
  mutating func scan(_ bytes: RawSpan, from start: Int, until end: Int) {
    var position = start
    while position < end {
      guard end &- position >= 3 else { return breakOff() }
      let flags = unsafe bytes.octet(unchecked: position)
      let type = unsafe bytes.octet(unchecked: position &+ 1)
      var length = Int(unsafe bytes.octet(unchecked: position &+ 2))
      position &+= 3
      if flags & 0x10 != 0 {
        guard position < end else { return breakOff() }
        length = length << 8 | Int(unsafe bytes.octet(unchecked: position))
        position &+= 1
      }
      guard end &- position >= length else { return breakOff() }
      take(type, flags: flags, bytes, from: position, length: length)
      position &+= length
    }
  }

  private mutating func breakOff() {
    isBroken = true
    isUnusable = true
  }

  @inline(__always)
  private mutating func take(
    _ type: UInt8, flags: UInt8, _ bytes: RawSpan, from start: Int, length: Int
  ) {
    let range = unsafe Range(uncheckedBounds: (start, start &+ length))
    switch type {
    case 1:
      hasOrigin = true
      require(flags & 0xC0 == 0x40 && length == 1)
      if length == 1 { unsafe require(bytes.octet(unchecked: start) <= 2) }
    case 2:
      // Of an attribute that stands twice the first counts (RFC 7606, 3 g).
      if asPath == nil { asPath = range }
      require(flags & 0xC0 == 0x40)
    case 3:
      hasNextHop = true
      require(flags & 0xC0 == 0x40 && length == 4)
    case 4: require(flags & 0xC0 == 0x80 && length == 4)
    case 5: require(flags & 0xC0 == 0x40)
    case 6:
      require(flags & 0xC0 == 0x40)
      if length != 0 { discarded += 1 }
    case 7:
      require(flags & 0xC0 == 0xC0)
      if length == width &+ 4 {
        if aggregator == nil { aggregator = bytes.asn(at: start, width: width) }
      } else {
        discarded += 1
      }
    case 8: require(flags & 0xC0 == 0xC0 && length > 0 && length & 3 == 0)
    case 14: takeReach(range, isRight: flags & 0xC0 == 0x80)
    case 15: takeUnreach(range, isRight: flags & 0xC0 == 0x80)
    case 16: require(flags & 0xC0 == 0xC0 && length > 0 && length & 7 == 0)
    case 17: if as4Path == nil { as4Path = range }
    case 18: if length == 8 { hasAS4Aggregator = true }
    case 32: require(flags & 0xC0 == 0xC0 && length > 0 && length % 12 == 0)
    default: break
    }
  }

  @inline(__always)
  private mutating func require(_ isRight: Bool) {
    if !isRight, !isTable { isUnusable = true }
  }

  /// Twice is an error after which nothing of the message can be trusted (RFC 7606, 3 g).
  private mutating func takeReach(_ range: Range<Int>, isRight: Bool) {
    if reach != nil { isBroken = true }
    reach = range
    require(isRight)
  }

  private mutating func takeUnreach(_ range: Range<Int>, isRight: Bool) {
    if unreach != nil { isBroken = true }
    unreach = range
    require(isRight)
  }

  /// The path after the merge of AS4_PATH (RFC 6793, 4.2.3); nothing when AS_PATH is malformed.
  func path(_ bytes: RawSpan) -> PathSummary? {
    guard let asPath else { return .empty }
    guard
      let old = PathSummary(
        bytes, from: asPath.lowerBound, until: asPath.upperBound, width: width)
    else { return nil }
    guard width == 2, let as4Path else { return old }
    // An aggregator that knows four octets has overwritten the path: AS4_PATH is stale.
    if hasAS4Aggregator, let aggregator, aggregator != ASN.transition.rawValue { return old }
    guard
      let new = PathSummary(
        bytes, from: as4Path.lowerBound, until: as4Path.upperBound, width: 4)
    else { return old }
    let oldCount = hops(bytes, asPath, width: 2)
    let newCount = hops(bytes, as4Path, width: 4)
    guard newCount > 0, oldCount >= newCount else { return old }
    // A confederation in front goes along (RFC 6793, 4.2.3), and then nobody is the first.
    let lead = unsafe bytes.octet(unchecked: asPath.lowerBound)
    let isReplaced = oldCount == newCount && lead < 3
    return PathSummary(origin: new.origin, first: isReplaced ? new.first : old.first)
  }

  /// The length of a well-formed path: a set counts one, a confederation nothing (RFC 4271, 9.1.2.2;
  /// RFC 5065, 5.3).
  private func hops(_ bytes: RawSpan, _ range: Range<Int>, width: Int) -> Int {
    var position = range.lowerBound
    var count = 0
    while position < range.upperBound {
      let type = unsafe bytes.octet(unchecked: position)
      let length = Int(unsafe bytes.octet(unchecked: position &+ 1))
      count += type == 2 ? length : type == 1 ? 1 : 0
      position &+= 2 &+ length &* width
    }
    return count
  }
}
