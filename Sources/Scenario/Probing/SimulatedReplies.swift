/// Whether probes of simulated blocks are answered.
///
/// A pure function of the seed and of what is asked: the order in which, and by whom, blocks are probed
/// changes nothing else.
public struct SimulatedReplies: Sendable {
  /// The blocks.
  public let blocks: [SimulatedBlock]
  /// The probability that a probe or its answer is lost on the way.
  public let loss: Double
  private let seed: UInt64
  /// For each block of fixed responders how soon each address stops to answer as availability falls:
  /// its rank among the hosts.
  private let ranks: [[UInt8: Int]]

  /// Creates the replies of blocks.
  public init(_ blocks: [SimulatedBlock], loss: Double = 0.01, seed: UInt64) {
    self.blocks = blocks
    self.loss = loss
    self.seed = seed
    ranks = blocks.map { block in
      guard block.responders == .fixed else { return [:] }
      let order = block.hosts.sorted {
        SimulatedReplies.hash(seed, UInt64(block.number), UInt64($0))
          < SimulatedReplies.hash(seed, UInt64(block.number), UInt64($1))
      }
      return Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    }
  }

  /// Whether a probe of an address of a block, by its index, sent by a prober at a time is answered.
  public func isReply(block index: Int, host: UInt8, at milliseconds: Int64, prober: UInt16) -> Bool
  {
    let block = blocks[index]
    let time = milliseconds / 1_000
    guard block.isUp(at: time) else { return false }
    let draw = SimulatedReplies.hash(
      seed &+ UInt64(prober), UInt64(block.number) << 8 | UInt64(host),
      UInt64(bitPattern: milliseconds))
    // Two numbers of 32 bits: whether it is lost, whether the address answers.
    guard Double(draw >> 32) >= loss * 4_294_967_296 else { return false }
    let availability = block.availability(at: time)
    switch block.responders {
    case .independent: return Double(draw & 0xFFFF_FFFF) < availability * 4_294_967_296
    case .fixed:
      guard let rank = ranks[index][host] else { return false }
      return Double(rank) + 0.5 < availability * Double(block.hosts.count)
    }
  }

  /// A number that depends on all bits of three others.
  private static func hash(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    var value = a
    for word in [b, c] {
      value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
      value ^= value >> 32
      value &*= 0xD6E8_FEB8_6659_FD93
      value ^= value >> 29
    }
    return value
  }
}
