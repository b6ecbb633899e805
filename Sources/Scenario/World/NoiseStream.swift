/// Repeatable random numbers that belong to a label: draw `i` of a label is the same whatever else
/// is drawn, so an entity that joins a world moves no value of another.
///
/// SplitMix64 (Steele, Lea and Flood, 2014), entered at the place that a hash of the label gives.
public struct NoiseStream: Sendable {
  private let origin: UInt64

  /// Creates the stream of a label.
  public init(seed: UInt64, label: some StringProtocol) {
    // FNV-1a: Swift's own hash differs from run to run.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    origin = hash ^ (seed &* 0x9E37_79B9_7F4A_7C15)
  }

  /// Draw `index` as 64 random bits. O(1).
  public func bits(_ index: Int) -> UInt64 {
    var z = origin &+ (UInt64(bitPattern: Int64(index)) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Draw `index` as a number from 0 to 1, 1 left out.
  public func unit(_ index: Int) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

  /// Draw `index` as a bell-shaped number: mean 0, standard deviation 1, never beyond ± 3.47.
  ///
  /// The sum of four even numbers; bounded, so that a quiet world is quiet for certain.
  public func bell(_ index: Int) -> Double {
    let word = bits(index)
    var sum = 0.0
    for shift in stride(from: UInt64(0), to: 64, by: 16) {
      sum += Double((word >> shift) & 0xFFFF) / 65_536
    }
    return (sum - 2) * 1.732_050_807_568_877_2
  }
}
