/// What was counted in a minute over the whole telescope.
public struct MinuteTally: Sendable, Equatable {
  /// All packets, before filtering, wherever they go and whatever they are.
  public internal(set) var packets = 0
  /// The IPv4 packets to the telescope.
  public internal(set) var ipv4 = 0
  /// The packets that passed.
  public internal(set) var passed = 0
  /// Their octets as their headers state them.
  public internal(set) var bytes = 0
  /// The packets that passed although octets were missing which a filter reads.
  public internal(set) var undecided = 0
  /// The packets from addresses of the telescope itself, which should send nothing.
  public internal(set) var fromInside = 0
  /// The packets that were dropped before they could be read.
  public internal(set) var dropped = 0
  /// Whether the clock was set back in this minute.
  public internal(set) var hasClockStep = false

  /// Whether the telescope heard anything: an IPv4 packet reached it, whatever the filters say.
  public var isPresent: Bool { ipv4 > 0 }
  /// Whether more than a hundredth of the packets passed undecided.
  public var isTruncated: Bool { undecided * 100 > packets }
  /// Whether traffic of both directions was seen: at least 10 packets, and a hundredth.
  public var isTwoWay: Bool { fromInside >= 10 && fromInside * 100 >= ipv4 }

  mutating func merge(_ other: MinuteTally) {
    packets += other.packets
    ipv4 += other.ipv4
    passed += other.passed
    bytes += other.bytes
    undecided += other.undecided
    fromInside += other.fromInside
    dropped += other.dropped
    hasClockStep = hasClockStep || other.hasClockStep
  }
}
