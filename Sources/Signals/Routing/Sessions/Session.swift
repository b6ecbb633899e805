import MRT

/// One BGP session as the engine knows it: a peer of a collector.
struct Session: Sendable {
  /// Whether what the session holds is known.
  enum Knowledge: UInt8, Sendable {
    case known
    /// Unknown until the collector's next table.
    case untilTable
    /// Unknown until the collector's next table or the session's next start.
    case silent
  }

  let collector: Int
  let peer: RoutePeer
  /// The session's columns in the tables of IPv4 and IPv6, or -1.
  var column4 = -1
  var column6 = -1
  var knowledge: Knowledge
  /// Whether the session was unknown at any moment of the open bin.
  var isBroken: Bool
  /// When the session was last heard, or its collector's table read; nothing before that.
  private(set) var lastHeard: Int64?
  /// How many prefixes of each family it held in its collector's last table.
  var tableCount4 = 0
  var tableCount6 = 0

  /// The latest time at which a record that was read counts.
  var latest: Int64 = .min
  /// The segment in which the session was heard last, and the place of that note in it.
  var segment: Int64 = .min
  var note = 0

  init(collector: Int, peer: RoutePeer, knowledge: Knowledge, isBroken: Bool) {
    self.collector = collector
    self.peer = peer
    self.knowledge = knowledge
    self.isBroken = isBroken
  }

  /// The session was heard.
  mutating func hear(at time: Int64) { lastHeard = max(lastHeard ?? .min, time) }

  /// The session's routes are unknown from now on.
  mutating func lose(_ knowledge: Knowledge) {
    if self.knowledge != .untilTable { self.knowledge = knowledge }
    isBroken = true
  }

  /// The session ended or began and holds nothing, which is known again; from the start of a bin
  /// where nothing of it had passed.
  mutating func endSilence(at time: Int64, in bin: Int64) {
    knowledge = .known
    if time <= bin { isBroken = false }
  }
}
