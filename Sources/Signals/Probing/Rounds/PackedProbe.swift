/// A result in a round, in 64 bits that sort by block, time, a hash of address and round, and prober.
///
/// From the top: 12 bits of the block's number within its bucket, 20 of the milliseconds since the
/// round began, 7 of the hash, 8 of the address, 16 of the prober, 1 for a reply. The hash makes another
/// address the first one in each round where many are asked at once.
enum PackedProbe {
  /// The buckets of a round: one for each value of the first twelve bits of an address.
  static let buckets = 4_096

  @inline(__always)
  static func pack(_ result: ProbeResult, since start: Int64) -> UInt64 {
    UInt64(result.address >> 8 & 0xFFF) << 52
      | UInt64(truncatingIfNeeded: result.milliseconds &- start) << 32
      | order(result.address, start) << 25
      | UInt64(result.address & 0xFF) << 17 | UInt64(result.prober) << 1
      | (result.isReply ? 1 : 0)
  }

  /// Seven bits of a hash of an address and a round.
  @inline(__always)
  private static func order(_ address: UInt32, _ start: Int64) -> UInt64 {
    let seed = UInt64(truncatingIfNeeded: start) &* 0x9E37_79B9_7F4A_7C15
    let word = (seed ^ seed >> 32 ^ UInt64(address)) &* 0xD6E8_FEB8_6659_FD93
    return ((word ^ word >> 32) &* 0xD6E8_FEB8_6659_FD93) >> 57
  }

  @inline(__always)
  static func bucket(_ address: UInt32) -> Int { Int(address >> 20) }

  /// The block's number within its bucket.
  @inline(__always)
  static func block(_ word: UInt64) -> Int { Int(word >> 52) }

  @inline(__always)
  static func milliseconds(_ word: UInt64) -> Int64 { Int64(word >> 32 & 0xF_FFFF) }

  @inline(__always)
  static func host(_ word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 17) }

  @inline(__always)
  static func prober(_ word: UInt64) -> Int { Int(word >> 1 & 0xFFFF) }

  @inline(__always)
  static func isReply(_ word: UInt64) -> Bool { word & 1 == 1 }

  /// Whether two results of a block came at the same time.
  @inline(__always)
  static func areTogether(_ a: UInt64, _ b: UInt64) -> Bool { a >> 32 == b >> 32 }

  /// What two packets of one probe share.
  @inline(__always)
  static func probe(_ word: UInt64) -> UInt64 { word >> 1 & 0xFF_FFFF }
}
