import Net

/// What holds for all elements of a record.
struct RecordContext {
  let header: MRTHeader
  var microseconds: UInt32?
  var peer = RoutePeer(address: IPAddress(ipv4: 0), asn: .zero)
  var isLocal = false
  var hasPathID = false
  /// The octets of an ASN in AS_PATH.
  var width = 4

  init(_ header: MRTHeader) { self.header = header }

  /// An element of the record.
  func element(
    _ kind: MRTElement.Kind, prefix: Prefix? = nil, isMulticast: Bool = false,
    pathID: UInt32? = nil, isOfBrokenList: Bool = false, attributes: PathAttributes? = nil
  ) -> MRTElement {
    MRTElement(
      kind: kind, recordType: header.type, seconds: header.seconds, microseconds: microseconds,
      peer: peer, isLocal: isLocal, prefix: prefix, isMulticast: isMulticast, pathID: pathID,
      isOfBrokenList: isOfBrokenList, attributes: attributes)
  }
}
