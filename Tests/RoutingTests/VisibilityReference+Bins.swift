import MRT
import Net
import Routing
import Timeline

extension VisibilityReference {
  /// What a bin shows of a family.
  struct Outcome: Equatable {
    var peers: [FullFeedPeer] = []
    var refusal: String?
    var visible = 0
    /// Blocks and prefixes of each entity that has any.
    var counts: [Entity: [Int]] = [:]
    /// Where another set of peers moved an entity: blocks before and after, prefixes likewise.
    var recounts: [Entity: [Int]] = [:]

    /// What differs from what is wanted.
    func difference(from wanted: Outcome) -> String {
      var parts: [String] = []
      let (more, fewer) = (
        Set(peers).subtracting(wanted.peers), Set(wanted.peers).subtracting(peers)
      )
      if !more.isEmpty { parts.append("with \(more.sorted())") }
      if !fewer.isEmpty { parts.append("without \(fewer.sorted())") }
      if refusal != wanted.refusal { parts.append("refusal \(refusal ?? "none")") }
      if visible != wanted.visible { parts.append("visible \(visible), not \(wanted.visible)") }
      for (name, mine, other) in [
        ("counts", counts, wanted.counts), ("recounts", recounts, wanted.recounts),
      ] {
        for entity in Set(mine.keys).union(other.keys).sorted()
        where mine[entity] != other[entity] {
          parts.append("\(name) \(entity) \(mine[entity] ?? []), not \(other[entity] ?? [])")
        }
      }
      return parts.joined(separator: "; ")
    }
  }

  /// Plays all bins.
  mutating func bins() -> [(start: Int64, families: [IPFamily: Outcome])] {
    var bins: [(start: Int64, families: [IPFamily: Outcome])] = []
    var counts: [IPFamily: Outcome] = [:]
    var next = 0
    let step = Int64(options.bin)
    binStart = start
    while binStart < end {
      before = routes
      joining = []
      reborn = []
      brokenCollectors = unknownCollectors
      for (session, state) in knowledge {
        let isOnly = !hasUpdates.contains(session.collector)
        if isOnly { knowledge[session] = .untilTable }
        if state != .known, !isOnly { joining.insert(session) }
      }
      broken = Set(knowledge.filter { $0.value != .known }.keys)
      while next < actions.count, actions[next].time < binStart + step {
        apply(actions[next])
        next += 1
      }
      for session in knowledge.keys where hasUpdates.contains(session.collector) {
        if knowledge[session] == .known,
          (heard[session] ?? 0) + Int64(options.silence) < binStart + step
        {
          lose(session, .silent)
        }
      }
      for session in reborn { before[session] = routes[session] }
      var families: [IPFamily: Outcome] = [:]
      for family in IPFamily.allCases {
        let outcome = judge(family, counts[family] ?? Outcome())
        counts[family] = outcome
        families[family] = outcome
      }
      bins.append((binStart, families))
      binStart += step
    }
    return bins
  }

  /// The least prefixes of a full feed.
  func threshold(_ family: IPFamily) -> Int? {
    let option = family == .ipv4 ? options.fullFeed : options.fullFeed6
    if case .prefixes(let count) = option { return count }
    let counts = tableCounts.values.map { $0[family] ?? 0 }
    let largest = counts.max() ?? 0
    let large = counts.filter { 2 * $0 > largest }.sorted()
    guard !large.isEmpty, largest > 0 else { return nil }
    return Int((Double(large[(large.count - 1) / 2]) * 0.75).rounded(.up))
  }

  private mutating func judge(_ family: IPFamily, _ last: Outcome) -> Outcome {
    var outcome = Outcome()
    let known = knowledge.keys.filter { knowledge[$0] == .known && !broken.contains($0) }
    var feed: Set<Session> = []
    if let least = threshold(family) {
      feed = Set(known.filter { held($0, family).count >= max(least, 1) })
    }
    outcome.peers = feed.map { FullFeedPeer(collector: $0.collector, peer: $0.peer) }.sorted()
    let peers = Set(feed.map(\.peer.asn)).count
    if known.isEmpty {
      outcome.refusal = "unknown"
    } else if peers < max(1, options.minimumPeers) {
      outcome.refusal = "few"
    }
    let old = feeds[family]
    if feed.isEmpty {
      // Nobody to ask: what was visible is judged by those who were asked last.
      if let old {
        let now = count(family, routes, over: old)
        (outcome.visible, outcome.counts) = (now.visible, now.counts)
      }
      return outcome
    }
    if let old, old != feed {
      let again = count(family, before, over: feed).counts
      for entity in Set(again.keys).union(last.counts.keys) {
        let a = last.counts[entity] ?? [0, 0]
        let b = again[entity] ?? [0, 0]
        if a != b { outcome.recounts[entity] = [a[0], b[0], a[1], b[1]] }
      }
    }
    feeds[family] = feed
    let now = count(family, routes, over: feed)
    (outcome.visible, outcome.counts) = (now.visible, now.counts)
    return outcome
  }

  static let special = [
    "10.0.0.0/8", "224.0.0.0/4", "2002::/16", "2001::/32", "2001:db8::/32",
  ].compactMap { Prefix($0) }

  /// Counts what a set of sessions makes visible, from scratch.
  private mutating func count(
    _ family: IPFamily, _ routes: [Session: [RouteKey: UInt32]], over feed: Set<Session>
  ) -> (visible: Int, counts: [Entity: [Int]]) {
    var holders: [Prefix: Set<ASN>] = [:]
    var origins: [Prefix: Set<UInt32>] = [:]
    for session in feed {
      for (key, origin) in routes[session] ?? [:] where key.prefix.family == family {
        holders[key.prefix, default: []].insert(session.peer.asn)
        if origin != 0 { origins[key.prefix, default: []].insert(origin) }
      }
    }
    let peers = Set(feed.map(\.peer.asn)).count
    var visible: [Prefix: Set<UInt32>] = [:]
    for (prefix, asns) in holders where 2 * asns.count >= peers {
      if prefix.length < (family == .ipv4 ? 6 : 16) { continue }
      if VisibilityReference.special.contains(where: { $0.contains(prefix) }) { continue }
      visible[prefix] = origins[prefix] ?? []
    }
    if let last = lastCounted[family], last.visible == visible {
      return (visible.count, last.counts)
    }
    let counts = count(family, visible)
    lastCounted[family] = (visible, counts)
    return (visible.count, counts)
  }

  /// Counts what visible prefixes with their origins credit.
  private func count(_ family: IPFamily, _ visible: [Prefix: Set<UInt32>]) -> [Entity: [Int]] {
    var blocks: [Entity: Set<UInt64>] = [:]
    var prefixes: [Entity: Set<Prefix>] = [:]
    for (prefix, origins) in visible {
      func credit(_ entity: Entity?, _ block: UInt64) {
        guard let entity else { return }
        blocks[entity, default: []].insert(block)
        prefixes[entity, default: []].insert(prefix)
      }
      let bits = family == .ipv4 ? 24 : 48
      let first = prefix.high >> UInt64(64 - bits)
      let size: UInt64 =
        Int(prefix.length) >= bits ? 1 : 1 << UInt64(bits - Int(prefix.length))
      for origin in origins {
        blocks[.asn(origin), default: []].formUnion(first..<first + size)
        prefixes[.asn(origin), default: []].insert(prefix)
      }
      for site in sites[prefix] ?? [] {
        let place = places[site.place]
        credit(place.country, site.block)
        credit(place.region, site.block)
        guard let country = place.country else { continue }
        for origin in origins {
          credit(Entity(kind: .geoasn, canonicalCode: "\(origin)-\(country.code)"), site.block)
        }
      }
    }
    return blocks.reduce(into: [:]) { $0[$1.key] = [$1.value.count, prefixes[$1.key]?.count ?? 0] }
  }
}
