import Net

/// Gives the prefixes of a family dense numbers, in the order in which they are first met.
///
/// An open-addressing table of one word a slot: the number, and as many bits of the key as are left.
/// For IPv4 those are the whole key, so that a look-up costs one cache miss; for IPv6 they are bits
/// of its hash, and the key is compared where it is kept.
struct PrefixIndex: Sendable {
  /// The most prefixes of a family, four times the largest table of all routes known today.
  static let limit = 1 << 23
  /// The number of a prefix for which there is no room.
  static let none = UInt32.max

  let family: IPFamily
  /// The first 64 bits of each prefix.
  private(set) var highs: [UInt64] = []
  /// The last 64 bits of each prefix; empty for IPv4.
  private(set) var lows: [UInt64] = []
  /// The length of each prefix.
  private(set) var lengths: [UInt8] = []

  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  private static let numberBits: UInt64 = 26
  private static let numberMask: UInt64 = (1 << 26) - 1

  init(family: IPFamily) { self.family = family }

  var count: Int { lengths.count }

  /// The prefix of a number.
  func prefix(_ id: Int) -> Prefix {
    Prefix(
      high: highs[id], low: family == .ipv4 ? 0 : lows[id], length: lengths[id], family: family)
  }

  /// The number of a prefix, given to it now if it has none. O(1).
  @inline(__always)
  mutating func number(of prefix: Prefix) -> UInt32 {
    let signature = signature(of: prefix)
    let mask = UInt64(slots.count &- 1)
    var slot = place(signature) & mask
    while true {
      let found = slots[Int(slot)]
      if found == 0 { break }
      if found >> PrefixIndex.numberBits == signature {
        let id = Int(found & PrefixIndex.numberMask) &- 1
        if family == .ipv4
          || highs[id] == prefix.high && lows[id] == prefix.low && lengths[id] == prefix.length
        {
          return UInt32(truncatingIfNeeded: id)
        }
      }
      slot = (slot &+ 1) & mask
    }
    return add(prefix, signature, at: Int(slot))
  }

  private mutating func add(_ prefix: Prefix, _ signature: UInt64, at slot: Int) -> UInt32 {
    let id = count
    guard id < PrefixIndex.limit else { return PrefixIndex.none }
    highs.append(prefix.high)
    if family == .ipv6 { lows.append(prefix.low) }
    lengths.append(prefix.length)
    slots[slot] = signature << PrefixIndex.numberBits | UInt64(id &+ 1)
    if count &* 2 > slots.count { grow() }
    return UInt32(id)
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count &* 2)
    let mask = UInt64(slots.count &- 1)
    for entry in old where entry != 0 {
      var slot = place(entry >> PrefixIndex.numberBits) & mask
      while slots[Int(slot)] != 0 { slot = (slot &+ 1) & mask }
      slots[Int(slot)] = entry
    }
  }

  /// 38 bits: the whole key of an IPv4 prefix, or bits of the hash of an IPv6 one.
  @inline(__always)
  private func signature(of prefix: Prefix) -> UInt64 {
    if family == .ipv4 { return prefix.high >> 26 | UInt64(prefix.length) }
    var hash = (prefix.high ^ UInt64(prefix.length)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 29) ^ prefix.low) &* 0xBF58_476D_1CE4_E5B9
    return (hash ^ (hash >> 32)) >> PrefixIndex.numberBits
  }

  /// Where a signature is looked for first.
  ///
  /// The /24s of a /21 stand beside one another, and shorter prefixes where their first /24 does: a
  /// table comes in order of address, and eight of its look-ups then share a cache line. At most 15
  /// prefixes of /21 to /24 and the 21 that are shorter begin in a /21, so that nobody can make a
  /// cluster long; longer prefixes, of which there can be thousands, are scattered.
  @inline(__always)
  private func place(_ signature: UInt64) -> UInt64 {
    let isNear = family == .ipv4 && signature & 63 <= 24
    let hash = (isNear ? signature >> 17 : signature) &* 0x9E37_79B9_7F4A_7C15
    let place = hash >> 32 ^ hash >> 8
    return isNear ? place & ~7 | signature >> 14 & 7 : place
  }

  /// Restores an index from its prefixes in the order of their numbers.
  init?(family: IPFamily, highs: [UInt64], lows: [UInt64], lengths: [UInt8]) {
    guard highs.count == lengths.count, lows.count == (family == .ipv4 ? 0 : highs.count),
      lengths.allSatisfy({ $0 <= family.bits })
    else { return nil }
    self.init(family: family)
    for id in lengths.indices {
      let low = family == .ipv4 ? 0 : lows[id]
      let prefix = Prefix(high: highs[id], low: low, length: lengths[id], family: family)
      guard number(of: prefix) == UInt32(id) else { return nil }
    }
  }
}
