import MRT
public import Net
public import Timeline

/// Turns tables and updates into what is visible, bin by bin.
///
/// `ArchiveReplay` drives it. For each bin: announce the tables that fall into it (`expect`), read the
/// updates that may (`read`), close it (`closeBin`), which applies all in the order of time. A bin
/// costs what its updates touch; only when the full-feed sessions change are all prefixes judged.
public struct VisibilityEngine: Sendable {
  var state: RoutingState
  var findings = FindingLog()
  var threshold4: Threshold = .unknown
  var threshold6: Threshold = .unknown

  /// What makes a full feed.
  enum Threshold: Sendable, Equatable {
    case unknown
    case prefixes(Int)
    case refused(median: Int, expected: Int)
  }

  /// Creates an engine without routes.
  public init(options: VisibilityOptions, places: any PlaceResolver) {
    state = RoutingState(options: options, places: places)
  }

  /// The entities of a family, to whose positions the changes of its bins point.
  ///
  /// It grows from bin to bin; positions stay.
  public func entities(_ family: IPFamily) -> [Entity] {
    family == .ipv4 ? state.v4.book.ledger.entities : state.v6.book.ledger.entities
  }

  /// Adds a collector and returns its number.
  mutating func addCollector(_ name: String, hasUpdates: Bool) -> Int {
    state.collectors.append(CollectorState(name: name, hasUpdates: hasUpdates))
    return state.collectors.count - 1
  }

  /// Opens the bin that starts at a time; the first call begins the replay.
  mutating func openBin(_ start: Int64) {
    state.binStart = start
    for number in state.sessions.indices {
      let collector = state.sessions[number].collector
      let isOnly = !state.collectors[collector].hasUpdates
      if isOnly, state.sessions[number].knowledge == .known {
        state.sessions[number].knowledge = .untilTable
      }
      let isKnown = state.sessions[number].knowledge == .known
      state.sessions[number].isBroken = !isKnown
      let isLogged = isKnown || isOnly && state.collectors[collector].hasTable
      if state.sessions[number].column4 >= 0 {
        state.v4.routes.isLogged[state.sessions[number].column4] = isLogged
      }
      if state.sessions[number].column6 >= 0 {
        state.v6.routes.isLogged[state.sessions[number].column6] = isLogged
      }
    }
  }

  /// Applies the events of a collector in segments that start before a time.
  mutating func apply(_ collector: Int, before end: Int64) {
    let due = state.collectors[collector].segments.keys.filter { $0 < end }.sorted()
    for start in due {
      guard let events = state.collectors[collector].segments.removeValue(forKey: start)
      else { continue }
      state.apply(events, of: collector)
    }
  }

  /// The updates of a collector are missing from the given moment until another.
  mutating func lose(_ collector: Int, until end: Int64) {
    state.collectors[collector].gapEnd = max(state.collectors[collector].gapEnd, end)
    state.loseCollector(collector)
  }

  /// Closes the open bin.
  mutating func closeBin() throws(VisibilityError) -> VisibilityBin {
    let start = state.binStart
    let end = start + Int64(state.options.bin)
    noteSilence(end)
    if state.hasNewTable {
      threshold4 = threshold(.ipv4, state.options.fullFeed, at: start)
      threshold6 = threshold(.ipv6, state.options.fullFeed6, at: start)
      state.hasNewTable = false
    }
    if case .refused(let median, let expected) = threshold4 {
      throw .noFullFeed(median: median, expected: expected, at: UnixTime(start))
    }
    return VisibilityBin(
      start: UnixTime(start), step: state.options.bin, ipv4: judge(.ipv4, threshold4),
      ipv6: judge(.ipv6, threshold6))
  }

  /// Whoever was not heard for long is unknown.
  mutating func noteSilence(_ end: Int64) {
    for number in state.sessions.indices where state.sessions[number].knowledge == .known {
      guard state.collectors[state.sessions[number].collector].hasUpdates else { continue }
      if let last = state.sessions[number].lastHeard, last + Int64(state.options.silence) < end {
        state.sessions[number].lose(.silent)
        state.tally.silences += 1
      }
    }
  }

  /// Three quarters of the median table among those over half of the largest.
  private func threshold(
    _ family: IPFamily, _ option: VisibilityOptions.FullFeed, at time: Int64
  ) -> Threshold {
    if case .prefixes(let count) = option { return .prefixes(count) }
    let counts = state.sessions.map { family == .ipv4 ? $0.tableCount4 : $0.tableCount6 }
    guard let largest = counts.max(), largest > 0 else { return .unknown }
    let large = counts.filter { $0 * 2 > largest }.sorted()
    let median = large[(large.count - 1) / 2]
    let expected = FullTable.size(family, at: UnixTime(time))
    if median * 2 < expected { return .refused(median: median, expected: expected) }
    return .prefixes((median * 3 + 3) / 4)
  }

  private mutating func judge(_ family: IPFamily, _ threshold: Threshold) -> FamilyBin {
    var members: [(column: Int, asn: UInt32)] = []
    var peers: [FullFeedPeer] = []
    var isAnyKnown = false
    var least: Int?
    if case .prefixes(let count) = threshold { least = max(count, 1) }
    for session in state.sessions where !session.isBroken && session.knowledge == .known {
      isAnyKnown = true
      let column = family == .ipv4 ? session.column4 : session.column6
      guard let least, column >= 0 else { continue }
      let held =
        family == .ipv4 ? state.v4.routes.counts[column] : state.v6.routes.counts[column]
      guard held >= least else { continue }
      members.append((column, session.peer.asn.rawValue))
      peers.append(
        FullFeedPeer(collector: state.collectors[session.collector].name, peer: session.peer))
    }
    let recounts =
      family == .ipv4 ? state.v4.judge(over: members) : state.v6.judge(over: members)
    let peerASNs = Set(members.map(\.asn)).count
    let refusal: FamilyBin.Refusal? =
      if case .refused(let median, let expected) = threshold {
        .noFullFeed(median: median, expected: expected)
      } else if !isAnyKnown {
        .unknown
      } else if peerASNs < max(state.options.minimumPeers, 1) {
        .fewPeers(have: peerASNs, need: max(state.options.minimumPeers, 1))
      } else {
        nil
      }
    let dirty = family == .ipv4 ? state.v4.book.takeDirty() : state.v6.book.takeDirty()
    let blocks = family == .ipv4 ? state.v4.book.blocks : state.v6.book.blocks
    let prefixes = family == .ipv4 ? state.v4.book.prefixes : state.v6.book.prefixes
    return FamilyBin(
      family: family, refusal: refusal, peers: peers.sorted(), peerASNs: peerASNs,
      threshold: least,
      visiblePrefixes: family == .ipv4 ? state.v4.book.visible : state.v6.book.visible,
      changes: dirty.map {
        FamilyBin.Change(entity: $0, blocks: Int(blocks[$0]), prefixes: Int(prefixes[$0]))
      },
      rebases: recounts.map {
        FamilyBin.Rebase(
          entity: $0.entity, oldBlocks: Int($0.oldBlocks), newBlocks: Int($0.newBlocks),
          oldPrefixes: $0.oldPrefixes, newPrefixes: $0.newPrefixes)
      })
  }
}
