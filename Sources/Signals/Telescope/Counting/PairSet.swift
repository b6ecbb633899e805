/// A set of numbers in open addressing, grown by doubling while it is below two thirds full.
struct PairSet: Sendable {
  /// The numbers; 0 is an empty place.
  private var places = [UInt64](repeating: 0, count: 1 << 10)
  private var count = 0
  private var hasZero = false

  func contains(_ number: UInt64) -> Bool {
    if number == 0 { return hasZero }
    var place = home(number)
    while places[place] != 0 {
      if places[place] == number { return true }
      place = (place &+ 1) & (places.count &- 1)
    }
    return false
  }

  mutating func insert(_ number: UInt64) {
    if number == 0 {
      hasZero = true
      return
    }
    var place = home(number)
    while places[place] != 0 {
      if places[place] == number { return }
      place = (place &+ 1) & (places.count &- 1)
    }
    places[place] = number
    count += 1
    if count * 3 > places.count * 2 { grow() }
  }

  private func home(_ number: UInt64) -> Int {
    let mixed = (number ^ number >> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (places.count &- 1)
  }

  private mutating func grow() {
    let old = places
    places = [UInt64](repeating: 0, count: old.count * 2)
    count = 0
    for number in old where number != 0 { insert(number) }
  }
}
