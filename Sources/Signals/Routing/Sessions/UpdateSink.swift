import MRT
import Net

/// Turns the records of an update file into events in the segments in which they count.
struct UpdateSink: RouteSink {
  var state: RoutingState
  let collector: Int
  /// The time of the file, against which the times of records are held.
  private var base: Int64?
  private var session: Int?
  private var asn: UInt32 = 0
  private var segment: Int64 = .min
  private var segmentEnd: Int64 = .min
  private var events: [RouteEvent] = []
  private var lastPeer: RoutePeer?
  /// The sessions of peers that were heard lately, by bits of the peer.
  private var lately = [Heard?](repeating: nil, count: 256)
  /// The effective time of the record that was heard last, and the latest in the file.
  private var now: Int64 = .min
  private(set) var latest: Int64?
  /// The time that the events of the segment were last said to be of.
  private var clock: Int64 = .min

  /// A peer with the number of its session.
  private struct Heard {
    let peer: RoutePeer
    let session: Int
  }

  /// Times further than this from the file's are not believed.
  static let farthest: Int64 = 86_400

  init(state: RoutingState, collector: Int, base: Int64?) {
    self.state = state
    self.collector = collector
    self.base = base
  }

  mutating func peerTable(_ peers: [RoutePeer], at seconds: UInt32) {}
  mutating func table(_ prefix: Prefix, at seconds: UInt32, routes: borrowing Span<TableRoute>) {}
  mutating func table(
    _ prefix: Prefix, at seconds: UInt32, peer: RoutePeer, route: TableRoute
  ) {}

  mutating func heard(_ peer: RoutePeer, at seconds: UInt32) {
    var time = Int64(seconds)
    if let base, abs(time - base) > UpdateSink.farthest {
      state.tally.strangeTimes += 1
      time = latest ?? base
    } else if base == nil {
      base = time
    }
    if peer != lastPeer {
      lastPeer = peer
      session = number(of: peer)
      asn = peer.asn.rawValue
    }
    guard let session else { return }
    let before = state.sessions[session].latest
    now = max(time, before)
    if now > latest ?? .min {
      latest = now
      state.latest = max(state.latest, now)
    }
    // The bin is closed: the record counts in the open one.
    if now < state.binStart { state.tally.late += 1 }
    enter(max(now, state.binStart))
    tell(now)
    state.sessions[session].latest = now
    let seconds = UInt32(clamping: now)
    if state.sessions[session].segment == segment,
      now - before < Int64(state.options.silence), state.sessions[session].note < events.count
    {
      events[state.sessions[session].note].origin = seconds
    } else {
      state.sessions[session].segment = segment
      state.sessions[session].note = events.count
      events.append(RouteEvent(.heard, session: session, target: seconds, origin: seconds))
    }
  }

  /// The number of a peer's session, which costs a hash only where it was not heard lately.
  @inline(__always)
  private mutating func number(of peer: RoutePeer) -> Int? {
    let bits = peer.address.high &+ peer.address.low &+ UInt64(peer.asn.rawValue)
    let place = Int((bits &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if let heard = lately[place], heard.peer == peer { return heard.session }
    guard let number = state.session(of: collector, peer) else { return nil }
    lately[place] = Heard(peer: peer, session: number)
    return number
  }

  /// Goes to the segment that holds a time: a bin, or a part of it behind a mark.
  @inline(__always)
  private mutating func enter(_ time: Int64) {
    if time >= segment, time < segmentEnd { return }
    leave()
    let step = Int64(state.options.bin)
    let start = time - (time % step + step) % step
    segment = start
    segmentEnd = start + step
    for mark in state.collectors[collector].marks {
      if mark <= time {
        segment = max(segment, mark)
      } else {
        segmentEnd = min(segmentEnd, mark)
        break
      }
    }
    events = state.collectors[collector].segments.removeValue(forKey: segment) ?? []
    clock = .min
  }

  /// Notes the time of what follows: files that are not known yet may part it from what precedes.
  @inline(__always)
  private mutating func tell(_ time: Int64) {
    guard time != clock else { return }
    clock = time
    events.append(RouteEvent(.clock, session: 0, target: UInt32(clamping: time)))
  }

  /// Puts the events of the segment where they wait; called at the end of the file too.
  mutating func leave() {
    if segment != .min, !events.isEmpty {
      state.collectors[collector].segments[segment] = events
    }
    events = []
    segment = .min
    segmentEnd = .min
  }

  mutating func withdraw(_ prefix: Prefix, pathID: UInt32) {
    guard let session else { return }
    state.tally.withdrawn += 1
    add(.withdraw4, .withdraw6, session, prefix, 0, pathID)
  }

  mutating func announce(_ prefix: Prefix, pathID: UInt32, path: PathSummary) {
    guard let session else { return }
    state.tally.announced += 1
    if path.first.rawValue != asn, path.first != .zero {
      state.tally.foreignFirst += 1
      if state.options.requireFirstAS {
        return add(.withdraw4, .withdraw6, session, prefix, 0, pathID)
      }
    }
    add(.announce4, .announce6, session, prefix, path.origin.rawValue, pathID)
  }

  @inline(__always)
  private mutating func add(
    _ kind4: RouteEvent.Kind, _ kind6: RouteEvent.Kind, _ session: Int, _ prefix: Prefix,
    _ origin: UInt32, _ pathID: UInt32
  ) {
    let isFour = prefix.family == .ipv4
    let target = isFour ? state.v4.index.number(of: prefix) : state.v6.index.number(of: prefix)
    guard target != PrefixIndex.none else {
      state.tally.prefixesRefused += 1
      return
    }
    events.append(
      RouteEvent(
        isFour ? kind4 : kind6, session: session, target: target, origin: origin, pathID: pathID))
  }

  mutating func session(_ change: SessionChange) {
    guard let session else { return }
    // A session that begins has lost what it held before, whether its end was recorded or not.
    switch change {
    case .reset, .established: events.append(RouteEvent(.reset, session: session))
    }
  }

  mutating func unreadable() {
    guard let session else { return }
    events.append(RouteEvent(.unreadable, session: session))
  }

  mutating func unreadableRecord() { loseRest(until: nil) }

  /// What the file told behind its last record is lost, up to a time where that is known.
  mutating func loseRest(until end: Int64?) {
    // Before any record of the file the time is the file's own.
    let time = max(latest ?? base ?? state.binStart, state.binStart)
    enter(time)
    tell(time)
    events.append(
      RouteEvent(.unreadableRecord, session: 0, target: UInt32(clamping: end ?? 0)))
    lastPeer = nil
    session = nil
  }
}
