/// A result in a round, in 64 bits that sort by block, time, address and prober.
///
/// From the top: 12 bits of the block's number within its bucket, 20 of the milliseconds since the
/// round began, 8 of the address, 16 of the prober, 7 unused, 1 for a reply.
enum PackedProbe {
  /// The buckets of a round: one for each value of the first twelve bits of an address.
  static let buckets = 4_096

  @inline(__always)
  static func pack(_ result: ProbeResult, since start: Int64) -> UInt64 {
    UInt64(result.address >> 8 & 0xFFF) << 52
      | UInt64(truncatingIfNeeded: result.milliseconds &- start) << 32
      | UInt64(result.address & 0xFF) << 24 | UInt64(result.prober) << 8
      | (result.isReply ? 1 : 0)
  }

  @inline(__always)
  static func bucket(_ address: UInt32) -> Int { Int(address >> 20) }

  /// The block's number within its bucket.
  @inline(__always)
  static func block(_ word: UInt64) -> Int { Int(word >> 52) }

  @inline(__always)
  static func milliseconds(_ word: UInt64) -> Int64 { Int64(word >> 32 & 0xF_FFFF) }

  @inline(__always)
  static func host(_ word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 24) }

  @inline(__always)
  static func prober(_ word: UInt64) -> Int { Int(word >> 8 & 0xFFFF) }

  @inline(__always)
  static func isReply(_ word: UInt64) -> Bool { word & 1 == 1 }

  /// What two packets of one probe share.
  @inline(__always)
  static func probe(_ word: UInt64) -> UInt64 { word >> 8 & 0xFF_FFFF }
}
