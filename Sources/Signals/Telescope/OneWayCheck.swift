public import Capture
public import Net

/// Looks at the start of a capture for answers: a telescope hears, and never speaks.
///
/// Among the first million IPv4 packets none should reverse an earlier (source, destination) pair; with
/// dark space that is known, none should come from it. Ten that do, and a hundredth of all, refuse the
/// capture. Memory: 8 octets a packet until the check is over.
public struct OneWayCheck: PacketSink, Sendable {
  /// The IPv4 packets that are looked at, unless a live capture's first minute ends before.
  public static let packets = 1_000_000

  /// The IPv4 packets looked at so far.
  public private(set) var seen = 0
  /// The networks that were sent to, from which nothing should come later.
  public private(set) var inside = InsideNetworks()

  private let dark: Prefix?
  private var limit: Int
  /// The (source, destination) pairs in the order in which they came, until the check is over.
  private var pairs: [UInt64] = []
  /// The answers by the /24 that gave them, as far as they are known.
  private var found: [UInt32: Int] = [:]

  /// Creates a check of `limit` packets.
  public init(dark: Prefix? = nil, limit: Int = OneWayCheck.packets) {
    self.dark = dark
    self.limit = limit
  }

  /// Whether enough packets were looked at; more change nothing.
  public var isComplete: Bool { seen >= limit }

  /// Looks at a packet.
  public mutating func packet(_ packet: borrowing Packet) {
    guard !isComplete, case .ipv4(let ip) = packet.network else { return }
    look(source: ip.source, destination: ip.destination)
  }

  /// Looks at the addresses of a packet.
  mutating func look(source: UInt32, destination: UInt32) {
    guard !isComplete else { return }
    seen += 1
    if let dark {
      // An address that seems to send to itself answers nobody: its source is forged.
      if source != destination, dark.contains(IPAddress(ipv4: source)) {
        found[source >> 8, default: 0] += 1
      }
    } else {
      inside.insert(destination)
      pairs.append(UInt64(source) << 32 | UInt64(destination))
      if isComplete { settle() }
    }
  }

  /// Looks at packets of a flow record, if it is known from where none should come.
  mutating func look(flowFrom source: UInt32, to destination: UInt32, packets: Int) {
    guard !isComplete, packets > 0, let dark else { return }
    seen += packets
    if source != destination, dark.contains(IPAddress(ipv4: source)) {
      found[source >> 8, default: 0] += packets
    }
  }

  /// The octets that the check is likely to need beyond `octets`, which it has seen; nothing for a check
  /// that counts answers as they come, and for one that has seen enough or nothing.
  func missing(of octets: Int) -> Int? {
    guard dark == nil, seen > 0, !isComplete else { return nil }
    return octets / seen * (limit - seen)
  }

  /// The same that has seen nothing.
  var emptied: OneWayCheck { OneWayCheck(dark: dark, limit: limit) }

  /// Takes the packets that another check saw behind those of this one; false, and nothing is changed,
  /// where there are enough without all of them.
  mutating func append(_ next: OneWayCheck) -> Bool {
    guard dark == nil, next.seen < limit - seen else { return false }
    seen += next.seen
    inside.formUnion(next.inside)
    pairs += next.pairs
    return true
  }

  /// Ends the check with what was seen, as when a live capture's first minute is over.
  public mutating func finish() {
    limit = min(limit, seen)
    settle()
  }

  private mutating func settle() {
    found = answering
    pairs = []
  }

  /// The answers so far by the /24 that gave them. O(packets) until the check is over.
  ///
  /// Only a source in a network that was sent to can answer, and all it can answer was sent to its
  /// network. A telescope has few such sources, so that hardly a pair has to be remembered.
  private var answering: [UInt32: Int] {
    if pairs.isEmpty { return found }
    var asked = InsideNetworks()
    for pair in pairs {
      let source = UInt32(truncatingIfNeeded: pair >> 32)
      if inside.contains(source) { asked.insert(source) }
    }
    var answers: [UInt32: Int] = [:]
    var known = PairSet()
    for pair in pairs {
      let source = UInt32(truncatingIfNeeded: pair >> 32)
      let destination = UInt32(truncatingIfNeeded: pair)
      guard asked.contains(source) || asked.contains(destination) else { continue }
      let hasReverse = known.insert(source, destination)
      if hasReverse, source != destination { answers[source >> 8, default: 0] += 1 }
    }
    return answers
  }

  /// The network that answers, when the capture is no telescope's: the dark space, or the /24 with the
  /// most answers.
  public var twoWayNetwork: Prefix? {
    let answering = answering
    let answers = answering.values.reduce(0, +)
    guard answers >= 10, answers * 100 >= seen else { return nil }
    if let dark { return dark }
    let most = answering.max { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }
    return most.map { Prefix(ipv4: $0.key << 8, length: 24) }
  }

  /// Throws `twoWay` when the capture is no telescope's.
  public func requireOneWay() throws(TelescopeError) {
    if let network = twoWayNetwork { throw .twoWay(network) }
  }
}
