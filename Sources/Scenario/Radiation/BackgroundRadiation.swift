import Inflate
import Net
public import Timeline

/// The packets that reach a world's telescope, with known truth.
///
/// In each minute exactly as many sources of each country and operator send packets that pass the
/// rules against forged and noisy ones as the truth says, from the addresses that an address plan
/// gives them. What these rules remove comes on top, from addresses of all networks.
public struct BackgroundRadiation: Sendable {
  /// What has been written.
  public struct Counts: Sendable, Hashable {
    /// The packets, with those that are not IPv4.
    public var packets = 0
    /// The packets of another protocol than IPv4.
    public var notIPv4 = 0
    /// The packets that pass.
    public var passed = 0
    /// The packets that a rule removes, by the name of the first that does.
    public var removed: [String: Int] = [:]
    /// The octets of the captures before compression.
    public var octets = 0
  }

  /// The length of a bin of the telescope's series in seconds.
  static let bin = 300

  /// The start of the first minute. The packets begin a minute before the first bin and end a
  /// minute after the last, so no bin is cut.
  public var start: UnixTime { plan.start }
  /// The number of minutes.
  public var minutes: Int { plan.minutes }

  let scheme: TelescopeScheme
  private let plan: RadiationPlan
  private let seed: UInt64
  /// The hosts of all networks, from which noise comes.
  private let everyone: AddressRing

  /// Lays out the packets of a world; nothing for one without a telescope that shows them.
  ///
  /// O(minutes × entities).
  public init?(of world: ScenarioWorld, addresses: AddressPlan) {
    guard let scheme = world.telescope else { return nil }
    self.scheme = scheme
    seed = world.seed
    plan = RadiationPlan(of: world, scheme: scheme, addresses: addresses)
    everyone = AddressRing(addresses.holdings)
  }

  /// How many sources of an entity pass in each minute; nothing for one that the world's telescope
  /// does not name. Regions have no truth: which of them an address is in was dealt out.
  public func sources(of entity: Entity) -> [Int]? { plan.values[entity] }

  /// Hands out the captures, path and content, one an hour, compressed. Equal worlds give equal
  /// bytes.
  ///
  /// Throws what `sink` throws and what compression throws. O(packets); holds one hour at a time.
  public func write(_ sink: (_ path: String, _ bytes: [UInt8]) throws -> Void) throws -> Counts {
    var counts = Counts()
    var writer = CaptureWriter(capacity: 1 << 24)
    for minute in 0..<minutes {
      let time = start + minute * 60
      var traffic = RadiationMinute(time: time, space: scheme.space, seed: seed)
      for group in plan.groups { add(group, minute: minute, to: &traffic) }
      addNoise(minute: minute, to: &traffic)
      traffic.write(to: &writer, counts: &counts)
      let end = time + 60
      guard minute == minutes - 1 || end == end.floored(to: 3_600) else { continue }
      counts.octets += writer.bytes.count
      let hour = time.floored(to: 3_600)
      try sink(path(at: max(hour, start)), try Gzip.compress(writer.bytes, level: 1))
      writer = CaptureWriter(capacity: 1 << 24)
    }
    return counts
  }

  /// The folder of the captures.
  static let folder = "telescope"

  private func path(at time: UnixTime) -> String {
    let fields = time.fields
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(BackgroundRadiation.folder)/\(scheme.datasource).\(fields.year)\(two(fields.month))"
      + "\(two(fields.day)).\(two(fields.hour))\(two(fields.minute)).pcap.gz"
  }

  /// The sources of a place: a run of its ring that moves on a little every minute, so that a host
  /// is seen for some minutes and then no more.
  private func add(
    _ group: RadiationPlan.Group, minute: Int, to traffic: inout RadiationMinute
  ) {
    let origin = NoiseStream(seed: seed, label: group.label).bits(0) >> 24
    let first = Int(origin) + minute * (group.most / 6 + 1)
    for host in first..<first + group.counts[minute] {
      traffic.addPassing(from: group.ring[host])
    }
  }

  /// What is removed: some of everyone at all times, and for a few minutes every two hours a flood
  /// from forged addresses and the answers of one host to another such flood.
  private func addNoise(minute: Int, to traffic: inout RadiationMinute) {
    let noise = NoiseStream(seed: seed, label: "radiation noise")
    let first = Int(noise.bits(0) >> 24) + minute * 70
    for host in first..<first + 380 + Int(noise.bits(minute + 1) % 60) {
      let kind = RemovedTraffic(draw: Int(SyntheticInternet.mix(UInt64(host)) % 1_000))
      traffic.addRemoved(kind, from: everyone[host])
    }
    let phase = (minute + 97) % 120
    if phase < 7 {
      for _ in 0..<1_500 { traffic.addForged(.forgedLifetime) }
    } else if (40..<52).contains(phase) {
      let victim = everyone[first / 8_400]
      for _ in 0..<400 { traffic.addRemoved(.backscatter, from: victim) }
    }
  }
}
