import TestSupport

/// A text in which one digit is another.
struct DigitChange {
  let bytes: [UInt8]

  /// Changes a digit that lies at a place drawn from `seed`.
  init(_ original: [UInt8], seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let digits = original.indices.filter { (0x30...0x39).contains(original[$0]) }
    var changed = original
    if let place = digits.randomElement(using: &random) {
      changed[place] = 0x30 + (changed[place] - 0x30 + 1 + UInt8(random.unit() * 8)) % 10
    }
    bytes = changed
  }
}
