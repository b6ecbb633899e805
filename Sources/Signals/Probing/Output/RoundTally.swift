/// What is counted of a set of blocks in a round, in whole numbers, so that sums do not depend on
/// their order.
struct RoundTally: Equatable, Sendable {
  /// The blocks by state before (× 4) and after the round.
  var moves = InlineArray<16, UInt32>(repeating: 0)
  /// The blocks with a valid probe.
  var probed: UInt32 = 0
  /// The blocks that are up about which healthy probers disagreed.
  var partial: UInt32 = 0
  /// Σ |E| r × 65,535 over first probes.
  var replied: UInt64 = 0
  /// Σ |E| A in 65,535ths.
  var expected: UInt64 = 0
  /// Σ |E|² A in 4,095ths.
  var spread: UInt64 = 0
  /// Σ |E|² A² in 4,095² ths.
  var spreadSquared: UInt64 = 0

  @inline(__always)
  mutating func move(from: BlockState, to: BlockState) {
    moves[Int(from.rawValue) &* 4 &+ Int(to.rawValue)] &+= 1
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
    for index in 0..<16 { moves[index] &+= other.moves[index] }
    probed &+= other.probed
    partial &+= other.partial
    replied &+= other.replied
    expected &+= other.expected
    spread &+= other.spread
    spreadSquared &+= other.spreadSquared
  }

  /// The blocks that are in a state after the round.
  func count(_ state: BlockState) -> UInt32 {
    BlockState.allCases.reduce(0) { $0 &+ self[$1, state] }
  }

  /// The blocks that went from one state to another.
  subscript(before: BlockState, after: BlockState) -> UInt32 {
    moves[Int(before.rawValue) * 4 + Int(after.rawValue)]
  }

  /// The blocks that were judged before and after, and up before.
  var commonUpBefore: UInt32 { self[.up, .up] &+ self[.up, .down] &+ self[.up, .uncertain] }

  /// The blocks that were judged before and after, and are up after.
  var commonUpAfter: UInt32 { self[.up, .up] &+ self[.down, .up] &+ self[.uncertain, .up] }

  /// Whether the blocks that are judged are others than before.
  var hasOtherBlocks: Bool {
    let states: [BlockState] = [.up, .down, .uncertain]
    return states.contains { self[.missing, $0] > 0 || self[$0, .missing] > 0 }
  }

  static func == (a: RoundTally, b: RoundTally) -> Bool {
    (0..<16).allSatisfy { a.moves[$0] == b.moves[$0] } && a.probed == b.probed
      && a.partial == b.partial && a.replied == b.replied && a.expected == b.expected
      && a.spread == b.spread && a.spreadSquared == b.spreadSquared
  }
}
