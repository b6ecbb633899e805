import MRT
import Net
import Routing
import Timeline

/// The rules of visibility in sets and dictionaries, as slow and plain as they read.
///
/// It shares nothing with the engine but the reader of MRT files.
struct VisibilityReference {
  struct Session: Hashable {
    let collector: String
    let peer: RoutePeer
  }
  struct RouteKey: Hashable {
    let prefix: Prefix
    let pathID: UInt32
  }
  enum Knowledge { case known, untilTable, silent }

  /// One file with its plain bytes.
  struct File {
    let collector: String
    let isTable: Bool
    let time: Int64
    let bytes: [UInt8]
    /// Whether nothing was lost before it became plain bytes.
    var isWhole = true
  }

  /// What happens to a collector at a time, in the order in which it is applied.
  struct Action {
    enum What {
      case lose(until: Int64)
      case table(ReferenceRecords)
      case records([(Int64, ReferenceRecords.Record)], RoutePeer?)
    }
    let time: Int64
    let rank: Int
    let sequence: Int
    let collector: String
    let what: What
  }

  let options: VisibilityOptions
  let hasUpdates: Set<String>
  var actions: [Action] = []
  var start: Int64 = .max
  var end: Int64 = .min

  var routes: [Session: [RouteKey: UInt32]] = [:]
  var knowledge: [Session: Knowledge] = [:]
  var broken: Set<Session> = []
  var heard: [Session: Int64] = [:]
  var tableCounts: [Session: [IPFamily: Int]] = [:]
  var unknownCollectors: Set<String> = []
  /// The collectors of which nobody was known at some moment of the bin.
  var brokenCollectors: Set<String> = []
  var gapEnd: [String: Int64] = [:]
  /// The state at the end of the bin before, with what tables said at the start of this one of
  /// sessions that were not known.
  var before: [Session: [RouteKey: UInt32]] = [:]
  var joining: Set<Session> = []
  /// The sessions that were not known before and began anew at the start of the bin: what they tell in
  /// the bin stands for what they held before it.
  var reborn: Set<Session> = []
  var binStart: Int64 = 0
  var feeds: [IPFamily: Set<Session>] = [:]
  /// The places, and where the blocks of the prefixes are.
  let places: [(country: Entity?, region: Entity?)]
  let sites: [Prefix: [(block: UInt64, place: Int)]]
  /// What made the last count, and the count.
  var lastCounted: [IPFamily: (visible: [Prefix: Set<UInt32>], counts: [Entity: [Int]])] = [:]

  init(
    _ files: [File], prefixes: [Prefix], options: VisibilityOptions, cadence: [String: Int64],
    places: [(country: Entity?, region: Entity?)],
    sites: (Prefix) -> [(block: UInt64, place: Int)]
  ) {
    self.places = places
    self.sites = Dictionary(
      uniqueKeysWithValues: prefixes.filter { prefix in
        prefix.length >= (prefix.family == .ipv4 ? 6 : 16)
          && !VisibilityReference.special.contains { $0.contains(prefix) }
      }.map { ($0, sites($0)) })
    self.options = options
    hasUpdates = Set(files.filter { !$0.isTable }.map(\.collector))
    for collector in Set(files.map(\.collector)) { unknownCollectors.insert(collector) }
    let step = Int64(options.bin)
    func floored(_ time: Int64) -> Int64 { time - time % step }
    for file in files where file.isTable {
      start = min(start, floored(file.time))
      end = max(end, file.time + 1)
    }
    for (sequence, file) in files.enumerated() where file.isTable {
      actions.append(
        Action(
          time: file.time, rank: 1, sequence: sequence, collector: file.collector,
          what: .table(ReferenceRecords(file.bytes))))
    }
    for collector in hasUpdates {
      plan(collector, files.filter { $0.collector == collector }, cadence[collector] ?? 300)
    }
    actions.sort { ($0.time, $0.rank, $0.sequence) < ($1.time, $1.rank, $1.sequence) }
  }

  /// Puts the records of a collector's updates, and what is missing of them, into the actions.
  private mutating func plan(_ collector: String, _ files: [File], _ cadence: Int64) {
    let updates = files.filter { !$0.isTable }.sorted { $0.time < $1.time }
    let firstTable = files.filter(\.isTable).map(\.time).min() ?? 0
    let step = Int64(options.bin)
    var known = firstTable
    for file in updates where file.time + cadence > firstTable {
      if file.time > known + cadence / 2 {
        actions.append(
          Action(
            time: known, rank: 0, sequence: 0, collector: collector,
            what: .lose(until: file.time)))
      }
      known = max(known, file.time + cadence)
    }
    actions.append(
      Action(time: known, rank: 0, sequence: 0, collector: collector, what: .lose(until: .max)))
    end = max(end, known)
    var latest: [RoutePeer: Int64] = [:]
    var sequence = 0
    for file in updates {
      // The bin that is open when the file is read: a minute before it begins.
      var open = start
      while file.time >= open + step + 60 { open += step }
      var inFile: Int64?
      var peer: RoutePeer?
      var now: Int64 = 0
      let content = ReferenceRecords(file.bytes)
      for record in content.records {
        sequence += 1
        switch record {
        case .heard(let who, let time):
          peer = who
          now = max(time, latest[who] ?? .min)
          latest[who] = now
          inFile = max(inFile ?? .min, now)
        case .unreadableRecord:
          peer = nil
          now = inFile ?? file.time
        default: break
        }
        actions.append(
          Action(
            time: max(now, open), rank: 2, sequence: sequence, collector: collector,
            what: .records([(now, record)], peer)))
      }
      guard content.isCut || !file.isWhole else { continue }
      sequence += 1
      actions.append(
        Action(
          time: max(inFile ?? file.time, open), rank: 2, sequence: sequence, collector: collector,
          what: .lose(until: file.time + cadence)))
    }
  }

  mutating func meet(_ session: Session, at time: Int64) {
    guard knowledge[session] == nil else { return }
    let isUnknown = unknownCollectors.contains(session.collector)
    knowledge[session] = isUnknown ? .untilTable : .known
    if isUnknown || brokenCollectors.contains(session.collector) {
      broken.insert(session)
      joining.insert(session)
    }
    heard[session] = time
    routes[session] = [:]
  }

  mutating func lose(_ session: Session, _ how: Knowledge) {
    if knowledge[session] != .untilTable { knowledge[session] = how }
    broken.insert(session)
  }

  mutating func loseAll(_ collector: String) {
    unknownCollectors.insert(collector)
    brokenCollectors.insert(collector)
    for session in knowledge.keys where session.collector == collector {
      lose(session, .untilTable)
    }
  }

  mutating func apply(_ action: Action) {
    switch action.what {
    case .lose(let until):
      gapEnd[action.collector] = max(gapEnd[action.collector] ?? .min, until)
      loseAll(action.collector)
    case .table(let table): apply(table, of: action.collector, at: action.time)
    case .records(let records, let peer):
      for (time, record) in records { apply(record, peer, of: action.collector, at: time) }
    }
  }

  mutating func apply(
    _ record: ReferenceRecords.Record, _ peer: RoutePeer?, of collector: String, at time: Int64
  ) {
    if case .unreadableRecord = record { return loseAll(collector) }
    guard let peer else { return }
    let session = Session(collector: collector, peer: peer)
    switch record {
    case .heard:
      meet(session, at: time)
      if time - (heard[session] ?? 0) >= Int64(options.silence), knowledge[session] == .known {
        lose(session, .silent)
      }
      heard[session] = max(heard[session] ?? 0, time)
    case .withdraw(let prefix, let id):
      routes[session]?[RouteKey(prefix: prefix, pathID: id)] = nil
    case .announce(let prefix, let id, let path):
      let isForeign = path.first != .zero && path.first != peer.asn
      routes[session]?[RouteKey(prefix: prefix, pathID: id)] =
        isForeign && options.requireFirstAS ? nil : path.origin.rawValue
    case .session(.reset), .session(.established):
      // A session that ends takes its routes with it; one that begins has none yet.
      routes[session] = [:]
      guard knowledge[session] == .silent else { break }
      knowledge[session] = .known
      guard time <= binStart else { break }
      broken.remove(session)
      if joining.remove(session) != nil { reborn.insert(session) }
    case .unreadable: lose(session, .untilTable)
    case .unreadableRecord: break
    }
  }

  mutating func apply(_ table: ReferenceRecords, of collector: String, at time: Int64) {
    for peer in table.allPeers { meet(Session(collector: collector, peer: peer), at: time) }
    let sessions = knowledge.keys.filter { $0.collector == collector }
    for session in sessions { routes[session] = [:] }
    for route in table.routes {
      if options.requireFirstAS, route.path.first != .zero, route.path.first != route.peer.asn {
        continue
      }
      routes[Session(collector: collector, peer: route.peer)]?[
        RouteKey(prefix: route.prefix, pathID: route.pathID)] = route.path.origin.rawValue
    }
    let isComplete = time >= gapEnd[collector] ?? .min
    let isOnly = !hasUpdates.contains(collector)
    if isComplete {
      unknownCollectors.remove(collector)
    } else {
      unknownCollectors.insert(collector)
    }
    if isComplete, isOnly || time <= binStart { brokenCollectors.remove(collector) }
    for session in sessions {
      knowledge[session] = isComplete ? .known : .untilTable
      heard[session] = max(heard[session] ?? 0, time)
      tableCounts[session] = [.ipv4: held(session, .ipv4).count, .ipv6: held(session, .ipv6).count]
      if isComplete, isOnly || time <= binStart {
        broken.remove(session)
        if joining.remove(session) != nil { before[session] = routes[session] }
      }
    }
  }

  func held(_ session: Session, _ family: IPFamily) -> Set<Prefix> {
    Set((routes[session] ?? [:]).keys.map(\.prefix).filter { $0.family == family })
  }
}
