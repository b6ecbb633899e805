import Net
import Timeline

extension SyntheticInternet {
  /// Writes a collector's table dump of version 2 in pieces of some megabytes.
  ///
  /// IPv4 prefixes first, each family in order. Throws what `sink` throws. O(entries).
  public func writeTable(
    of collector: Int, to sink: ([UInt8]) throws -> Void
  ) rethrows -> Counts {
    let feeds = feeds(at: collector)
    var counts = Counts()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SyntheticInternet.piece + 1 << 20)
    appendPeers(feeds, to: &bytes)
    counts.records = 1
    let (total, total6) = (shape.prefixes, shape.tablesHoldIPv6 ? shape.prefixes6 : 0)
    for number in 0..<total + total6 {
      let isIPv4 = number < total
      let place = isIPv4 ? number : number - total
      let prefix = isIPv4 ? prefix(place) : prefix6(place)
      let origin = isIPv4 ? origin(place).rawValue : origin6(place).rawValue
      let block =
        place / (isIPv4 ? SyntheticInternet.perBlock : SyntheticInternet.perBlock6)
      let start = appendHeader(type: 13, subtype: isIPv4 ? 2 : 4, to: &bytes)
      bytes.append32(UInt32(truncatingIfNeeded: number))
      bytes.append(prefix)
      let countPlace = bytes.count
      bytes.append16(0)
      var entries = 0
      for (index, feed) in feeds.enumerated()
      where feed.holds(place, block: block, missing: shape.missing) {
        entries += 1
        appendEntry(index, feed, origin: origin, isIPv4: isIPv4, age: place, to: &bytes)
      }
      bytes.put16(entries, at: countPlace)
      bytes.put32(bytes.count - start, at: start - 4)
      if entries == 0 {
        bytes.removeLast(bytes.count - start + 12)
        continue
      }
      counts.entries += entries
      counts.records += 1
      if bytes.count >= SyntheticInternet.piece {
        counts.octets += bytes.count
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    counts.octets += bytes.count
    try sink(bytes)
    return counts
  }

  /// The octets that are handed over at once.
  static let piece = 4 << 20

  private func appendHeader(type: UInt16, subtype: UInt16, to bytes: inout [UInt8]) -> Int {
    bytes.append32(UInt32(truncatingIfNeeded: shape.from.seconds))
    bytes.append16(type)
    bytes.append16(subtype)
    bytes.append32(0)
    return bytes.count
  }

  private func appendPeers(_ feeds: [Feed], to bytes: inout [UInt8]) {
    var file = MRTRecordWriter()
    file.peerIndexTable(
      at: shape.from,
      peers: feeds.map {
        MRTRecordWriter.Peer(
          address: IPAddress(ipv4: $0.address), asn: ASN($0.asn), identifier: $0.address)
      })
    bytes += file.bytes
  }

  private func appendEntry(
    _ index: Int, _ feed: Feed, origin: UInt32, isIPv4: Bool, age: Int, to bytes: inout [UInt8]
  ) {
    bytes.append16(UInt16(truncatingIfNeeded: index))
    bytes.append32(
      UInt32(truncatingIfNeeded: shape.from.seconds) &- UInt32(truncatingIfNeeded: age & 0xF_FFFF))
    let start = bytes.count
    bytes.append16(0)
    appendAttributes(feed, origin: origin, isIPv4: isIPv4, to: &bytes)
    if !isIPv4 {
      bytes += [0x80, 14, 17, 16]
      bytes.append(nextHop6(feed))
    }
    bytes.put16(bytes.count - start - 2, at: start)
  }
}
