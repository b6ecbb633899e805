/// What became of all packets of a run.
///
/// `packets` is `notIPv4`, `otherDestinations`, `passed` and all of `removed` together.
public struct TelescopeTotals: Sendable, Equatable {
  /// The packets.
  public internal(set) var packets = 0
  /// Those that are no IPv4 or cannot be read as such.
  public internal(set) var notIPv4 = 0
  /// Those to addresses that the telescope does not watch.
  public internal(set) var otherDestinations = 0
  /// Those that no enabled filter matched.
  public internal(set) var passed = 0
  /// Those that each filter was the first to match, in the filters' order.
  public internal(set) var removed = [Int](repeating: 0, count: PacketFilter.allCases.count)
  /// Those of which fewer octets were captured than they had.
  public internal(set) var truncated = 0
  /// Those that passed although octets were missing which a filter reads.
  public internal(set) var undecided = 0
  /// Those of a live capture that came when their minute was closed.
  public internal(set) var late = 0
  /// Those without a time, and those whose time is more than a day from that of both neighbours: they
  /// are in no bin.
  public internal(set) var strayTimes = 0
  /// Those that the kernel or a buffer dropped before they could be read.
  public internal(set) var dropped = 0

  /// The flow records of which packets were counted.
  public internal(set) var flows = 0

  /// Creates the totals of nothing.
  public init() {}

  /// The packets that a filter was the first to match.
  public func removed(by filter: PacketFilter) -> Int { removed[Int(filter.rawValue)] }

  /// Adds the totals of another part.
  mutating func merge(_ other: TelescopeTotals) {
    packets += other.packets
    notIPv4 += other.notIPv4
    otherDestinations += other.otherDestinations
    passed += other.passed
    for index in removed.indices { removed[index] += other.removed[index] }
    truncated += other.truncated
    undecided += other.undecided
    late += other.late
    strayTimes += other.strayTimes
    dropped += other.dropped
    flows += other.flows
  }
}
