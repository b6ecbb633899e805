/// A small deterministic generator (SplitMix64).
struct NoiseGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number drawn evenly from 0 to 1, 1 left out.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  /// A number of mean 0 and variance 1, normal but for its tails: the sum of twelve even ones.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + unit() }
  }
}
