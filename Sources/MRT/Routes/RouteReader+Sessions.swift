import Net
import Wire

extension RouteReader {
  /// Reads a record of `BGP4MP` (RFC 6396, 4.4; RFC 8050, 3), behind the microseconds of `_ET`.
  mutating func readSession(
    _ body: RawSpan, header: MRTHeader, into sink: inout some RouteSink
  ) throws(WireError) {
    let subtype = header.subtype
    switch subtype {
    case 0, 1, 4, 5, 8, 9: break
    // What the collector itself sent, and its old forms of tables, say nothing of a peer's routes.
    case 2, 3, 6, 7, 10, 11: return
    default:
      damage.record(.unknownSubtype, at: place)
      return
    }
    let width = subtype == 4 || subtype == 5 || subtype == 9 ? 4 : 2
    // Both numbers, the interface and the family; then both addresses, checked at once.
    let fixed = 2 &* width &+ 4
    guard body.byteCount >= fixed else { throw .truncated(at: 0, needed: fixed) }
    let asn = body.asn(at: 0, width: width)
    let afi = unsafe body.uint16(unchecked: fixed &- 2)
    guard let family = IPFamily(afi: afi) else {
      throw .unsupported(at: fixed - 2, code: Int(afi))
    }
    let message = fixed &+ 2 &* family.octets
    guard body.byteCount >= message else { throw .truncated(at: fixed, needed: message - fixed) }
    sink.heard(
      RoutePeer(address: unsafe body.address(unchecked: fixed, family), asn: ASN(asn)),
      at: header.seconds)
    if subtype == 0 || subtype == 5 {
      guard body.byteCount &- message >= 4 else {
        damage.record(.malformedRecord, at: place)
        sink.unreadable()
        return
      }
      let old = unsafe body.uint16(unchecked: message)
      let new = unsafe body.uint16(unchecked: message &+ 2)
      if let change = SessionChange(from: old, to: new) { sink.session(change) }
      return
    }
    readMessage(body, from: message, width: width, hasPathID: subtype >= 8, into: &sink)
  }

  /// Reads a BGP message (RFC 4271, 4).
  private mutating func readMessage(
    _ body: RawSpan, from start: Int, width: Int, hasPathID: Bool, into sink: inout some RouteSink
  ) {
    guard body.byteCount &- start >= 19 else { return refuseMessage(&sink) }
    let length = Int(unsafe body.uint16(unchecked: start &+ 16))
    guard length >= 19, length <= body.byteCount &- start else { return refuseMessage(&sink) }
    let end = start &+ length
    switch unsafe body.octet(unchecked: start &+ 18) {
    case 1, 3: sink.session(.reset)
    case 2:
      readUpdate(
        body, from: start &+ 19, until: end, width: width, hasPathID: hasPathID, into: &sink)
    case 4, 5: break
    default: refuseMessage(&sink)
    }
  }

  private mutating func refuseMessage(_ sink: inout some RouteSink) {
    damage.record(.malformedMessage, at: place)
    sink.unreadable()
  }

  /// Reads the body of an UPDATE (RFC 4271, 4.3): what it withdraws comes first.
  mutating func readUpdate(
    _ body: RawSpan, from start: Int, until end: Int, width: Int, hasPathID: Bool,
    into sink: inout some RouteSink
  ) {
    guard end &- start >= 4 else { return refuseMessage(&sink) }
    let withdrawn = start &+ 2
    let withdrawnEnd = withdrawn &+ Int(unsafe body.uint16(unchecked: start))
    guard end &- withdrawnEnd >= 2 else { return refuseMessage(&sink) }
    let list = withdrawnEnd &+ 2
    let listEnd = list &+ Int(unsafe body.uint16(unchecked: withdrawnEnd))
    guard listEnd <= end else { return refuseMessage(&sink) }

    var attributes = RouteAttributes(width: width, isTable: false)
    attributes.scan(body, from: list, until: listEnd)
    if attributes.discarded > 0 { damage.record(.discardedAttribute, at: place) }

    withdraw(body, withdrawn..<withdrawnEnd, .ipv4, hasPathID, &sink)
    if let unreach = attributes.unreach, let family = family(body, of: unreach, least: 3) {
      withdraw(body, (unreach.lowerBound &+ 3)..<unreach.upperBound, family, hasPathID, &sink)
    }
    guard listEnd < end || attributes.reach != nil || attributes.isBroken else { return }

    let path = attributes.path(body)
    let isUsable =
      path != nil && !attributes.isUnusable && attributes.isComplete
      && (listEnd == end || attributes.hasNextHop)
    if !isUsable { damage.record(.treatAsWithdraw, at: place) }
    if attributes.isBroken, listEnd == end || attributes.reach != nil { sink.unreadable() }
    let summary = isUsable ? path : nil
    announce(body, listEnd..<end, .ipv4, hasPathID, summary, &sink)
    if let reach = attributes.reach, let family = family(body, of: reach, least: 5) {
      let nextHop = Int(unsafe body.octet(unchecked: reach.lowerBound &+ 3))
      let nlri = reach.lowerBound &+ 5 &+ nextHop
      guard nlri <= reach.upperBound else { return refusePrefixes(&sink) }
      announce(body, nlri..<reach.upperBound, family, hasPathID, summary, &sink)
    }
  }

  /// The family of a multiprotocol attribute; nothing where it is not unicast or too short.
  private func family(_ body: RawSpan, of range: Range<Int>, least: Int) -> IPFamily? {
    guard range.count >= least else { return nil }
    guard unsafe body.octet(unchecked: range.lowerBound &+ 2) == 1 else { return nil }
    return IPFamily(afi: unsafe body.uint16(unchecked: range.lowerBound))
  }

  private mutating func refusePrefixes(_ sink: inout some RouteSink) {
    damage.record(.malformedPrefix, at: place)
    sink.unreadable()
  }

  private mutating func withdraw(
    _ body: RawSpan, _ range: Range<Int>, _ family: IPFamily, _ hasPathID: Bool,
    _ sink: inout some RouteSink
  ) {
    guard !range.isEmpty else { return }
    guard areReadable(body, range, family, hasPathID) else { return refusePrefixes(&sink) }
    eachPrefix(body, range, family, hasPathID) { prefix, pathID in
      sink.withdraw(prefix, pathID: pathID)
    }
  }

  /// Announces prefixes, or withdraws them where their attributes cannot be used.
  private mutating func announce(
    _ body: RawSpan, _ range: Range<Int>, _ family: IPFamily, _ hasPathID: Bool,
    _ path: PathSummary?, _ sink: inout some RouteSink
  ) {
    guard !range.isEmpty else { return }
    guard let path else { return withdraw(body, range, family, hasPathID, &sink) }
    if !hasPathID, let prefix = onlyPrefix(body, range, family) {
      sink.announce(prefix, pathID: 0, path: path)
      return
    }
    guard areReadable(body, range, family, hasPathID) else { return refusePrefixes(&sink) }
    eachPrefix(body, range, family, hasPathID) { prefix, pathID in
      sink.announce(prefix, pathID: pathID, path: path)
    }
  }

  /// The prefix of a list that holds no other: most lists do, and need not be passed twice.
  @inline(__always)
  private func onlyPrefix(_ body: RawSpan, _ range: Range<Int>, _ family: IPFamily) -> Prefix? {
    let length = Int(unsafe body.octet(unchecked: range.lowerBound))
    let octets = (length &+ 7) / 8
    let start = range.lowerBound &+ 1
    guard range.upperBound &- start == octets, octets <= 8, length <= family.bits,
      body.byteCount &- start >= 8 || start >= 8
    else { return nil }
    // Eight octets are loaded whole: those behind the prefix, or near the end those before it.
    let bits =
      body.byteCount &- start >= 8
      ? unsafe body.uint64(unchecked: start)
      : unsafe body.uint64(unchecked: body.byteCount &- 8)
        << UInt64(8 &* (8 &- (body.byteCount &- start)))
    return Prefix(high: bits, length: UInt8(length), family: family)
  }

  /// Whether a list of prefixes can be read to its end, so that a list that cannot changes nothing.
  private func areReadable(
    _ body: RawSpan, _ range: Range<Int>, _ family: IPFamily, _ hasPathID: Bool
  ) -> Bool {
    var position = range.lowerBound
    let lead = hasPathID ? 4 : 0
    while position < range.upperBound {
      guard range.upperBound &- position > lead else { return false }
      let length = Int(unsafe body.octet(unchecked: position &+ lead))
      guard length <= family.bits else { return false }
      position &+= lead &+ 1 &+ (length &+ 7) / 8
    }
    return position == range.upperBound
  }

  /// Reads a list of prefixes that is known to be readable.
  @inline(__always)
  private func eachPrefix(
    _ body: RawSpan, _ range: Range<Int>, _ family: IPFamily, _ hasPathID: Bool,
    _ take: (Prefix, UInt32) -> Void
  ) {
    var cursor = WireCursor(
      unsafe body.extracting(unchecked: Range(uncheckedBounds: (range.lowerBound, body.byteCount))))
    let rest = body.byteCount &- range.upperBound
    while cursor.remaining > rest {
      let pathID = hasPathID ? (try? cursor.readUInt32()) ?? 0 : 0
      guard let prefix = try? cursor.readPrefix(family) else { return }
      take(prefix, pathID)
    }
  }

  /// Reads a record of the first format: an UPDATE without its header (RFC 6396, appendix B.2.3).
  mutating func readFirstFormat(
    _ body: RawSpan, header: MRTHeader, into sink: inout some RouteSink
  ) throws(WireError) {
    var cursor = WireCursor(body)
    switch header.subtype {
    case 1, 3, 5, 6, 7:
      let asn = try cursor.readUInt16()
      let peer = RoutePeer(address: try cursor.readAddress(.ipv4), asn: ASN(UInt32(asn)))
      try cursor.skip(header.subtype == 3 ? 0 : 6)
      sink.heard(peer, at: header.seconds)
      switch header.subtype {
      case 1:
        readUpdate(
          body, from: cursor.offset, until: body.byteCount, width: 2, hasPathID: false,
          into: &sink)
      case 5, 6: sink.session(.reset)
      case 3:
        let old = try cursor.readUInt16()
        let new = try cursor.readUInt16()
        if let change = SessionChange(from: old, to: new) { sink.session(change) }
      default: break
      }
    case 0, 2, 4: break
    default: damage.record(.unknownSubtype, at: place)
    }
  }
}
