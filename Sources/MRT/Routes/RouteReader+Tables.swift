import Net
import Wire

extension RouteReader {
  /// Reads a record of `TABLE_DUMP_V2` (RFC 6396, 4.3; RFC 8050, 4).
  mutating func readTableV2(
    _ body: RawSpan, header: MRTHeader, into sink: inout some RouteSink
  ) throws(WireError) {
    var cursor = WireCursor(body)
    switch header.subtype {
    case 1:
      let table = try PeerTable(&cursor)
      peers = table.peers
      sink.peerTable(table.peers, at: header.seconds)
    case 2, 4, 8, 10:
      try cursor.skip(4)
      let family: IPFamily = header.subtype == 2 || header.subtype == 8 ? .ipv4 : .ipv6
      let prefix = try cursor.readPrefix(family)
      try readEntries(
        body, from: cursor.offset, prefix: prefix, hasPathID: header.subtype >= 8,
        seconds: header.seconds, into: &sink)
    case 6, 12:
      try cursor.skip(4)
      let afi = try cursor.readUInt16()
      let safi = try cursor.readUInt8()
      guard safi == 1, let family = IPFamily(afi: afi) else { return }
      guard header.subtype == 12 else {
        let prefix = try cursor.readPrefix(family)
        return try readEntries(
          body, from: cursor.offset, prefix: prefix, hasPathID: false, seconds: header.seconds,
          into: &sink)
      }
      let head = try cursor.readGenericAddPath(family)
      try readEntries(
        body, from: cursor.offset, prefix: head.prefix, hasPathID: head.pathID == nil,
        sharedPathID: head.pathID ?? 0, seconds: header.seconds, into: &sink)
    case 3, 5, 9, 11, 7: break
    default: damage.record(.unknownSubtype, at: place)
    }
  }

  /// Reads the entries of a record: peer, time, attributes.
  private mutating func readEntries(
    _ body: RawSpan, from start: Int, prefix: Prefix, hasPathID: Bool, sharedPathID: UInt32 = 0,
    seconds: UInt32, into sink: inout some RouteSink
  ) throws(WireError) {
    guard let peerCount = peers?.count else {
      damage.record(.missingPeerTable, at: place)
      return
    }
    let end = body.byteCount
    guard end &- start >= 2 else { throw .truncated(at: start, needed: 2) }
    let count = Int(unsafe body.uint16(unchecked: start))
    let fixed = hasPathID ? 12 : 8
    var position = start &+ 2
    let most = min(count, (end &- position) / fixed)
    // Written through a span: an array would ask for each entry whether its memory is shared.
    var routes: [TableRoute] = []
    swap(&routes, &self.routes)
    defer { swap(&routes, &self.routes) }
    if routes.count < most {
      routes += repeatElement(
        TableRoute(peer: 0, pathID: 0, path: .empty), count: most - routes.count)
    }
    var entries = routes.mutableSpan
    var taken = 0
    for _ in 0..<count {
      guard end &- position >= fixed else { throw .truncated(at: position, needed: fixed) }
      let peer = unsafe body.uint16(unchecked: position)
      // RFC 8050, 4.1: the identifier follows the time of origination.
      let pathID = hasPathID ? unsafe body.uint32(unchecked: position &+ 6) : sharedPathID
      let length = Int(unsafe body.uint16(unchecked: position &+ fixed &- 2))
      position &+= fixed
      guard end &- position >= length else { throw .truncated(at: position, needed: length) }
      let next = position &+ length
      if Int(peer) >= peerCount {
        damage.record(.peerIndex, at: place)
      } else if let path = pathOfTable(body, from: position, until: next) {
        entries[taken] = TableRoute(peer: peer, pathID: pathID, path: path)
        taken &+= 1
      } else {
        damage.record(.treatAsWithdraw, at: place)
      }
      position = next
    }
    if position != end { damage.record(.malformedRecord, at: place) }
    sink.table(prefix, at: seconds, routes: routes.span.extracting(first: taken))
  }

  /// The path of a table's route, which stands in four octets; nothing when it cannot be read.
  ///
  /// What follows the AS_PATH is passed over: a table holds what a router accepted, so of its
  /// attributes only the one that is used is checked.
  @inline(__always)
  private func pathOfTable(_ body: RawSpan, from start: Int, until end: Int) -> PathSummary? {
    var position = start
    while end &- position >= 3 {
      let flags = unsafe body.octet(unchecked: position)
      let type = unsafe body.octet(unchecked: position &+ 1)
      var length = Int(unsafe body.octet(unchecked: position &+ 2))
      position &+= 3
      if flags & 0x10 != 0 {
        guard position < end else { return nil }
        length = length << 8 | Int(unsafe body.octet(unchecked: position))
        position &+= 1
      }
      guard end &- position >= length else { return nil }
      if type == 2 {
        return PathSummary(body, from: position, until: position &+ length, width: 4)
      }
      position &+= length
    }
    return position == end ? .empty : nil
  }

  /// Reads a record of `TABLE_DUMP` (RFC 6396, 4.2); subtypes 3 and 4 are those of 32-bit ASNs.
  mutating func readTable(
    _ body: RawSpan, header: MRTHeader, into sink: inout some RouteSink
  ) throws(WireError) {
    guard (1...4).contains(header.subtype) else {
      damage.record(.unknownSubtype, at: place)
      return
    }
    let family: IPFamily = header.subtype & 1 == 1 ? .ipv4 : .ipv6
    let width = header.subtype > 2 ? 4 : 2
    var cursor = WireCursor(body)
    try cursor.skip(4)
    let address = try cursor.readAddress(family)
    let length = try cursor.readUInt8()
    guard length <= family.bits else { throw .malformed(at: cursor.offset - 1) }
    try cursor.skip(5)
    let peerAddress = try cursor.readAddress(family)
    let asn = width == 2 ? UInt32(try cursor.readUInt16()) : try cursor.readUInt32()
    let size = Int(try cursor.readUInt16())
    try cursor.require(size)
    let prefix = Prefix(
      high: address.high, low: address.low, length: length, family: family)
    var attributes = RouteAttributes(width: width, isTable: true)
    attributes.scan(body, from: cursor.offset, until: cursor.offset + size)
    guard let path = attributes.path(body), !attributes.isUnusable else {
      damage.record(.treatAsWithdraw, at: place)
      return
    }
    sink.table(
      prefix, at: header.seconds, peer: RoutePeer(address: peerAddress, asn: ASN(asn)),
      route: TableRoute(peer: 0, pathID: 0, path: path))
  }
}
