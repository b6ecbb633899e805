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
  /// For the 256 addresses of each block the availability from which a fixed responder answers.
  private let thresholds: [Float]

  /// Creates the replies of blocks.
  public init(_ blocks: [SimulatedBlock], loss: Double = 0.01, seed: UInt64) {
    self.blocks = blocks
    self.loss = loss
    self.seed = seed
    thresholds = blocks.flatMap { block in
      var thresholds = [Float](repeating: .infinity, count: 256)
      guard block.responders == .fixed else { return thresholds }
      let order = block.hosts.sorted {
        SimulatedReplies.hash(seed, UInt64(block.number), UInt64($0))
          < SimulatedReplies.hash(seed, UInt64(block.number), UInt64($1))
      }
      for (rank, host) in order.enumerated() {
        thresholds[Int(host)] = (Float(rank) + 0.5) / Float(order.count)
      }
      return thresholds
    }
  }

  /// Whether a probe of an address of a block, by its index, sent by a prober at a time is answered.
  public func isReply(block index: Int, host: UInt8, at milliseconds: Int64, prober: UInt16) -> Bool
  {
    let time = milliseconds / 1_000
    guard blocks[index].isUp(at: time) else { return false }
    let draw = SimulatedReplies.hash(
      seed &+ UInt64(prober), UInt64(blocks[index].number) << 8 | UInt64(host),
      UInt64(bitPattern: milliseconds))
    // Two numbers of 32 bits: whether it is lost, whether the address answers.
    guard Double(draw >> 32) >= loss * 4_294_967_296 else { return false }
    let availability = blocks[index].availability(at: time)
    switch blocks[index].responders {
    case .independent: return Double(draw & 0xFFFF_FFFF) < availability * 4_294_967_296
    case .fixed: return Double(thresholds[index << 8 | Int(host)]) < availability
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
