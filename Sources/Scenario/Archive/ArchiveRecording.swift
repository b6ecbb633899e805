import Inflate
import Net
import Timeline

/// The recording of a world's routes: goes through the bins once and writes each file when it ends.
struct ArchiveRecording {
  /// What the archive holds.
  struct Counts {
    var prefixes = 0
    var tableRoutes = 0
    var announcements = 0
    var withdrawals = 0
    var messages = 0
  }

  let plan: RoutePlan
  let scheme: ArchiveScheme
  let notice: String
  var counts = Counts()
  var peers: [ArchivePeer]
  /// Whether each holding is visible at the end of the present bin.
  var isVisible: [Bool]
  /// The records of the present bin, by collector.
  var events: [[ArchiveEvent]]
  /// The records of the present hour, by collector.
  var files: [MRTRecordWriter]
  /// The chance of each session's second, by bin and network.
  let chance: ArchiveChance

  private var course: RoutePlan

  init(plan: RoutePlan, scheme: ArchiveScheme, notice: String, seed: UInt64) {
    self.plan = plan
    self.scheme = scheme
    self.notice = notice
    course = plan
    chance = ArchiveChance(seed: seed)
    peers = ArchiveRecording.peers(plan: plan, scheme: scheme, chance: chance)
    isVisible = [Bool](repeating: false, count: plan.addresses.holdings.count)
    events = scheme.collectors.map { _ in [] }
    files = scheme.collectors.map { _ in MRTRecordWriter() }
    counts.prefixes = plan.addresses.holdings.count
  }

  /// Goes through all bins. The first bin's state stands in the first tables.
  mutating func run(_ put: (String, [UInt8]) throws -> Void) throws {
    for bin in 0..<plan.bins {
      let time = plan.start + bin * RoutePlan.step
      var changes = course.changes(in: bin)
      if bin == 0 {
        for index in changes { isVisible[index].toggle() }
        changes = []
      }
      if bin == 0 || time == time.floored(to: 86_400) { try writeTables(at: time, put) }
      for index in changes { isVisible[index].toggle() }
      record(changes, in: bin)
      flush()
      let end = time + RoutePlan.step
      if end == end.floored(to: 3_600) || bin == plan.bins - 1 {
        try writeUpdates(from: time.floored(to: 3_600), put)
      }
    }
  }

  /// Brings the bin's records into the order of their times, and writes them.
  private mutating func flush() {
    for index in events.indices {
      // The sort is stable, so a session's own order stays.
      events[index].sort { $0.moment < $1.moment }
      for event in events[index] { event.write(to: &files[index]) }
      events[index].removeAll(keepingCapacity: true)
    }
  }

  private mutating func writeUpdates(
    from time: UnixTime, _ put: (String, [UInt8]) throws -> Void
  ) throws {
    for (index, collector) in scheme.collectors.enumerated() {
      let name = collector.path(of: .updates, at: time)
      try put(name, try Gzip.compress(files[index].bytes, level: ArchiveRecording.level))
      files[index].removeAll()
    }
  }

  private mutating func writeTables(
    at time: UnixTime, _ put: (String, [UInt8]) throws -> Void
  ) throws {
    for (place, collector) in scheme.collectors.enumerated() {
      var file = MRTRecordWriter(capacity: 1 << 20)
      let members = peers.indices.filter { peers[$0].collector == place }
      file.peerIndexTable(
        at: time, collector: collector.address.ipv4, view: notice,
        peers: members.map { peers[$0].tablePeer })
      var sequence: UInt32 = 0
      for (index, holding) in plan.addresses.holdings.enumerated() where isVisible[index] {
        var entries: [MRTRecordWriter.Entry] = []
        for (number, member) in members.enumerated() where peers[member].carries[index] {
          entries.append(
            MRTRecordWriter.Entry(
              peer: UInt16(number), originated: UnixTime(Int64(peers[member].learnt[index])),
              encoded: attributes(of: index, by: member)))
        }
        guard !entries.isEmpty else { continue }
        file.rib(at: time, sequence: sequence, prefix: holding.prefix, entries: entries)
        sequence += 1
        counts.tableRoutes += entries.count
      }
      try put(
        collector.path(of: .table, at: time),
        try Gzip.compress(file.bytes, level: ArchiveRecording.level))
    }
  }

  /// The attributes with which a peer tells a holding's route; of two origins the peers see one
  /// each.
  mutating func attributes(of index: Int, by member: Int) -> [UInt8] {
    let origins = plan.addresses.holdings[index].origins
    return peers[member].attributes(
      origin: origins[member % origins.count], variant: peers[member].variants[index])
  }

  /// The compression: the second half of the levels costs time and saves little.
  private static let level = 6
}
