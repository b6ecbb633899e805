/// The seeded choices of an archive: when within a bin something happens, and who lacks what.
struct ArchiveChance {
  private let stream: NoiseStream

  init(seed: UInt64) { stream = NoiseStream(seed: seed, label: "archive") }

  /// What a choice is for, so that no two choices hang together.
  enum Purpose: Int {
    case second = 1
    case delay
    case heartbeat
    case noise
    case carrier
  }

  /// A number from 0 to below `limit` that belongs to a purpose and two numbers.
  func draw(_ purpose: Purpose, _ a: Int, _ b: Int, below limit: Int) -> Int {
    let inner = stream.bits(purpose.rawValue << 48 ^ a)
    let mixed = stream.bits(Int(truncatingIfNeeded: inner) ^ b)
    return Int(mixed % UInt64(limit))
  }
}
