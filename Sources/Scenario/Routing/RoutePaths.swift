import Net

/// The AS paths and attributes of a world's routes, made once for each session and tail.
struct RoutePaths {
  /// All that routes with one path share.
  struct Route {
    /// The path after the merge.
    let path: [BGPMessageWriter.PathSegment]
    /// The origin that it gives.
    let origin: ASN?
    /// The attributes but for the next hop, as the session sends them.
    let attributes: [BGPMessageWriter.Attribute]
    /// The same for those who know ASNs of two octets only.
    let narrow: [BGPMessageWriter.Attribute]
    /// The same with the next hop of IPv4, encoded.
    let message: [UInt8]
    /// What stands in a table of version 2, by family.
    let table: [IPFamily: [UInt8]]
  }

  private struct Key: Hashable {
    let session: Int
    let tail: Int32
  }

  private let sessions: [RoutingWorld.Session]
  private let seed: UInt64
  private var routes: [Key: Route] = [:]
  private var places: [RoutingWorld.Tail: Int32] = [:]
  private var tails: [RoutingWorld.Tail] = []

  init(world: RoutingWorld) {
    sessions = world.sessions
    seed = world.seed
  }

  /// The number by which a tail is kept.
  mutating func place(of tail: RoutingWorld.Tail) -> Int32 {
    if let place = places[tail] { return place }
    let place = Int32(truncatingIfNeeded: tails.count)
    places[tail] = place
    tails.append(tail)
    return place
  }

  /// What routes of a session with a tail share.
  mutating func route(_ session: Int, _ tail: Int32) -> Route {
    let key = Key(session: session, tail: tail)
    if let route = routes[key] { return route }
    let route = makeRoute(session, tails[Int(tail)])
    routes[key] = route
    return route
  }

  /// The next hop that a session gives to routes of a family: its own address where that fits.
  func nextHop(_ session: Int, _ family: IPFamily) -> IPAddress {
    let session = sessions[session]
    if session.address.family == family { return session.address }
    return RoutingWorld.address(of: session.asn, family: family)
  }

  private func makeRoute(_ place: Int, _ tail: RoutingWorld.Tail) -> Route {
    let session = sessions[place]
    let path = path(of: session, to: tail)
    let wide: [BGPMessageWriter.Attribute] = [
      .origin(0), .asPath(path), .communities([(session.asn.rawValue & 0xFFFF) << 16 | 100]),
    ]
    var narrow = wide
    if path.flatMap(\.members).contains(where: { $0.rawValue > 0xFFFF }) {
      // The peer itself knows two octets only: it stands in AS_PATH, not in AS4_PATH.
      narrow.append(.as4Path(path.removingFirst()))
    }
    let sent = session.width == .two ? narrow : wide
    let (hop4, hop6) = (nextHop(place, .ipv4), nextHop(place, .ipv6))
    return Route(
      path: path, origin: tail.origin, attributes: sent, narrow: narrow,
      message: BGPMessageWriter(width: session.width).encode(sent + [.nextHop(hop4)]),
      table: [
        .ipv4: BGPMessageWriter().encode(wide + [.nextHop(hop4)], in: .table),
        .ipv6: BGPMessageWriter().encode(
          wide + [.multiprotocolReach(nextHops: [hop6], [])], in: .table),
      ])
  }

  /// The peer, up to two ASNs of transit, and the tail; transit needs four octets.
  private func path(
    of session: RoutingWorld.Session, to tail: RoutingWorld.Tail
  ) -> [BGPMessageWriter.PathSegment] {
    if tail == .empty { return [] }
    if tail == .origin(session.asn) { return [.sequence([session.asn])] }
    let noise = NoiseStream(
      seed: seed, label: "path \(session.collector) \(session.address) \(tail)")
    var sequence = [session.asn]
    for hop in 0..<Int(noise.bits(0) % 3) {
      sequence.append(ASN(65_536 + UInt32(noise.bits(hop + 1) % 16)))
    }
    switch tail {
    case .origin(let asn): return [.sequence(sequence + [asn])]
    case .set(let list): return [.sequence(sequence), .set(list)]
    case .confederation(let list): return [.sequence(sequence), .confederationSequence(list)]
    case .empty: return []
    }
  }
}

extension [BGPMessageWriter.PathSegment] {
  /// The path without its first ASN, which stands in a sequence.
  fileprivate func removingFirst() -> Self {
    guard case .sequence(let list)? = first else { return self }
    let rest = list.dropFirst()
    return (rest.isEmpty ? [] : [.sequence([ASN](rest))]) + dropFirst()
  }
}
