public import Atlas
public import Capture
import Timeline
import Net

/// Counts the packets of a capture by minute: what each filter removed, and which sources passed.
///
///     var part = TelescopeAccumulator(options)
///     try reader.readAll(feed, into: &part)
///     let minutes = part.finish()
///
/// Packets may come in any order of time, and a capture may be cut anywhere: parts that were counted
/// apart and merged in the order of the capture come to what one run over all of it does, to the
/// octet. A part knows nothing of places; `TelescopeRecorder` places the sources of its minutes.
///
/// Memory is flat: 16 octets for each of at most 2²⁰ packets whose minutes are not packed yet, 64 MiB
/// of packed sources at about four octets a source and minute, and a temporary file for all beyond
/// that. Sketches stay in memory.
public struct TelescopeAccumulator: PacketSink, Sendable {
  /// The packets that wait to be sorted, at most.
  static let waiting = 1 << 20
  /// Two neighbours whose times are further apart do not vouch for each other.
  static let stray: Int64 = 86_400
  /// A clock that goes back by more was set.
  static let clockStep: Int64 = 10

  /// What the accumulator was made with.
  public let options: TelescopeOptions
  /// What became of all packets so far.
  public internal(set) var totals = TelescopeTotals()

  let schedule: FilterSchedule
  let darkFirst: UInt32
  let darkMask: UInt32
  var inside: InsideNetworks?
  /// Where sources are, for sketches, which are made of each entity's sources.
  var placer: SourcePlacer?
  /// The minutes by their first second, but for the current one.
  var minutes: [Int64: OpenMinute] = [:]
  var current = OpenMinute()
  var currentStart = Int64.max
  var scratch: [UInt64] = []
  /// Where packed sources are that memory should not hold.
  var file: SpillFile?
  /// The room that the waiting packets of all minutes but the current take.
  var parked = 0
  /// Minutes that end at or before this second are closed.
  var closedBefore = Int64.min
  var border = Border()

  /// A minute that still takes packets.
  struct OpenMinute: Sendable {
    var tally = MinuteTally()
    var buffer = SourceBuffer()
    var runs: [SourceRun] = []
    var pages: [SketchPage] = []
  }

  /// Creates an accumulator of nothing.
  ///
  /// `inside` are the networks from which nothing should come, as `OneWayCheck` learns them; a
  /// `dark` prefix in the options takes their place. Sketches need to know where sources are while
  /// they are counted; sets are placed by the recorder.
  public init(
    _ options: TelescopeOptions = TelescopeOptions(), inside: InsideNetworks? = nil,
    places: PlaceTable? = nil, origins: [OriginTable] = []
  ) {
    self.options = options
    placer = options.isSketch ? SourcePlacer(places: places, origins: origins) : nil
    schedule = FilterSchedule(options.filters)
    if let dark = options.dark, dark.family == .ipv4 {
      darkMask = dark.length == 0 ? 0 : ~0 << UInt32(32 - dark.length)
      darkFirst = dark.address.ipv4
      self.inside = nil
    } else {
      darkMask = 0
      darkFirst = 0
      self.inside = inside
    }
  }

  /// Takes the networks from which nothing should come, where they are learnt on the way: from the
  /// next packet on. A `dark` prefix stands.
  public mutating func watch(_ inside: InsideNetworks) {
    if options.dark == nil { self.inside = inside }
  }

  /// Counts a packet.
  public mutating func packet(_ packet: borrowing Packet) {
    var seen = Observation(seconds: packet.time.seconds, outcome: .notIPv4)
    seen.isTruncated = packet.bytes.byteCount < Int(packet.originalLength)
    if case .ipv4(let ip) = packet.network {
      seen.source = ip.source
      seen.bytes = UInt64(ip.totalLength)
      seen.isFromInside = isInside(ip.source) && ip.source != ip.destination
      if ip.destination & darkMask != darkFirst {
        seen.outcome = .otherDestination
      } else {
        let enabled = schedule.enabled(at: packet.time.seconds)
        let matching = FilterSet(matching: packet, ip).intersection(enabled)
        if let filter = matching.first {
          seen.outcome = .removed(filter)
        } else {
          seen.outcome = .passed
          if seen.isTruncated {
            seen.isUndecided = !FilterSet(undecidable: packet, ip).isDisjoint(with: enabled)
          }
        }
      }
    }
    take(seen)
  }

  /// Whether a time is one: known, and from 1970 to 2242, twice what 32 bits hold.
  @inline(__always)
  static func isTime(_ seconds: Int64) -> Bool { UInt64(bitPattern: seconds) < 1 << 33 }

  @inline(__always)
  func isInside(_ source: UInt32) -> Bool {
    if darkMask != 0 { return source & darkMask == darkFirst }
    return inside?.contains(source) ?? false
  }

  /// Counts what is known of a packet.
  @inline(__always)
  mutating func take(_ seen: Observation) {
    count(seen)
    // A packet without a time says nothing about its neighbours' times.
    guard TelescopeAccumulator.isTime(seen.seconds) else {
      totals.strayTimes &+= Int(seen.packets)
      return
    }
    if border.isNear(seen.seconds) {
      border.last = seen.seconds
      bin(seen)
    } else {
      takeFar(seen)
    }
  }

  @inline(__always)
  private mutating func count(_ seen: Observation) {
    let packets = Int(seen.packets)
    totals.packets &+= packets
    if seen.isTruncated { totals.truncated &+= packets }
    switch seen.outcome {
    case .notIPv4: totals.notIPv4 &+= packets
    case .otherDestination: totals.otherDestinations &+= packets
    case .removed(let filter): totals.removed[Int(filter.rawValue)] &+= packets
    case .passed:
      totals.passed &+= packets
      if seen.isUndecided { totals.undecided &+= packets }
    }
  }

  /// Puts a packet into its minute.
  @inline(__always)
  mutating func bin(_ seen: Observation) {
    if seen.seconds < currentStart || seen.seconds &- currentStart >= TelescopeBin.seconds {
      guard turn(to: seen.seconds) else {
        totals.late &+= Int(seen.packets)
        return
      }
    }
    let packets = Int(seen.packets)
    current.tally.packets &+= packets
    switch seen.outcome {
    case .notIPv4: break
    case .otherDestination:
      if seen.isFromInside { current.tally.fromInside &+= packets }
    case .removed:
      current.tally.ipv4 &+= packets
      if seen.isFromInside { current.tally.fromInside &+= packets }
    case .passed:
      current.tally.ipv4 &+= packets
      if seen.isFromInside { current.tally.fromInside &+= packets }
      current.tally.passed &+= packets
      current.tally.bytes &+= Int(truncatingIfNeeded: seen.bytes)
      if seen.isUndecided { current.tally.undecided &+= packets }
      if seen.packets == 1, seen.bytes <= 0xFFFF {
        current.buffer.append(seen.source, bytes: UInt16(truncatingIfNeeded: seen.bytes))
      } else {
        current.buffer.append(
          SourceCount(address: seen.source, packets: UInt64(seen.packets), bytes: seen.bytes))
      }
      if current.buffer.size &+ parked >= TelescopeAccumulator.waiting { seal() }
    }
  }
}
