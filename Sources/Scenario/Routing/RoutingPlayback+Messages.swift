import Net
import Timeline

extension RoutingPlayback {
  /// The session as records name it.
  private func wire(_ session: Int) -> MRTRecordWriter.Session {
    let description = world.sessions[session]
    let isRIS = collectorOfSession[session].map { world.collectors[$0].archive == .ris } ?? true
    return MRTRecordWriter.Session(
      peer: description.asn, address: description.address, local: ASN(isRIS ? 12_654 : 6_447),
      localAddress: RoutingWorld.address(of: .zero, family: description.address.family),
      width: description.width)
  }

  /// Files a message of a session, and notes what it says.
  mutating func tell(
    _ session: Int, _ kind: RoutingTruth.Telling.Kind, _ message: [UInt8], at time: UnixTime
  ) throws {
    guard let collector = collectorOfSession[session] else { return }
    let (wire, addPath) = (wire(session), world.sessions[session].paths > 0)
    try collectors[collector].write(at: time) { file, microseconds in
      file.message(message, at: time, microseconds: microseconds, of: wire, addPath: addPath)
    }
    truth.tellings.append(RoutingTruth.Telling(time: time, session: session, kind: kind))
  }

  /// Files a change of state, and notes what it means.
  mutating func tellState(
    _ session: Int, _ kind: RoutingTruth.Telling.Kind, from old: MRTRecordWriter.State,
    to new: MRTRecordWriter.State, at time: UnixTime
  ) throws {
    guard let collector = collectorOfSession[session] else { return }
    let wire = wire(session)
    try collectors[collector].write(at: time) { file, microseconds in
      file.stateChange(from: old, to: new, at: time, microseconds: microseconds, of: wire)
    }
    truth.tellings.append(RoutingTruth.Telling(time: time, session: session, kind: kind))
  }

  /// Announces the wanted routes at places of a session's table; those that share all attributes
  /// share messages.
  mutating func announce(_ session: Int, _ places: [Int], at time: UnixTime) throws {
    for places in grouped(session, places, by: { lines[session].wanted[$0] }) {
      let tail = lines[session].wanted[places[0]]
      for place in places { lines[session].told[place] = Held(tail: tail, since: time) }
      let shared = paths.route(session, tail)
      let list = places.map { destination(session, $0) }
      let writer = BGPMessageWriter(width: world.sessions[session].width)
      let message =
        list[0].prefix.family == .ipv4
        ? writer.update(encoded: shared.message, announced: list)
        : writer.update(
          attributes: shared.attributes + [
            .multiprotocolReach(nextHops: [paths.nextHop(session, .ipv6)], list)
          ])
      let routes = places.map { told(session, $0) }
      try tell(session, .announced(routes), message, at: time)
    }
  }

  /// Withdraws the routes at places of a session's table.
  mutating func withdraw(_ session: Int, _ places: [Int], at time: UnixTime) throws {
    for places in grouped(session, places, by: { _ in 0 }) {
      for place in places { lines[session].told[place] = Held() }
      let list = places.map { destination(session, $0) }
      let writer = BGPMessageWriter(width: world.sessions[session].width)
      let message =
        list[0].prefix.family == .ipv4
        ? writer.update(withdrawn: list)
        : writer.update(attributes: [.multiprotocolUnreach(list)])
      try tell(session, .withdrawn(list), message, at: time)
    }
  }

  /// Announces routes with a malformed `ORIGIN`, which withdraws them.
  mutating func withdrawMalformed(_ session: Int, _ places: [Int], at time: UnixTime) throws {
    for places in grouped(session, places, by: { lines[session].told[$0].tail }) {
      let shared = paths.route(session, lines[session].told[places[0]].tail)
      for place in places { lines[session].told[place] = Held() }
      let list = places.map { destination(session, $0) }
      let isIPv4 = list[0].prefix.family == .ipv4
      let hop = paths.nextHop(session, list[0].prefix.family)
      let attributes =
        [.origin(9)] + shared.attributes.dropFirst() + [
          isIPv4 ? .nextHop(hop) : .multiprotocolReach(nextHops: [hop], list)
        ]
      let message = BGPMessageWriter(width: world.sessions[session].width).update(
        attributes: attributes, announced: isIPv4 ? list : [])
      try tell(session, .withdrawn(list), message, at: time)
    }
  }

  /// Places that one message can hold: of one family and one tail, and few enough.
  private func grouped(_ session: Int, _ places: [Int], by tail: (Int) -> Int32) -> [[Int]] {
    var groups: [[Int]] = []
    var open: [Int64: Int] = [:]
    for place in places {
      let family = destination(session, place).prefix.family
      let key = Int64(tail(place)) << 8 | Int64(family.rawValue)
      // 4,096 octets hold these with path ids and some attributes.
      if let group = open[key], groups[group].count < (family == .ipv4 ? 300 : 150) {
        groups[group].append(place)
      } else {
        open[key] = groups.count
        groups.append([place])
      }
    }
    return groups
  }
}
