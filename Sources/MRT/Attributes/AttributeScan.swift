import Net
import Wire

/// Reads a list of path attributes, and says whether its routes can be used (RFC 7606, 3 and 7).
///
/// A table's attributes have passed a router already: of them only an AS_PATH that cannot be read
/// costs the route.
struct AttributeScan {
  /// The octets of an ASN in AS_PATH.
  let width: Int
  /// Whether they are of a table.
  let isTable: Bool
  /// What could be read.
  private(set) var attributes = PathAttributes()
  /// Where MP_REACH_NLRI stands, or nothing.
  private(set) var reach: Range<Int>?
  /// Where MP_UNREACH_NLRI stands, or nothing.
  private(set) var unreach: Range<Int>?
  /// Whether the routes count as withdrawn.
  private(set) var isUnusable = false
  /// Whether prefixes may have been missed: the list broke off, or names some twice.
  private(set) var isBroken = false
  /// Whether the list broke off.
  private(set) var isCutShort = false
  /// Whether an AS_PATH stands whose segments cannot be read.
  private(set) var isPathMalformed = false
  /// Whether an AS_PATH stands, readable or not.
  private(set) var hasPath = false
  /// Whether an AS4_PATH stands, readable or not.
  private var hasAS4Path = false
  /// Whether an ORIGIN stands, readable or not.
  private(set) var hasOrigin = false
  /// Whether a NEXT_HOP stands, readable or not.
  private(set) var hasNextHop = false
  /// The attributes that could not be read and are not needed.
  private(set) var discarded = 0

  init(width: Int, isTable: Bool) {
    self.width = width
    self.isTable = isTable
  }

  /// Whether what every announcement must bear is there (RFC 7606, 3 d).
  var isComplete: Bool { hasOrigin && hasPath }

  /// Reads the list, to the end of the cursor.
  @_lifetime(list: copy list)
  mutating func scan(_ list: inout WireCursor) {
    while !list.isAtEnd {
      guard let flags = try? list.readUInt8(), let code = try? list.readUInt8(),
        let length = flags & AttributeFlags.extendedLength == 0
          ? (try? list.readUInt8()).map({ Int($0) })
          : (try? list.readUInt16()).map({ Int($0) }),
        length <= list.remaining, var value = try? list.split(length)
      else {
        isBroken = true
        isCutShort = true
        if !isTable || !hasPath { isUnusable = true }
        break
      }
      take(code, flags: flags, &value)
    }
    merge()
  }

  @_lifetime(value: copy value)
  private mutating func take(_ code: UInt8, flags: UInt8, _ value: inout WireCursor) {
    let start = value.offset
    let end = start + value.remaining
    switch code {
    case RouteOrigin.code:
      hasOrigin = true
      read(RouteOrigin.self, flags, &value) { $0.origin = $0.origin ?? $1 }
    case ASPath.code: readPath(flags, &value)
    case NextHop.code:
      hasNextHop = true
      read(NextHop.self, flags, &value) { $0.nextHop = $0.nextHop ?? $1 }
    case MultiExitDiscriminator.code:
      read(MultiExitDiscriminator.self, flags, &value) {
        $0.multiExitDiscriminator = $0.multiExitDiscriminator ?? $1
      }
    case LocalPreference.code:
      read(LocalPreference.self, flags, &value) {
        $0.localPreference = $0.localPreference ?? $1
      }
    case AtomicAggregate.code:
      attributes.isAtomicAggregate = true
      read(AtomicAggregate.self, flags, &value) { _, _ in }
    case Aggregator.code:
      read(Aggregator.self, flags, &value) { $0.aggregator = $0.aggregator ?? $1 }
    case Community.code:
      read(Community.self, flags, &value) { if $0.communities.isEmpty { $0.communities = $1 } }
    case OriginatorID.code:
      read(OriginatorID.self, flags, &value) { $0.originatorID = $0.originatorID ?? $1 }
    case ClusterList.code:
      read(ClusterList.self, flags, &value) { if $0.clusterList.isEmpty { $0.clusterList = $1 } }
    case MultiprotocolReach.code: takeReach(start..<end, flags, &value)
    case MultiprotocolUnreach.code:
      if unreach != nil { isBroken = true }
      unreach = start..<end
      require(flags & AttributeFlags.mask == AttributeFlags.optional)
    case ExtendedCommunity.code:
      read(ExtendedCommunity.self, flags, &value) {
        if $0.extendedCommunities.isEmpty { $0.extendedCommunities = $1 }
      }
    case AS4Path.code:
      guard !hasAS4Path else { return }
      hasAS4Path = true
      read(AS4Path.self, flags, &value) { $0.as4Path = $1 }
    case AS4Aggregator.code:
      read(AS4Aggregator.self, flags, &value) { $0.as4Aggregator = $0.as4Aggregator ?? $1 }
    case LargeCommunity.code:
      read(LargeCommunity.self, flags, &value) {
        if $0.largeCommunities.isEmpty { $0.largeCommunities = $1 }
      }
    default:
      attributes.others.append(RawAttribute(flags: flags, code: code, value: value.copyRest()))
    }
  }

  /// Reads one attribute; `store` keeps its value unless one stands already, for of an attribute
  /// that stands twice the first counts (RFC 7606, 3 g).
  @_lifetime(value: copy value)
  @inline(__always)
  private mutating func read<A: PathAttribute>(
    _ attribute: A.Type, _ flags: UInt8, _ value: inout WireCursor,
    _ store: (inout PathAttributes, A.Value) -> Void
  ) {
    if let expected = A.flags { require(flags & AttributeFlags.mask == expected) }
    do {
      store(&attributes, try A.read(&value, width: width))
    } catch {
      if A.withdrawsWhenMalformed, !isTable { isUnusable = true } else { discarded += 1 }
    }
  }

  @_lifetime(value: copy value)
  private mutating func readPath(_ flags: UInt8, _ value: inout WireCursor) {
    require(flags & AttributeFlags.mask == AttributeFlags.wellKnown)
    guard !hasPath else { return }
    hasPath = true
    do {
      attributes.asPath = try ASPath.read(&value, width: width)
    } catch {
      isPathMalformed = true
      isUnusable = true
    }
  }

  /// Twice is an error after which nothing of the message can be trusted (RFC 7606, 3 g).
  @_lifetime(value: copy value)
  private mutating func takeReach(_ range: Range<Int>, _ flags: UInt8, _ value: inout WireCursor) {
    if reach != nil { isBroken = true }
    reach = range
    require(flags & AttributeFlags.mask == AttributeFlags.optional)
    attributes.reach =
      isTable
      ? try? MultiprotocolReach.readTable(&value) : try? MultiprotocolReach.read(&value)
  }

  private mutating func require(_ isRight: Bool) {
    if !isRight, !isTable { isUnusable = true }
  }

  /// Merges what a speaker of two octets passed along (RFC 6793, 4.2.3).
  private mutating func merge() {
    guard width == 2 else { return }
    if let as4 = attributes.as4Aggregator, let old = attributes.aggregator {
      // An aggregator that knows no four octets has come since: both attributes are stale.
      guard old.asn == .transition else { return }
      attributes.aggregator = as4
    }
    if let as4 = attributes.as4Path, let old = attributes.asPath {
      attributes.asPath = old.merged(with: as4)
    }
  }
}
