import Net
import Timeline

/// The course of a routing world: what each session holds and tells, written down as it goes.
struct RoutingPlayback {
  /// A route that a session has told the collector.
  struct Held {
    /// The tail's number; below zero where there is no route.
    var tail: Int32 = -1
    var since = UnixTime(0)
  }

  /// A session as it stands.
  struct Line {
    /// The places of its networks' routes: network times paths.
    var wanted: [Int32] = []
    var told: [Held] = []
    /// Whether the peer and the collector are in session.
    var isUp = true
    /// Whether the session died without a word.
    var isDead = false
    /// Whether what has been told makes one think that it is up.
    var isThoughtUp = true
    /// Where the next sign of life is taken from.
    var chatter = 0
  }

  let world: RoutingWorld
  let networks: [RoutingWorld.Network]
  let placeOfPrefix: [Prefix: Int]
  var paths: RoutePaths
  var lines: [Line] = []
  var collectors: [ArchiveFiles]
  var truth: RoutingTruth
  let collectorOfSession: [Int?]

  init(world: RoutingWorld) {
    self.world = world
    networks = world.networks.sorted { $0.prefix < $1.prefix }
    placeOfPrefix = Dictionary(
      networks.enumerated().map { ($1.prefix, $0) }, uniquingKeysWith: { first, _ in first })
    paths = RoutePaths(world: world)
    collectors = world.collectors.map { ArchiveFiles(world: world, collector: $0) }
    truth = RoutingTruth(sessions: world.sessions.count)
    collectorOfSession = world.sessions.map { session in
      world.collectors.firstIndex { $0.name == session.collector }
    }
    for session in world.sessions.indices { lines.append(firstLine(session)) }
  }

  /// Plays the world from its start to its end.
  mutating func run() throws {
    for session in lines.indices {
      for place in lines[session].told.indices where lines[session].told[place].tail >= 0 {
        truth.initial.append(told(session, place))
      }
    }
    for item in schedule() { try play(item) }
    for index in collectors.indices {
      try collectors[index].close(before: world.until)
      truth.gaps += collectors[index].gaps
    }
    truth.gaps.sort { ($0.from, $0.collector) < ($1.from, $1.collector) }
  }

  /// The routes with which a session begins; their age is drawn.
  private mutating func firstLine(_ index: Int) -> Line {
    let session = world.sessions[index]
    let paths = max(1, session.paths)
    let noise = NoiseStream(
      seed: world.seed, label: "feed \(session.collector) \(session.address) \(session.asn)")
    var line = Line()
    line.wanted = [Int32](repeating: -1, count: networks.count * paths)
    line.told = [Held](repeating: Held(), count: networks.count * paths)
    for (place, network) in networks.enumerated()
    where network.isAnnounced && carries(session, network.prefix) && !network.tails.isEmpty {
      for path in 0..<paths {
        let tail = self.paths.place(of: network.tails[(index + path) % network.tails.count])
        line.wanted[place * paths + path] = tail
        line.told[place * paths + path] = Held(
          tail: tail, since: world.from - Int(noise.bits(place) % 86_400))
      }
    }
    return line
  }

  /// Whether a session tells of a network at all.
  func carries(_ session: RoutingWorld.Session, _ prefix: Prefix) -> Bool {
    guard session.families.contains(prefix.family) else { return false }
    switch session.feed {
    case .full: return true
    case .within(let list): return list.contains { $0.contains(prefix) }
    case .share(let share):
      let label = "share \(session.collector) \(session.address) \(session.asn) \(prefix)"
      return NoiseStream(seed: world.seed, label: label).unit(0) < share
    }
  }

  /// The route that a session has told at a place of its table.
  mutating func told(_ session: Int, _ place: Int) -> RoutingTruth.Route {
    let route = paths.route(session, lines[session].told[place].tail)
    let nlri = destination(session, place)
    return RoutingTruth.Route(
      session: session, prefix: nlri.prefix, pathID: nlri.pathID, origin: route.origin,
      path: route.path)
  }

  /// The prefix and path id at a place of a session's table.
  func destination(_ session: Int, _ place: Int) -> BGPMessageWriter.NLRI {
    let paths = world.sessions[session].paths
    return BGPMessageWriter.NLRI(
      networks[place / max(1, paths)].prefix,
      pathID: paths > 0 ? UInt32(place % paths) + 1 : nil)
  }
}
