import Probing
import Timeline

/// Lists and results for tests of rounds.
enum RoundsFixture {
  /// The start of a round.
  static let start: Int64 = 1_700_000_400

  /// Blocks from 10.0.0.0 on, of addresses 1 to `hosts`.
  static func list(_ count: Int, hosts: Int = 20, availability: Double = 0.9) -> BlockList {
    var set = HostSet()
    for host in 1...hosts { set.insert(UInt8(host)) }
    return BlockList(
      (0..<count).map {
        ProbedBlock(
          block: Slash24(rawValue: 0x0A_0000 + UInt32($0)), hosts: set, availability: availability)
      })
  }

  /// Entities of blocks by their place in such a list.
  static func entities(_ list: BlockList, _ codes: @escaping (Int) -> [String]) -> BlockEntities {
    BlockEntities(list) { block in
      codes(Int(block.rawValue) - 0x0A_0000).compactMap { Entity($0) }
    }
  }

  static func result(
    _ seconds: Double, block: Int, host: Int = 1, _ isReply: Bool, prober: UInt16 = 0
  ) -> ProbeResult {
    ProbeResult(
      milliseconds: start * 1_000 + Int64(seconds * 1_000),
      address: UInt32(0x0A00_0000 + block * 256 + host), isReply: isReply, prober: prober)
  }

  /// Outcomes as text, in which NaN equals NaN.
  static func text(_ outcomes: [RoundOutcome]) -> [String] { outcomes.map { "\($0)" } }
}
