import Net
import Timeline

/// A session of a collector: which routes its peer tells, and what it told of each last.
struct ArchivePeer {
  let session: ArchiveScheme.Session
  /// The session as records name it.
  let wire: MRTRecordWriter.Session
  /// The place of the collector.
  let collector: Int
  /// The bins in which nothing comes over the session: from its loss until before its return.
  let lost: Range<Int>
  /// Whether the peer tells each holding's route while it is visible.
  let carries: [Bool]
  /// Which of several paths the peer told last, by holding.
  var variants: [UInt8]
  /// When the peer told the route last, by holding.
  var learnt: [UInt32]

  private let paths: [ASN]
  private var encoded: [UInt64: [UInt8]] = [:]

  init(
    _ session: ArchiveScheme.Session, of collector: ArchiveScheme.Collector, at place: Int,
    lost: Range<Int>, carries: [Bool], since: UnixTime, upstreams: [ASN]
  ) {
    self.session = session
    self.collector = place
    self.lost = session.loss == nil ? 0..<0 : lost
    self.carries = carries
    wire = MRTRecordWriter.Session(
      peer: session.asn, address: session.address, local: collector.asn,
      localAddress: collector.address)
    variants = [UInt8](repeating: 0, count: carries.count)
    learnt = [UInt32](repeating: UInt32(truncatingIfNeeded: since.seconds), count: carries.count)
    paths = upstreams
  }

  /// The peer as the table dump names it.
  var tablePeer: MRTRecordWriter.Peer {
    MRTRecordWriter.Peer(
      address: session.address, asn: session.asn, identifier: session.address.ipv4)
  }

  /// The attributes of a route to `origin` over the variant of the path that was told last.
  ///
  /// Variant 1 passes another network on the way, variant 2 has the origin twice.
  mutating func attributes(origin: ASN, variant: UInt8) -> [UInt8] {
    let key = UInt64(origin.rawValue) << 8 | UInt64(variant)
    if let known = encoded[key] { return known }
    let way = (Int(session.asn.rawValue) + Int(variant & 1)) % paths.count
    let upstream = paths[(way + Int(origin.rawValue % 3) + 1) % paths.count]
    var path = [session.asn, paths[way], upstream, origin]
    if variant == 2 { path.append(origin) }
    let bytes = BGPMessageWriter().encode([
      .origin(0), .asPath([.sequence(path)]), .nextHop(session.address),
    ])
    encoded[key] = bytes
    return bytes
  }
}
