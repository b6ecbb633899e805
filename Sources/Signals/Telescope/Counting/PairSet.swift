/// A set of ordered pairs of addresses in open addressing, at most two thirds full.
///
/// A pair and its reverse have one home, so that one look at memory finds both. Homes differ from
/// process to process, so that no capture can be made in which all pairs have one; the answers do not.
struct PairSet: Sendable {
  private static let processSeed = UInt64.random(in: .min ... .max)

  private let seed = PairSet.processSeed
  /// The pairs; 0 is an empty place, and the pair of two zeros is never in the set.
  private var places = [UInt64](repeating: 0, count: 1 << 13)
  private var count = 0

  /// Adds a pair, and tells whether its reverse is in the set.
  mutating func insert(_ source: UInt32, _ destination: UInt32) -> Bool {
    let pair = UInt64(source) << 32 | UInt64(destination)
    let reverse = pair << 32 | pair >> 32
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
    let reverse = pair << 32 | pair >> 32
    // SplitMix64's finaliser, with the seed before it and between its steps.
    var mixed = min(pair, reverse) ^ seed
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = ((mixed ^ mixed >> 27) &+ seed) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: mixed ^ mixed >> 31) & (places.count &- 1)
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
