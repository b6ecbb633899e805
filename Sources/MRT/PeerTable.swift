import Net
import Wire

/// The peers of a table dump: the body of `PEER_INDEX_TABLE` (RFC 6396, 4.3.1).
struct PeerTable: Sendable {
  /// The BGP identifier of the collector.
  let collector: UInt32
  /// The optional name of the view.
  let viewName: [UInt8]
  /// The peers, to whose positions the entries point.
  let peers: [RoutePeer]

  @_lifetime(cursor: copy cursor)
  init(_ cursor: inout WireCursor) throws(WireError) {
    collector = try cursor.readUInt32()
    let nameLength = Int(try cursor.readUInt16())
    viewName = try cursor.split(nameLength).copyRest()
    let count = Int(try cursor.readUInt16())
    var peers: [RoutePeer] = []
    // Eleven octets are the least that a peer takes.
    peers.reserveCapacity(min(count, cursor.remaining / 11))
    for _ in 0..<count {
      let type = try cursor.readUInt8()
      try cursor.skip(4)
      let address = try cursor.readAddress(type & 1 == 0 ? .ipv4 : .ipv6)
      let asn = type & 2 == 0 ? UInt32(try cursor.readUInt16()) : try cursor.readUInt32()
      peers.append(RoutePeer(address: address, asn: ASN(asn)))
    }
    self.peers = peers
  }
}
