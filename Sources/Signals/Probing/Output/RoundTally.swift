/// What is counted of a set of blocks in a round, in whole numbers, so that sums do not depend on
/// their order.
struct RoundTally: Equatable, Sendable {
  /// The blocks by state after the round.
  private(set) var states = SIMD4<UInt32>.zero
  /// For each kind of entities the blocks that were up at the reference.
  private(set) var referenceUp = SIMD4<UInt32>.zero
  /// Those of them that are judged.
  private(set) var judgedReferenceUp = SIMD4<UInt32>.zero
  /// The blocks with a reference.
  private(set) var known = SIMD4<UInt32>.zero
  /// The judged ones.
  private(set) var judgedKnown = SIMD4<UInt32>.zero
  /// The judged blocks that were up at the reference and are up.
  private(set) var stillUp = SIMD4<UInt32>.zero
  /// The judged blocks with a reference that are up.
  private(set) var knownUp = SIMD4<UInt32>.zero
  /// The blocks with a valid probe.
  var probed: UInt32 = 0
  /// The blocks that a healthy prober reached and another alone would have found down.
  var partial: UInt32 = 0
  /// Σ |E| r × 65,535 over first probes.
  var replied: UInt64 = 0
  /// Σ |E| A in 65,535ths.
  var expected: UInt64 = 0
  /// Σ |E|² A in 4,095ths.
  var spread: UInt64 = 0
  /// Σ |E|² A² in 4,095² ths.
  var spreadSquared: UInt64 = 0

  /// Counts a block that is in a state after the round.
  @inline(__always)
  mutating func count(_ state: BlockState, _ reference: BlockReference) {
    states[Int(state.rawValue)] &+= 1
    let (wasKnown, wasUp) = (reference.known, reference.up)
    known &+= wasKnown
    referenceUp &+= wasUp
    guard state != .missing else { return }
    judgedKnown &+= wasKnown
    judgedReferenceUp &+= wasUp
    guard state == .up else { return }
    knownUp &+= wasKnown
    stillUp &+= wasUp
  }

  /// Counts the first probe of a block.
  @inline(__always)
  mutating func first(isReply: Bool, hosts: Int, availability: Double) {
    let size = UInt64(hosts)
    probed &+= 1
    if isReply { replied &+= size &* 65_535 }
    let share = UInt64(min(max(availability, 0), 1) * 65_535)
    expected &+= size &* share
    let coarse = share >> 4
    spread &+= size &* size &* coarse
    spreadSquared &+= size &* size &* coarse &* coarse
  }

  mutating func merge(_ other: RoundTally) {
    states &+= other.states
    referenceUp &+= other.referenceUp
    judgedReferenceUp &+= other.judgedReferenceUp
    known &+= other.known
    judgedKnown &+= other.judgedKnown
    stillUp &+= other.stillUp
    knownUp &+= other.knownUp
    probed &+= other.probed
    partial &+= other.partial
    replied &+= other.replied
    expected &+= other.expected
    spread &+= other.spread
    spreadSquared &+= other.spreadSquared
  }

  /// The blocks that are in a state after the round.
  func count(_ state: BlockState) -> UInt32 { states[Int(state.rawValue)] }
}
