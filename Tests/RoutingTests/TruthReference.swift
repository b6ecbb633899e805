import MRT
import Net
import Routing
import Scenario
import Timeline

/// What a world's truth makes visible, by sets, with no file in between.
///
/// Tables that end early must not be among what is replayed: the truth does not know of them.
struct TruthReference {
  let world: RoutingWorld
  let truth: RoutingTruth
  let step: Int64
  let silence: Int64
  /// The spans in which a session is unknown, by its place in the world.
  private(set) var unknown: [[Range<Int64>]] = []
  /// The last span of silence of each.
  private(set) var silent: [[Range<Int64>]] = []
  private let places: WorldPlaces
  private var sites: [Prefix: [(block: UInt64, place: Int)]] = [:]
  private var known: [IPFamily: (visible: [Prefix: Set<ASN>], counts: [Entity: [Int]])] = [:]

  init(_ replay: WorldReplay) {
    world = replay.world
    truth = replay.truth
    step = Int64(replay.options.bin)
    silence = Int64(replay.options.silence)
    places = WorldPlaces(world)
    for network in world.networks { sites[network.prefix] = places.sites(of: network.prefix) }
    for session in world.sessions.indices {
      let (unknown, silent) = spans(of: session)
      self.unknown.append(unknown)
      self.silent.append(silent)
    }
  }

  private enum Happening {
    case lost(until: Int64)
    case table
    case heard
    case turned
  }

  /// When a session is unknown: from what is lost on until a table that comes behind all that is
  /// lost, or from an hour of silence on until a table or until it ends or begins anew.
  private func spans(of session: Int) -> (unknown: [Range<Int64>], silent: [Range<Int64>]) {
    let name = world.sessions[session].collector
    var happenings: [(time: Int64, rank: Int, what: Happening)] = []
    for gap in truth.gaps where gap.collector == name && gap.sessions.contains(session) {
      var from = gap.from.seconds
      var until = gap.until.seconds
      if gap.reason == .truncatedFile || gap.reason == .garbage {
        // All that nobody can vouch for comes behind the last record that was read of the file.
        let cadence = Int64(
          world.collectors.first { $0.name == name }.map(\.updateCadence) ?? 300)
        let file = from - (from - world.from.seconds) % cadence
        from = gap.lastRead?.seconds ?? file
      }
      until = max(until, from)
      happenings.append((from, 0, .lost(until: until)))
    }
    for table in truth.tables where table.collector == name && table.isWhole {
      happenings.append((table.time.seconds, 1, .table))
    }
    let missing = truth.gaps.filter { $0.collector == name && $0.from < $0.until }
    for telling in truth.tellings where telling.session == session && telling.kind != .absent {
      if missing.contains(where: { $0.from <= telling.time && telling.time < $0.until }) {
        continue
      }
      let isTurn = telling.kind == .ended || telling.kind == .began
      happenings.append((telling.time.seconds, 2, isTurn ? .turned : .heard))
    }
    let end = world.until.seconds + silence
    happenings.append((end, 3, .heard))
    happenings.sort { ($0.time, $0.rank) < ($1.time, $1.rank) }
    var unknown: [Range<Int64>] = []
    var silent: [Range<Int64>] = []
    var lostSince: Int64?
    var lostUntil = Int64.min
    var silentSince: Int64?
    var heard: Int64?
    for (time, _, what) in happenings {
      if let heard, silentSince == nil, time - heard >= silence { silentSince = heard + silence }
      if case .lost(let until) = what {
        lostSince = lostSince ?? time
        lostUntil = max(lostUntil, until)
        continue
      }
      if case .table = what, time >= lostUntil, let since = lostSince {
        unknown.append(since..<time)
        lostSince = nil
      }
      if let since = silentSince {
        if case .heard = what {
        } else {
          silent.append(since..<max(since, time))
          silentSince = nil
        }
      }
      heard = time
    }
    if let lostSince { unknown.append(lostSince..<end) }
    if let silentSince { silent.append(silentSince..<end) }
    return (unknown + silent, silent)
  }

  /// Whether a session is known throughout the bin that begins at a time.
  func isKnown(_ session: Int, in bin: Int64) -> Bool {
    !unknown[session].contains { $0.lowerBound < bin + step && $0.upperBound > bin }
  }

  /// Whether a session died without a word, an hour and more ago, in the bin.
  func isSilent(_ session: Int, in bin: Int64) -> Bool {
    silent[session].contains { $0.lowerBound < bin + step && $0.upperBound > bin }
  }

  /// The bin that begins at a time.
  mutating func outcome(of family: IPFamily, in bin: Int64) -> VisibilityReference.Outcome {
    var held: [Int: [Prefix: Set<ASN>]] = [:]
    for (session, table) in truth.origins(at: UnixTime(bin + step)) {
      held[session] = table.filter { $0.key.family == family }
    }
    let knownSessions = world.sessions.indices.filter { isKnown($0, in: bin) }
    let least = max(family == .ipv4 ? world.fullFeed : world.fullFeed6, 1)
    let feed = knownSessions.filter { held[$0, default: [:]].count >= least }
    var holders: [Prefix: Set<ASN>] = [:]
    var origins: [Prefix: Set<ASN>] = [:]
    for session in feed {
      for (prefix, list) in held[session] ?? [:] {
        holders[prefix, default: []].insert(world.sessions[session].asn)
        origins[prefix, default: []].formUnion(list)
      }
    }
    let peers = Set(feed.map { world.sessions[$0].asn })
    var visible: [Prefix: Set<ASN>] = [:]
    for (prefix, asns) in holders where 2 * asns.count >= peers.count {
      if prefix.length < (family == .ipv4 ? 6 : 16) { continue }
      if TruthReference.ignored.contains(where: { $0.contains(prefix) }) { continue }
      visible[prefix] = origins[prefix] ?? []
    }
    var outcome = VisibilityReference.Outcome()
    outcome.peers =
      feed.map {
        FullFeedPeer(
          collector: world.sessions[$0].collector,
          peer: RoutePeer(address: world.sessions[$0].address, asn: world.sessions[$0].asn))
      }.sorted()
    outcome.visible = visible.count
    outcome.refusal = knownSessions.isEmpty ? "unknown" : peers.isEmpty ? "few" : nil
    // Most bins show what the one before showed.
    if let known = known[family], known.visible == visible {
      outcome.counts = known.counts
    } else {
      outcome.counts = counts(visible, family == .ipv4 ? 24 : 48)
      known[family] = (visible, outcome.counts)
    }
    return outcome
  }

  private static let ignored = ["2002::/16", "2001::/32", "2001:db8::/32"].compactMap { Prefix($0) }

  private func counts(_ visible: [Prefix: Set<ASN>], _ size: Int) -> [Entity: [Int]] {
    var blocks: [Entity: Set<UInt64>] = [:]
    var prefixes: [Entity: Set<Prefix>] = [:]
    for (prefix, origins) in visible {
      let first = prefix.high >> UInt64(64 - size)
      let count: UInt64 = Int(prefix.length) >= size ? 1 : 1 << UInt64(size - Int(prefix.length))
      var credits: [Entity: Set<UInt64>] = [:]
      for origin in origins { credits[.asn(origin.rawValue)] = Set(first..<first + count) }
      for place in Set((sites[prefix] ?? []).map(\.place)) {
        let held = (sites[prefix] ?? []).filter { $0.place == place }.map(\.block)
        let (country, region) = places.places[place]
        for entity in [country, region].compactMap({ $0 }) {
          credits[entity, default: []].formUnion(held)
        }
        guard let country else { continue }
        for origin in origins {
          let part = Entity(kind: .geoasn, canonicalCode: "\(origin.rawValue)-\(country.code)")
          credits[part, default: []].formUnion(held)
        }
      }
      for (entity, held) in credits {
        blocks[entity, default: []].formUnion(held)
        prefixes[entity, default: []].insert(prefix)
      }
    }
    return blocks.reduce(into: [:]) { $0[$1.key] = [$1.value.count, prefixes[$1.key]?.count ?? 0] }
  }
}
