import MRT
import Net
import Timeline

/// All that the engine knows: collectors, sessions, routes, and what is visible.
struct RoutingState: Sendable {
  let options: VisibilityOptions
  var v4: FamilyVisibility
  var v6: FamilyVisibility
  var collectors: [CollectorState] = []
  var sessions: [Session] = []
  /// The start of the open bin.
  var binStart: Int64 = .min
  /// The latest time at which a record that was read counts.
  var latest: Int64 = 0
  var tally = RouteTally()
  /// Whether a table was applied since the thresholds were last found.
  var hasNewTable = false

  init(options: VisibilityOptions, places: any PlaceResolver) {
    self.options = options
    v4 = FamilyVisibility(family: .ipv4, places: places)
    v6 = FamilyVisibility(family: .ipv6, places: places)
  }

  /// A state in which nobody is placed, to stand in while another is lent out.
  init(options: VisibilityOptions) { self.init(options: options, places: Nowhere()) }

  /// Where nobody is.
  struct Nowhere: PlaceResolver {
    var placeEntities: [(country: Entity?, region: Entity?)] { [] }
    func slash24Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {}
    func slash48Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {}
  }

  /// The most sessions of all collectors.
  static let sessionLimit = 1 << 16

  /// The number of a collector's session with a peer, made known as the collector is; nothing when
  /// there are too many.
  mutating func session(of collector: Int, _ peer: RoutePeer) -> Int? {
    if let number = collectors[collector].numbers[peer] { return number }
    guard sessions.count < RoutingState.sessionLimit else {
      tally.sessionsRefused += 1
      return nil
    }
    let isUnknown = collectors[collector].isUnknown
    sessions.append(
      Session(
        collector: collector, peer: peer, knowledge: isUnknown ? .untilTable : .known,
        isBroken: isUnknown))
    let number = sessions.count - 1
    collectors[collector].numbers[peer] = number
    collectors[collector].sessions.append(number)
    return number
  }

  /// The column of a session in the tables of IPv4.
  @inline(__always)
  mutating func column4(_ session: Int) -> Int {
    if sessions[session].column4 < 0 {
      sessions[session].column4 = v4.routes.addColumn()
      v4.routes.isLogged[sessions[session].column4] = sessions[session].knowledge == .known
    }
    return sessions[session].column4
  }

  /// The column of a session in the tables of IPv6.
  @inline(__always)
  mutating func column6(_ session: Int) -> Int {
    if sessions[session].column6 < 0 {
      sessions[session].column6 = v6.routes.addColumn()
      v6.routes.isLogged[sessions[session].column6] = sessions[session].knowledge == .known
    }
    return sessions[session].column6
  }

  /// Takes all routes from a session.
  mutating func empty(_ session: Int) {
    let session = sessions[session]
    if session.column4 >= 0 { v4.routes.clear(column: session.column4) }
    if session.column6 >= 0 { v6.routes.clear(column: session.column6) }
  }

  /// What a collector's sessions hold is unknown until its next table.
  mutating func loseCollector(_ collector: Int) {
    collectors[collector].isUnknown = true
    for session in collectors[collector].sessions { sessions[session].lose(.untilTable) }
  }

  /// Applies the events of a segment, in their order.
  mutating func apply(_ events: [RouteEvent], of collector: Int) {
    v4.routes.grow(to: v4.index.count)
    v6.routes.grow(to: v6.index.count)
    let silence = Int64(options.silence)
    var now = Int64.max
    for event in events {
      let session = event.session
      switch event.kind {
      case .announce4:
        v4.routes.announce(
          Int(event.target), column4(session), pathID: event.pathID, origin: event.origin)
      case .withdraw4:
        v4.routes.withdraw(Int(event.target), column4(session), pathID: event.pathID)
      case .announce6:
        v6.routes.announce(
          Int(event.target), column6(session), pathID: event.pathID, origin: event.origin)
      case .withdraw6:
        v6.routes.withdraw(Int(event.target), column6(session), pathID: event.pathID)
      case .heard:
        if let last = sessions[session].lastHeard, Int64(event.target) - last >= silence,
          sessions[session].knowledge == .known
        {
          sessions[session].lose(.silent)
          tally.silences += 1
        }
        sessions[session].hear(at: Int64(event.origin))
      case .reset:
        empty(session)
        if sessions[session].knowledge == .silent {
          sessions[session].endSilence(at: now, in: binStart)
        }
      case .unreadable: sessions[session].lose(.untilTable)
      case .unreadableRecord:
        // A table before the end of what is lost does not make up for it.
        if event.target > 0 {
          collectors[collector].gapEnd = max(collectors[collector].gapEnd, Int64(event.target))
        }
        loseCollector(collector)
      case .clock: now = Int64(event.target)
      }
    }
  }
}
