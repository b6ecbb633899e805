import Net
import Timeline

/// The packets of one minute, in the order in which they were thought of until they are written.
struct RadiationMinute {
  private let time: UnixTime
  private let space: Prefix
  private let noise: NoiseStream
  private var drafts: [PacketDraft] = []
  private var passed = 0
  private var removed: [RemovedTraffic: Int] = [:]
  /// The number of the choice that is made next.
  private var choice = 0

  init(time: UnixTime, space: Prefix, seed: UInt64) {
    self.time = time
    self.space = space
    noise = NoiseStream(seed: seed, label: "radiation \(time.seconds)")
  }

  /// Adds the packets of a source that passes: one, two or three.
  mutating func addPassing(from source: UInt32) {
    let host = SyntheticInternet.mix(UInt64(source) << 8)
    let kind = PassingTraffic(ofHost: host)
    let more = next() % 16
    for _ in 0..<(more < 10 ? 1 : more < 15 ? 2 : 3) {
      drafts.append(
        kind.draft(from: source, to: destination(next()), host: host, draw: next()))
      passed += 1
    }
  }

  /// Adds one or two packets that are removed; a forged one may bear any address.
  mutating func addRemoved(_ kind: RemovedTraffic, from source: UInt32) {
    guard !kind.isForged else { return addForged(kind) }
    for _ in 0..<(next() % 4 == 0 ? 2 : 1) { add(kind, from: source) }
  }

  /// Adds a packet whose source was forged.
  mutating func addForged(_ kind: RemovedTraffic) {
    var source: UInt32
    repeat {
      let draw = next()
      // 1.0.0.0 to 223.255.255.254; neither the first nor the last address of a /24.
      source =
        UInt32(1 + draw >> 32 % 223) << 24 | UInt32(truncatingIfNeeded: draw & 0xFFFF) << 8
        | UInt32(1 + draw >> 16 % 254)
    } while space.contains(IPAddress(ipv4: source))
    add(kind, from: source)
  }

  private mutating func add(_ kind: RemovedTraffic, from source: UInt32) {
    drafts.append(kind.draft(from: source, to: destination(next()), draw: next()))
    removed[kind, default: 0] += 1
  }

  /// Writes all packets in order of time, and an ARP request of the router.
  func write(to writer: inout CaptureWriter, counts: inout BackgroundRadiation.Counts) {
    let moments = NoiseStream(seed: noise.bits(-1), label: "moments")
    // The moment above, the packet below: sorting needs no packet to move.
    var order = drafts.indices.map { index in
      (moments.bits(index) % 60_000_000) << 32 | UInt64(index)
    }
    order.sort()
    writer.append(frame: request, at: time)
    for entry in order {
      let micros = entry >> 32
      writer.append(
        drafts[Int(entry & 0xFFFF_FFFF)], at: time + Int(micros / 1_000_000),
        nanoseconds: UInt32(micros % 1_000_000 * 1_000))
    }
    counts.packets += drafts.count + 1
    counts.notIPv4 += 1
    counts.passed += passed
    for (kind, count) in removed { counts.removed[kind.rawValue, default: 0] += count }
  }

  private mutating func next() -> UInt64 {
    choice += 1
    return noise.bits(choice)
  }

  /// An address of the telescope, neither the first nor the last of a /24.
  private func destination(_ draw: UInt64) -> UInt32 {
    let blocks = UInt64(1) << UInt64(24 - space.length)
    return space.address.ipv4 &+ UInt32(truncatingIfNeeded: draw >> 32 % blocks) << 8
      &+ UInt32(truncatingIfNeeded: 1 + draw % 254)
  }

  /// An Ethernet frame that asks for the telescope's first address.
  private var request: [UInt8] {
    var frame: [UInt8] = [UInt8](repeating: 0xFF, count: 6) + [2, 0, 0, 0, 0, 2, 8, 6]
    frame += [0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 2]
    frame.append32(space.address.ipv4)
    frame += [0, 0, 0, 0, 0, 0]
    frame.append32(space.address.ipv4 + 1)
    return frame + [UInt8](repeating: 0, count: 60 - frame.count)
  }
}
