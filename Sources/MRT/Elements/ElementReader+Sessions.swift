import Net
import Wire

extension ElementReader {
  /// Reads a record of `BGP4MP` (RFC 6396, 4.4; RFC 8050, 3), behind the microseconds of `_ET`.
  @_lifetime(cursor: copy cursor)
  mutating func readSession(
    _ cursor: inout WireCursor, _ context: RecordContext, _ body: RawSpan,
    into sink: inout some ElementSink
  ) throws(WireError) {
    var context = context
    let subtype = context.header.subtype
    switch subtype {
    case 0, 1, 6, 8, 10: context.width = 2
    case 4, 5, 7, 9, 11: context.width = 4
    // The old forms of tables, which name files or leave out the peer.
    case 2, 3: return
    default:
      damage.record(.unknownSubtype, at: place)
      return
    }
    context.isLocal = subtype == 6 || subtype == 7 || subtype >= 10
    context.hasPathID = subtype >= 8
    let asn = context.width == 2 ? UInt32(try cursor.readUInt16()) : try cursor.readUInt32()
    try cursor.skip(context.width + 2)
    let afi = try cursor.readUInt16()
    guard let family = IPFamily(afi: afi) else {
      throw .unsupported(at: cursor.offset - 2, code: Int(afi))
    }
    context.peer = RoutePeer(address: try cursor.readAddress(family), asn: ASN(asn))
    try cursor.skip(family.octets)
    if subtype == 0 || subtype == 5 {
      let old = try cursor.readUInt16()
      sink.element(context.element(.stateChange(from: old, to: try cursor.readUInt16())))
      return
    }
    readMessage(&cursor, context, body, into: &sink)
  }

  /// Reads a BGP message (RFC 4271, 4).
  @_lifetime(cursor: copy cursor)
  private mutating func readMessage(
    _ cursor: inout WireCursor, _ context: RecordContext, _ body: RawSpan,
    into sink: inout some ElementSink
  ) {
    let available = cursor.remaining
    guard (try? cursor.skip(16)) != nil, let length = try? cursor.readUInt16(),
      let code = try? cursor.readUInt8(), length >= 19, length <= available,
      let type = BGPMessageType(rawValue: code), var message = try? cursor.split(Int(length) - 19)
    else { return refuseMessage(&sink) }
    if type == .update {
      readUpdate(&message, context, body, into: &sink)
    } else {
      sink.element(context.element(.message(type)))
    }
  }

  private mutating func refuseMessage(_ sink: inout some ElementSink) {
    damage.record(.malformedMessage, at: place)
    sink.unreadable()
  }

  /// Reads the body of an UPDATE (RFC 4271, 4.3): what it withdraws comes first.
  @_lifetime(cursor: copy cursor)
  mutating func readUpdate(
    _ cursor: inout WireCursor, _ context: RecordContext, _ body: RawSpan,
    into sink: inout some ElementSink
  ) {
    guard let withdrawnLength = try? cursor.readUInt16(),
      let withdrawn = try? cursor.split(Int(withdrawnLength)),
      let listLength = try? cursor.readUInt16(), var list = try? cursor.split(Int(listLength))
    else { return refuseMessage(&sink) }
    let hasRoutes = !cursor.isAtEnd
    var scan = AttributeScan(width: context.width, isTable: false)
    scan.scan(&list)
    if scan.discarded > 0 { damage.record(.discardedAttribute, at: place) }

    withdraw(withdrawn, .ipv4Unicast, context, &sink)
    if let unreach = scan.unreach {
      var value = WireCursor(part(unreach, of: body))
      if let family = try? MultiprotocolUnreach.read(&value) {
        withdraw(value, family, context, &sink)
      }
    }
    guard hasRoutes || scan.reach != nil || scan.isBroken else { return }

    let isUsable =
      !scan.isUnusable && scan.isComplete && (!hasRoutes || scan.hasNextHop)
    if !isUsable { damage.record(.treatAsWithdraw, at: place) }
    if scan.isBroken, !hasRoutes || scan.reach != nil { sink.unreadable() }
    let attributes = isUsable ? scan.attributes : nil
    announce(cursor, .ipv4Unicast, context, attributes, &sink)
    if let reach = scan.reach { announceReach(reach, context, attributes, body, &sink) }
  }

  /// Announces the prefixes of MP_REACH_NLRI.
  private mutating func announceReach(
    _ reach: Range<Int>, _ context: RecordContext, _ attributes: PathAttributes?, _ body: RawSpan,
    _ sink: inout some ElementSink
  ) {
    var value = WireCursor(part(reach, of: body))
    var head = value
    guard reach.count >= 5, let afi = try? head.readUInt16(), let safi = try? head.readUInt8(),
      AddressFamily(afi: afi, safi: safi).prefixes != nil
    else { return }
    guard let read = try? MultiprotocolReach.read(&value), let family = read.family else {
      return refusePrefixes(&sink)
    }
    announce(value, family, context, attributes, &sink)
  }

  @_lifetime(copy body)
  private func part(_ range: Range<Int>, of body: RawSpan) -> RawSpan {
    unsafe body.extracting(
      unchecked: Range(uncheckedBounds: (range.lowerBound, range.upperBound)))
  }

  private mutating func refusePrefixes(_ sink: inout some ElementSink) {
    damage.record(.malformedPrefix, at: place)
    sink.unreadable()
  }

  private mutating func withdraw(
    _ list: WireCursor, _ family: AddressFamily, _ context: RecordContext,
    _ sink: inout some ElementSink
  ) {
    each(list, .withdrawal, family, context, nil, &sink)
  }

  /// Announces prefixes, or withdraws them where their attributes cannot be used.
  private mutating func announce(
    _ list: WireCursor, _ family: AddressFamily, _ context: RecordContext,
    _ attributes: PathAttributes?, _ sink: inout some ElementSink
  ) {
    let kind: MRTElement.Kind = attributes == nil ? .withdrawal : .announcement
    each(list, kind, family, context, attributes, &sink)
  }

  /// Gives an element for each prefix of a list. One that cannot be read to its end is a finding, and
  /// the prefixes before the break bear a mark (RFC 7606, 5.3).
  private mutating func each(
    _ list: WireCursor, _ kind: MRTElement.Kind, _ family: AddressFamily,
    _ context: RecordContext, _ attributes: PathAttributes?, _ sink: inout some ElementSink
  ) {
    guard let version = family.prefixes, !list.isAtEnd else { return }
    let isBroken = !isReadable(list, version, hasPathID: context.hasPathID)
    if isBroken { refusePrefixes(&sink) }
    var list = list
    while !list.isAtEnd {
      let pathID = context.hasPathID ? try? list.readUInt32() : nil
      guard let prefix = try? list.readPrefix(version) else { return }
      sink.element(
        context.element(
          kind, prefix: prefix, isMulticast: family.safi == 2, pathID: pathID,
          isOfBrokenList: isBroken, attributes: attributes))
    }
  }

  private func isReadable(_ list: WireCursor, _ version: IPFamily, hasPathID: Bool) -> Bool {
    var list = list
    while !list.isAtEnd {
      guard !hasPathID || (try? list.skip(4)) != nil, (try? list.readPrefix(version)) != nil
      else { return false }
    }
    return true
  }
}
