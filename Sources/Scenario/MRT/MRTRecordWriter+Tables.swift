public import Net
public import Timeline

extension MRTRecordWriter {
  /// A peer as a table dump names it.
  public struct Peer: Sendable, Hashable {
    /// The address of the session's far end.
    public var address: IPAddress
    /// The peer's ASN.
    public var asn: ASN
    /// The peer's BGP identifier.
    public var identifier: UInt32
    /// The octets in which the ASN is written; only two fit in a table dump of version 1.
    public var width: BGPMessageWriter.ASNWidth

    /// Creates a peer.
    public init(
      address: IPAddress, asn: ASN, identifier: UInt32 = 0x0A00_0001,
      width: BGPMessageWriter.ASNWidth = .four
    ) {
      self.address = address
      self.asn = asn
      self.identifier = identifier
      self.width = width
    }
  }

  /// A route of a table dump of version 2: the peer that told it, when, and its attributes.
  public struct Entry: Sendable, Hashable {
    /// The peer's place in the peer index table.
    public var peer: UInt16
    /// When the route was learnt.
    public var originated: UnixTime
    /// The path identifier; written in the add-path forms only.
    public var pathID: UInt32
    /// The attributes, encoded for a table with ASNs of four octets.
    public var attributes: [UInt8]

    /// Creates a route.
    public init(
      peer: UInt16, originated: UnixTime, pathID: UInt32 = 0,
      attributes: [BGPMessageWriter.Attribute]
    ) {
      self.init(
        peer: peer, originated: originated, pathID: pathID,
        encoded: BGPMessageWriter().encode(attributes, in: .table))
    }

    /// Creates a route whose attributes are encoded already.
    public init(peer: UInt16, originated: UnixTime, pathID: UInt32 = 0, encoded: [UInt8]) {
      self.peer = peer
      self.originated = originated
      self.pathID = pathID
      attributes = encoded
    }
  }

  /// Which routes of a family a table holds (RFC 4760, 6).
  public enum Cast: UInt8, Sendable, Hashable {
    /// Unicast.
    case unicast = 1
    /// Multicast.
    case multicast = 2
  }

  /// Appends a `PEER_INDEX_TABLE` (13/1; RFC 6396, 4.3.1).
  public mutating func peerIndexTable(
    at time: UnixTime, collector: UInt32 = 0x0A00_00FE, view: String = "", peers: [Peer]
  ) {
    record(at: time, type: 13, subtype: 1) { bytes in
      bytes.append32(collector)
      bytes.append16(UInt16(truncatingIfNeeded: view.utf8.count))
      bytes += view.utf8
      bytes.append16(UInt16(truncatingIfNeeded: peers.count))
      for peer in peers {
        bytes.append((peer.address.family == .ipv6 ? 1 : 0) | (peer.width == .four ? 2 : 0))
        bytes.append32(peer.identifier)
        bytes.append(peer.address)
        bytes.append(peer.asn, width: peer.width)
      }
    }
  }

  /// Appends all routes of a prefix: `RIB_IPV4_UNICAST` and its like (13/2 to 5; RFC 6396, 4.3.2),
  /// with path identifiers 13/8 to 11 (RFC 8050, 4.1).
  public mutating func rib(
    at time: UnixTime, sequence: UInt32, prefix: Prefix, cast: Cast = .unicast,
    addPath: Bool = false, entries: [Entry]
  ) {
    let form: UInt16 = (prefix.family == .ipv4 ? 0 : 2) + (cast == .unicast ? 0 : 1)
    record(at: time, type: 13, subtype: form + (addPath ? 8 : 2)) { bytes in
      bytes.append32(sequence)
      bytes.append(prefix)
      MRTRecordWriter.append(entries, addPath: addPath, to: &bytes)
    }
  }

  /// Appends a `RIB_GENERIC` (13/6; RFC 6396, 4.3.3), with path identifiers 13/12 (RFC 8050, 4.1).
  ///
  /// `nlri` is the one destination in the form that its family prescribes.
  public mutating func genericRIB(
    at time: UnixTime, sequence: UInt32, afi: UInt16, safi: UInt8, nlri: [UInt8],
    addPath: Bool = false, entries: [Entry]
  ) {
    record(at: time, type: 13, subtype: addPath ? 12 : 6) { bytes in
      bytes.append32(sequence)
      bytes.append16(afi)
      bytes.append(safi)
      bytes += nlri
      MRTRecordWriter.append(entries, addPath: addPath, to: &bytes)
    }
  }

  /// Appends one route of a `TABLE_DUMP` (12/1 and 2; RFC 6396, 4.2): ASNs of two octets, and the
  /// peer's address in the prefix's family.
  public mutating func tableDump(
    at time: UnixTime, view: UInt16 = 0, sequence: UInt16, prefix: Prefix, peer: Peer,
    originated: UnixTime, status: UInt8 = 1, attributes: [BGPMessageWriter.Attribute]
  ) {
    record(at: time, type: 12, subtype: prefix.family == .ipv4 ? 1 : 2) { bytes in
      bytes.append16(view)
      bytes.append16(sequence)
      bytes.append(prefix.address)
      bytes += [prefix.length, status]
      bytes.append32(UInt32(truncatingIfNeeded: originated.seconds))
      bytes.append(peer.address)
      bytes.append(peer.asn, width: .two)
      let encoded = BGPMessageWriter(width: .two).encode(attributes)
      bytes.append16(UInt16(truncatingIfNeeded: encoded.count))
      bytes += encoded
    }
  }

  private static func append(_ entries: [Entry], addPath: Bool, to bytes: inout [UInt8]) {
    bytes.append16(UInt16(truncatingIfNeeded: entries.count))
    for entry in entries {
      bytes.append16(entry.peer)
      bytes.append32(UInt32(truncatingIfNeeded: entry.originated.seconds))
      if addPath { bytes.append32(entry.pathID) }
      bytes.append16(UInt16(truncatingIfNeeded: entry.attributes.count))
      bytes += entry.attributes
    }
  }
}
