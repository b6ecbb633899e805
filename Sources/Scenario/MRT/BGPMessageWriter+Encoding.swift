import Net

extension BGPMessageWriter {
  /// Where attributes stand, which decides on the form of `MP_REACH_NLRI`.
  public enum Place: Sendable, Hashable {
    /// In a message, or in a table dump of version 1: the whole attribute.
    case message
    /// In a table dump of version 2: the next hops alone (RFC 6396, 4.3.4).
    case table
  }

  /// The octets of attributes, without the length that precedes them.
  public func encode(_ attributes: [Attribute], in place: Place = .message) -> [UInt8] {
    var bytes: [UInt8] = []
    for attribute in attributes { append(attribute, in: place, to: &bytes) }
    return bytes
  }

  /// Appends flags, type, length and value; the length takes two octets where it must.
  private func append(_ attribute: Attribute, in place: Place, to bytes: inout [UInt8]) {
    let value = value(of: attribute, in: place)
    var flags = attribute.flags
    if value.count > 255 || alwaysExtendsLength { flags |= 0x10 }
    bytes += [flags, attribute.type]
    if flags & 0x10 != 0 {
      bytes.append16(UInt16(truncatingIfNeeded: value.count))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: value.count))
    }
    bytes += value
  }

  private func value(of attribute: Attribute, in place: Place) -> [UInt8] {
    var bytes: [UInt8] = []
    switch attribute {
    case .origin(let origin): bytes.append(origin)
    case .asPath(let segments):
      for segment in segments { segment.append(to: &bytes, width: width) }
    case .nextHop(let address): bytes.append(address)
    case .multiExit(let number), .localPreference(let number): bytes.append32(number)
    case .atomicAggregate: break
    case .aggregator(let asn, let address):
      bytes.append(asn, width: width)
      bytes.append(address)
    case .communities(let list): for community in list { bytes.append32(community) }
    case .multiprotocolReach(let nextHops, let routes, let afi, let safi):
      if place == .message {
        bytes.append16(afi)
        bytes.append(safi)
      }
      bytes.append(UInt8(truncatingIfNeeded: nextHops.reduce(0) { $0 + $1.family.octets }))
      for address in nextHops { bytes.append(address) }
      if place == .message {
        bytes.append(0)
        for route in routes { route.append(to: &bytes) }
      }
    case .multiprotocolUnreach(let routes, let afi, let safi):
      bytes.append16(afi)
      bytes.append(safi)
      for route in routes { route.append(to: &bytes) }
    case .extendedCommunities(let list): for community in list { bytes.append64(community) }
    case .as4Path(let segments):
      for segment in segments { segment.append(to: &bytes, width: .four) }
    case .as4Aggregator(let asn, let address):
      bytes.append(asn, width: .four)
      bytes.append(address)
    case .largeCommunities(let list):
      for community in list {
        bytes.append32(community.administrator)
        bytes.append32(community.first)
        bytes.append32(community.second)
      }
    case .raw(_, _, let value): bytes = value
    }
    return bytes
  }
}
