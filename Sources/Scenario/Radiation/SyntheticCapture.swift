public import Net
public import Timeline

/// A telescope's capture of any size, made on the spot and never kept in memory: the input of
/// measurements.
///
/// 62 of 100 sources send `SYN`s, 18 answer floods, 14 send UDP and 6 ICMP; three of five packets
/// pass the rules against forged and noisy ones. Their addresses are those of the networks of
/// `SyntheticInternet(.oneCollector)`, all over its space. The same shape gives the same bytes.
public struct SyntheticCapture: Sendable {
  /// How large it is.
  public struct Shape: Sendable, Hashable {
    /// The packets of a minute.
    public var packets: Int
    /// The different sources of a minute.
    public var sources: Int
    /// The minutes.
    public var minutes: Int
    /// The start of the first.
    public var from: UnixTime

    /// Creates a shape.
    public init(packets: Int, sources: Int, minutes: Int, from: UnixTime) {
      self.packets = max(1, packets)
      self.sources = min(max(1, sources), self.packets)
      self.minutes = max(0, minutes)
      self.from = from
    }

    /// Five minutes of 10 million packets from 735,000 sources a minute, or a part of them.
    public static func fiveMinutes(scale: Double = 1) -> Shape {
      Shape(
        packets: Int(2_000_000 * scale), sources: Int(735_000 * scale), minutes: 5,
        from: UnixTime(1_709_251_200))
    }
  }

  /// What has been written.
  public struct Counts: Sendable, Hashable {
    /// The packets.
    public var packets = 0
    /// The packets that pass.
    public var passed = 0
    /// The octets.
    public var octets = 0
  }

  /// How large it is.
  public let shape: Shape
  /// The addresses at which the packets arrive.
  public static let space = Prefix(ipv4: 0x3000_0000, length: 8)

  private let ring: AddressRing

  /// Prepares a capture.
  public init(_ shape: Shape) {
    self.shape = shape
    let blocks = SyntheticInternet.Shape.oneCollector.prefixes / SyntheticInternet.perBlock
    ring = AddressRing(
      (0..<blocks).map {
        AddressPlan.Holding(
          prefix: Prefix(ipv4: SyntheticInternet.start(ofBlock: $0), length: 20), origins: [],
          country: "", region: "")
      })
  }

  /// Writes the capture in pieces of some megabytes.
  ///
  /// Throws what `sink` throws. O(packets).
  public func write(to sink: ([UInt8]) throws -> Void) rethrows -> Counts {
    var counts = Counts()
    var writer = CaptureWriter(capacity: SyntheticInternet.piece + 1 << 16)
    // Coprime to any number of packets: each minute has each of its packets once, well mixed.
    var stride = Int(Double(shape.packets) * 0.618_033_988_749_894_8) | 1
    while !Self.areCoprime(stride, shape.packets) { stride += 2 }
    for minute in 0..<shape.minutes {
      for number in 0..<shape.packets {
        let draw = SyntheticInternet.mix(UInt64(minute * shape.packets + number))
        let place = number * stride % shape.packets
        // The first packet of each source, then more of some of them, the lower the likelier.
        var source = place
        if place >= shape.sources {
          let unit = Double(draw >> 32) * 0x1p-32
          source = Int(unit * unit * Double(shape.sources))
        }
        append(source, in: minute, number: number, draw: draw, to: &writer, counts: &counts)
        guard writer.bytes.count >= SyntheticInternet.piece else { continue }
        counts.octets += writer.bytes.count
        try sink(writer.bytes)
        writer.removeAll()
      }
    }
    counts.octets += writer.bytes.count
    try sink(writer.bytes)
    return counts
  }

  private func append(
    _ source: Int, in minute: Int, number: Int, draw: UInt64, to writer: inout CaptureWriter,
    counts: inout Counts
  ) {
    // Two of five sources are there in every minute, the others in one.
    let host = source % 5 < 2 ? source : source + (minute + 1) * shape.sources
    let address = ring[host]
    let destination =
      SyntheticCapture.space.address.ipv4 | UInt32(truncatingIfNeeded: draw >> 8) & 0x00FF_FF00
      | UInt32(1 + draw % 254)
    let hash = SyntheticInternet.mix(UInt64(address) << 8)
    // Coprime to 1,000: each 1,000 sources have every slot once.
    let slot = source * 389 % 1_000
    let draft: PacketDraft
    if let kind = SyntheticCapture.passing(slot) {
      draft = kind.draft(from: address, to: destination, host: hash, draw: draw)
      counts.passed += 1
    } else {
      // Without this bit backscatter is TCP alone, and ICMP the 6 of 100 that are asked for.
      draft = SyntheticCapture.removed(slot).draft(from: address, to: destination, draw: draw & ~2)
    }
    let micros = number * 60_000_000 / shape.packets
    writer.append(
      draft, at: shape.from + (minute * 60 + micros / 1_000_000),
      nanoseconds: UInt32(micros % 1_000_000 * 1_000))
    counts.packets += 1
  }

  private static func passing(_ slot: Int) -> PassingTraffic? {
    switch slot {
    case ..<460: .scan
    case 620..<720: .misconfiguration
    case 760..<820: .echo
    default: nil
    }
  }

  private static func removed(_ slot: Int) -> RemovedTraffic {
    switch slot {
    case ..<540: .port23
    case ..<580: .massScan
    case ..<600: .forgedLifetime
    case ..<620: .port5000
    case ..<740: .port53
    case ..<760: .bitTorrent
    default: .backscatter
    }
  }

  private static func areCoprime(_ a: Int, _ b: Int) -> Bool {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 1
  }
}
