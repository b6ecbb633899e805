import Net
import Timeline

extension RoutingPlayback {
  /// Lets one thing happen.
  mutating func play(_ item: Item) throws {
    switch item.action {
    case .table(let collector, let file):
      try writeTable(collector, file: file, at: item.time)
    case .happening(let place, let session):
      try play(world.happenings[place], session, at: item.time)
    case .begin(let session, let sign):
      if !lines[session].isUp, !lines[session].isDead {
        try begin(session, sign, at: item.time)
      }
    case .chatter(let session):
      if lines[session].isUp { try chatter(session, at: item.time) }
    case .garbage(let index, let octets):
      let noise = NoiseStream(seed: world.seed, label: "garbage \(item.time)")
      let bytes = (0..<octets).map { UInt8(truncatingIfNeeded: noise.bits($0)) }
      try collectors[index].write(at: item.time, isRecord: false) { file, _ in
        file.append(bytes)
      }
      note(.garbage, at: item.time, collector: index, sessions: collectors[index].sessions)
    case .unreadable(let session):
      guard lines[session].isUp, let index = collectorOfSession[session] else { return }
      let writer = BGPMessageWriter(width: world.sessions[session].width)
      let attributes = writer.encode([.origin(0), .path(world.sessions[session].asn)])
      let message = writer.message(type: 2) { bytes in
        bytes.append16(0)
        bytes.append16(UInt16(attributes.count))
        bytes += attributes + [200, 10, 1, 2, 3]
      }
      try tell(session, .unreadable, message, at: item.time)
      note(.unreadableMessage, at: item.time, collector: index, sessions: [session])
    }
  }

  private mutating func play(
    _ happening: RoutingWorld.Happening, _ session: Int, at time: UnixTime
  ) throws {
    switch happening.kind {
    case .announce(let prefixes, let tails):
      let places = want(prefixes, session) { [networks] path, network in
        let tails = tails ?? networks[network].tails
        return tails.isEmpty ? nil : tails[(session + path) % tails.count]
      }
      if lines[session].isUp { try announce(session, places, at: time) }
    case .withdraw(let prefixes, let path):
      let places = drop(prefixes, session) { path == nil || path == UInt32($0) + 1 }
      if lines[session].isUp { try withdraw(session, places, at: time) }
    case .malformed(let prefixes):
      let places = drop(prefixes, session) { _ in true }
      if lines[session].isUp { try withdrawMalformed(session, places, at: time) }
    case .reset(_, let sign):
      if lines[session].isUp { try end(session, sign, at: time) }
    case .silence:
      lines[session].isUp = false
      lines[session].isDead = true
    case .resume(let sign):
      guard lines[session].isDead else { return }
      lines[session].isDead = false
      try begin(session, sign, at: time)
    }
  }

  /// Sets what a session would tell of prefixes, and returns the places.
  private mutating func want(
    _ prefixes: [Prefix], _ session: Int,
    _ tail: (_ path: Int, _ network: Int) -> RoutingWorld.Tail?
  ) -> [Int] {
    let description = world.sessions[session]
    let count = max(1, description.paths)
    var places: [Int] = []
    for prefix in prefixes where carries(description, prefix) {
      guard let network = placeOfPrefix[prefix] else { continue }
      for path in 0..<count {
        guard let tail = tail(path, network) else { continue }
        lines[session].wanted[network * count + path] = paths.place(of: tail)
        places.append(network * count + path)
      }
    }
    return places
  }

  /// Takes what a session would tell of prefixes away, and returns the places that it had told.
  private mutating func drop(
    _ prefixes: [Prefix], _ session: Int, _ isMeant: (Int) -> Bool
  ) -> [Int] {
    let count = max(1, world.sessions[session].paths)
    var places: [Int] = []
    for prefix in prefixes {
      guard let network = placeOfPrefix[prefix] else { continue }
      for path in 0..<count where isMeant(path) {
        let place = network * count + path
        lines[session].wanted[place] = -1
        if lines[session].told[place].tail >= 0 { places.append(place) }
      }
    }
    return places
  }

  private mutating func end(
    _ session: Int, _ sign: RoutingWorld.Happening.Sign, at time: UnixTime
  ) throws {
    lines[session].isUp = false
    switch sign {
    case .states: try tellState(session, .ended, from: .established, to: .idle, at: time)
    case .notification:
      try tell(session, .ended, BGPMessageWriter().notification(), at: time)
    case .open: return
    }
    forget(session, isThoughtUp: false)
  }

  private mutating func begin(
    _ session: Int, _ sign: RoutingWorld.Happening.Sign, at time: UnixTime
  ) throws {
    lines[session].isUp = true
    forget(session, isThoughtUp: true)
    switch sign {
    case .states:
      try tellState(session, .began, from: .openConfirm, to: .established, at: time)
    case .notification, .open:
      let (asn, width) = (world.sessions[session].asn, world.sessions[session].width)
      let open = BGPMessageWriter(width: width).open(
        asn: asn, capabilities: width == .four ? [.fourOctets(asn)] : [])
      try tell(session, .began, open, at: time)
    }
    let wanted = lines[session].wanted
    try announce(session, wanted.indices.filter { wanted[$0] >= 0 }, at: time)
  }

  private mutating func chatter(_ session: Int, at time: UnixTime) throws {
    let count = lines[session].told.count
    for _ in 0..<count {
      let place = lines[session].chatter % count
      lines[session].chatter = place + 1
      if lines[session].told[place].tail >= 0 {
        return try announce(session, [place], at: time)
      }
    }
    try tell(session, .alive, BGPMessageWriter().keepalive(), at: time)
  }

  /// Takes all routes from a session, as far as has been told.
  mutating func forget(_ session: Int, isThoughtUp: Bool) {
    let count = lines[session].told.count
    lines[session].told = [Held](repeating: Held(), count: count)
    lines[session].isThoughtUp = isThoughtUp
  }

  private mutating func note(
    _ reason: RoutingTruth.Gap.Reason, at time: UnixTime, collector: Int, sessions: [Int]
  ) {
    truth.gaps.append(
      RoutingTruth.Gap(
        collector: world.collectors[collector].name, sessions: sessions, from: time, until: time,
        reason: reason, lastRead: collectors[collector].lastRecord))
  }
}
