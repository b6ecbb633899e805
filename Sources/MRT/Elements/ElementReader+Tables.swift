import Net
import Wire

extension ElementReader {
  /// Reads a record of `TABLE_DUMP_V2` (RFC 6396, 4.3; RFC 8050, 4).
  @_lifetime(cursor: copy cursor)
  mutating func readTableV2(
    _ cursor: inout WireCursor, header: MRTHeader, into sink: inout some ElementSink
  ) throws(WireError) {
    switch header.subtype {
    case 1:
      let table = try PeerTable(&cursor)
      peers = table.peers
      sink.peerTable(table.peers)
    case 2...5, 8...11:
      try cursor.skip(4)
      let kind = header.subtype > 5 ? header.subtype - 6 : header.subtype
      let prefix = try cursor.readPrefix(kind < 4 ? .ipv4 : .ipv6)
      let form = TableForm(
        prefix: prefix, isMulticast: kind & 1 == 1, hasPathID: header.subtype >= 8)
      try readEntries(&cursor, form, header: header, into: &sink)
    case 6: try readGeneric(&cursor, header: header, into: &sink)
    case 12: try readGenericAddPath(&cursor, header: header, into: &sink)
    // GEO_PEER_TABLE (RFC 6397) says where peers are, and nothing of routes.
    case 7: break
    default: damage.record(.unknownSubtype, at: place)
    }
  }

  /// What holds for all entries of a record.
  private struct TableForm {
    let prefix: Prefix
    let isMulticast: Bool
    /// Whether each entry bears a path identifier (RFC 8050, 4.1).
    let hasPathID: Bool
    /// The path identifier of the record's prefix, which all its entries share.
    var pathID: UInt32?
  }

  /// Reads `RIB_GENERIC` (RFC 6396, 4.3.3).
  @_lifetime(cursor: copy cursor)
  private mutating func readGeneric(
    _ cursor: inout WireCursor, header: MRTHeader, into sink: inout some ElementSink
  ) throws(WireError) {
    try cursor.skip(4)
    let address = AddressFamily(afi: try cursor.readUInt16(), safi: try cursor.readUInt8())
    guard let family = address.prefixes else { return }
    let form = TableForm(
      prefix: try cursor.readPrefix(family), isMulticast: address.safi == 2, hasPathID: false)
    try readEntries(&cursor, form, header: header, into: &sink)
  }

  /// Reads `RIB_GENERIC_ADDPATH` (RFC 8050, 4.3).
  @_lifetime(cursor: copy cursor)
  private mutating func readGenericAddPath(
    _ cursor: inout WireCursor, header: MRTHeader, into sink: inout some ElementSink
  ) throws(WireError) {
    try cursor.skip(4)
    let address = AddressFamily(afi: try cursor.readUInt16(), safi: try cursor.readUInt8())
    guard let family = address.prefixes else { return }
    let head = try cursor.readGenericAddPath(family)
    let form = TableForm(
      prefix: head.prefix, isMulticast: address.safi == 2, hasPathID: head.pathID == nil,
      pathID: head.pathID)
    try readEntries(&cursor, form, header: header, into: &sink)
  }

  /// Reads the entries of a record, all or none: peer, time, attributes (RFC 6396, 4.3.4).
  @_lifetime(cursor: copy cursor)
  private mutating func readEntries(
    _ cursor: inout WireCursor, _ form: TableForm, header: MRTHeader,
    into sink: inout some ElementSink
  ) throws(WireError) {
    guard let peers else {
      damage.record(.missingPeerTable, at: place)
      return
    }
    var trial = cursor
    let count = try trial.skipTableEntries(hasPathID: form.hasPathID)
    if !trial.isAtEnd { damage.record(.malformedRecord, at: place) }
    try cursor.skip(2)
    for _ in 0..<count {
      let index = Int(try cursor.readUInt16())
      let originated = try cursor.readUInt32()
      let pathID = form.hasPathID ? try cursor.readUInt32() : form.pathID
      let length = Int(try cursor.readUInt16())
      var list = try cursor.split(length)
      guard index < peers.count else {
        damage.record(.peerIndex, at: place)
        continue
      }
      var scan = AttributeScan(width: 4, isTable: true)
      scan.scan(&list)
      if scan.discarded > 0 { damage.record(.discardedAttribute, at: place) }
      guard !scan.isUnusable else {
        damage.record(.treatAsWithdraw, at: place)
        continue
      }
      sink.element(
        MRTElement(
          kind: .tableEntry, recordType: header.type, seconds: header.seconds,
          peer: peers[index], prefix: form.prefix, isMulticast: form.isMulticast,
          pathID: pathID, originated: originated, attributes: scan.attributes))
    }
  }

  /// Reads a record of `TABLE_DUMP` (RFC 6396, 4.2); subtypes 3 and 4 are those of 32-bit ASNs.
  @_lifetime(cursor: copy cursor)
  mutating func readTable(
    _ cursor: inout WireCursor, header: MRTHeader, into sink: inout some ElementSink
  ) throws(WireError) {
    guard (1...4).contains(header.subtype) else {
      damage.record(.unknownSubtype, at: place)
      return
    }
    let family: IPFamily = header.subtype & 1 == 1 ? .ipv4 : .ipv6
    let width = header.subtype > 2 ? 4 : 2
    try cursor.skip(4)
    let address = try cursor.readAddress(family)
    let length = try cursor.readUInt8()
    guard length <= family.bits else { throw .malformed(at: cursor.offset - 1) }
    try cursor.skip(1)
    let originated = try cursor.readUInt32()
    let peer = try cursor.readAddress(family)
    let asn = width == 2 ? UInt32(try cursor.readUInt16()) : try cursor.readUInt32()
    let size = Int(try cursor.readUInt16())
    var list = try cursor.split(size)
    var scan = AttributeScan(width: width, isTable: true)
    scan.scan(&list)
    if scan.discarded > 0 { damage.record(.discardedAttribute, at: place) }
    // One route a record: a list that breaks off anywhere costs it.
    guard !scan.isUnusable, !scan.isCutShort else {
      damage.record(.treatAsWithdraw, at: place)
      return
    }
    sink.element(
      MRTElement(
        kind: .tableEntry, recordType: header.type, seconds: header.seconds,
        peer: RoutePeer(address: peer, asn: ASN(asn)),
        prefix: Prefix(high: address.high, low: address.low, length: length, family: family),
        originated: originated, attributes: scan.attributes))
  }
}
