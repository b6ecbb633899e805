/// Numbers that look random and depend on nothing but what they are made of.
///
/// Swift's own hasher is seeded anew in every process, so it cannot draw what two runs must agree on.
struct PlanHash {
  private var state: UInt64

  /// Begins with a seed and what tells one use of it from another.
  init(_ seed: UInt64, _ words: UInt64...) {
    state = PlanHash.mix(seed)
    for word in words { state = PlanHash.mix(state ^ PlanHash.mix(word &+ PlanHash.step)) }
  }

  /// Draws a number from `0..<bound`; the bias is below bound ÷ 2³².
  mutating func next(below bound: Int) -> Int {
    state &+= PlanHash.step
    return Int(((PlanHash.mix(state) >> 32) &* UInt64(bound)) >> 32)
  }

  /// The bits of all the words.
  var value: UInt64 { state }

  /// A number that depends on the text's UTF-8 (FNV-1a).
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// SplitMix64's last step: every bit depends on all bits.
  static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
}
