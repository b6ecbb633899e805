import MRT
import Net
import Timeline

/// Visibility counted with sets: the rule of the archive, without any of the archive's own code.
struct ArchiveReference {
  /// The count over the whole archive, made once for all tests.
  static let shared = Result { try ArchiveReference(ArchiveFolder.shared.get()) }

  struct Session: Hashable {
    let collector: String
    let peer: RoutePeer
  }

  /// The /24s of each entity at the end of each bin.
  private(set) var values: [[String: Int]] = []
  /// The ASNs with a full feed at the end of each bin.
  private(set) var fullFeeds: [Set<ASN>] = []
  /// The tables that did not hold what the updates before them had left.
  private(set) var wrongTables: [String] = []
  /// The longest time between two records of a session, by session, the loss of peers left out.
  private(set) var silences: [Session: Int] = [:]
  private(set) var damage = 0
  private(set) var announcements = 0
  private(set) var withdrawals = 0

  private var routes: [Session: [Prefix: ASN]] = [:]
  private var holders: [Prefix: [Session: ASN]] = [:]
  private var lastHeard: [Session: Int] = [:]
  private var unknown: Set<Session> = []
  private var touched: Set<Prefix> = []
  private var credit: [Prefix: Set<String>] = [:]
  private var totals: [String: Int] = [:]
  private var fullSessions: Set<Session> = []
  private let places: ArchivePlaces

  static let start = 1_573_257_600
  static let bins = 20 * 288

  init(_ folder: ArchiveFolder) throws {
    places = try ArchivePlaces(folder.text("places.csv"))
    let collectors = ["rrc00", "route-views2"]
    let tables = collectors.map { folder.paths($0, $0 == "rrc00" ? "bview" : "rib") }
    let updates = collectors.map { folder.paths($0, "updates") }
    for hour in 0..<480 {
      var events: [(session: Session, event: ArchiveReading.Event)] = []
      for (place, collector) in collectors.enumerated() {
        if hour % 24 == 0 {
          let path = tables[place][hour / 24]
          apply(ArchiveReading(try folder.bytes(path)), of: collector, path: path)
        }
        let reading = ArchiveReading(try folder.bytes(updates[place][hour]))
        damage += reading.damage
        events += reading.events.map { (Session(collector: collector, peer: $0.peer), $0) }
      }
      var next = 0
      events = events.enumerated().sorted {
        ($0.element.event.seconds, $0.offset) < ($1.element.event.seconds, $1.offset)
      }.map(\.element)
      for bin in hour * 12..<hour * 12 + 12 {
        let end = ArchiveReference.start + (bin + 1) * 300
        while next < events.count, Int(events[next].event.seconds) < end {
          apply(events[next].event, of: events[next].session)
          next += 1
        }
        count(at: end)
      }
    }
  }

  private mutating func apply(_ table: ArchiveReading, of collector: String, path: String) {
    damage += table.damage
    var fresh: [Session: [Prefix: ASN]] = [:]
    for peer in table.peers { fresh[Session(collector: collector, peer: peer)] = [:] }
    for entry in table.entries {
      fresh[Session(collector: collector, peer: entry.peer)]?[entry.prefix] = entry.origin
    }
    let before = routes.filter { $0.key.collector == collector }
    if !before.isEmpty, before != fresh { wrongTables.append(path) }
    for (session, held) in fresh {
      for (prefix, origin) in held { hold(prefix, origin, by: session) }
      for prefix in routes[session, default: [:]].keys where held[prefix] == nil {
        hold(prefix, nil, by: session)
      }
      unknown.remove(session)
      lastHeard[session] = Int(table.tableSeconds ?? 0)
    }
  }

  private mutating func apply(_ event: ArchiveReading.Event, of session: Session) {
    switch event.change {
    case .heard:
      let seconds = Int(event.seconds)
      let loss = 1_573_635_600..<1_573_646_400 + 300
      if let last = lastHeard[session], !loss.contains(seconds) {
        silences[session] = max(silences[session] ?? 0, seconds - last)
      }
      lastHeard[session] = seconds
    case .announce(let prefix, let origin):
      announcements += 1
      hold(prefix, origin, by: session)
    case .withdraw(let prefix):
      withdrawals += 1
      hold(prefix, nil, by: session)
    case .session(.reset):
      for prefix in routes[session, default: [:]].keys { hold(prefix, nil, by: session) }
    case .session(.established):
      unknown.remove(session)
    }
  }

  private mutating func hold(_ prefix: Prefix, _ origin: ASN?, by session: Session) {
    routes[session, default: [:]][prefix] = origin
    holders[prefix, default: [:]][session] = origin
    touched.insert(prefix)
  }

  private mutating func count(at end: Int) {
    for (session, last) in lastHeard where end - last > 3_600 { unknown.insert(session) }
    let full = Set(routes.filter { $0.value.count >= 500 }.keys).subtracting(unknown)
    let asns = Set(full.map(\.peer.asn))
    let isSame = fullSessions == full
    fullSessions = full
    for prefix in isSame ? touched : Set(holders.keys) {
      for entity in credit[prefix] ?? [] { totals[entity, default: 0] -= blocks(prefix) }
      let seen = (holders[prefix] ?? [:]).filter { full.contains($0.key) }
      let isVisible = !seen.isEmpty && 2 * Set(seen.keys.map(\.peer.asn)).count >= asns.count
      let entities =
        isVisible ? places.of(prefix).union(seen.values.map { "asn/\($0)" }) : []
      for entity in entities { totals[entity, default: 0] += blocks(prefix) }
      credit[prefix] = entities
    }
    touched = []
    values.append(totals)
    fullFeeds.append(asns)
  }

  private func blocks(_ prefix: Prefix) -> Int { 1 << (24 - Int(prefix.length)) }
}
