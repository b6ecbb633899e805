/// A set of ordered pairs of addresses in open addressing, at most two thirds full.
///
/// A pair and its reverse have one home, so that one look at memory finds both.
struct PairSet: Sendable {
  /// The pairs; 0 is an empty place, and the pair of two zeros is never in the set.
  private var places = [UInt64](repeating: 0, count: 1 << 13)
  private var count = 0

  /// Adds a pair, and tells whether its reverse is in the set.
  mutating func insert(_ source: UInt32, _ destination: UInt32) -> Bool {
    let pair = UInt64(source) << 32 | UInt64(destination)
    let reverse = UInt64(destination) << 32 | UInt64(source)
    guard pair != 0 else { return false }
    var place = home(pair)
    var isKnown = false
    var hasReverse = false
    while places[place] != 0 {
      if places[place] == pair { isKnown = true }
      if places[place] == reverse { hasReverse = true }
      place = (place &+ 1) & (places.count &- 1)
    }
    if !isKnown {
      places[place] = pair
      count += 1
      if count * 3 > places.count * 2 { grow() }
    }
    return hasReverse
  }

  private func home(_ pair: UInt64) -> Int {
    let (a, b) = (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
    let both = UInt64(a ^ b) << 32 | UInt64(a &+ b)
    let mixed = (both ^ both >> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (places.count &- 1)
  }

  private mutating func grow() {
    let old = places
    places = [UInt64](repeating: 0, count: old.count * 4)
    for pair in old where pair != 0 {
      var place = home(pair)
      while places[place] != 0 { place = (place &+ 1) & (places.count &- 1) }
      places[place] = pair
    }
  }
}
