/// What A(E(b)) of a block is taken for: a long-term mean and a profile by hour of the day (UTC), as they
/// are learnt from the first probe of each round while the block is up.
///
/// 28 octets. Means forget in a week, hours in ten days; both learn faster at first.
public struct AvailabilityRecord: Equatable, Sendable {
  /// The mean in 65,535ths.
  public var mean: UInt16
  /// The rounds that were learnt from; it stays large once it is.
  public var rounds: UInt16
  /// The mean by hour in 255ths.
  public var hours: [24 of UInt8]

  /// Begins with what a list says; a profile by hour counts as much as a week of rounds.
  public init(mean: Double, hourly: [Double] = []) {
    let mean = min(max(0, mean), 1)
    self.mean = UInt16((mean * 65_535).rounded())
    let hasHours = hourly.count == 24
    rounds = hasHours ? 1_008 : 0
    hours = [24 of UInt8] { hour in
      UInt8((min(max(0, hasHours ? hourly[hour] : mean), 1) * 255).rounded())
    }
  }

  /// The share of first probes that are answered in an hour while the block is up: unbiased, but for
  /// what the beginning still weighs.
  @inlinable
  public func expected(hour: Int) -> Double { Double(hours[hour]) / 255 }

  /// What a walk takes for the availability in an hour: the smaller of the mean and of the hour's, not
  /// clamped.
  ///
  /// The hour's is drawn towards the mean as far as chance alone would spread the hours (James and
  /// Stein, 1961): the smaller of two estimates is too small by their noise, and a block without a rhythm
  /// would need more silence than it should.
  public func believed(hour: Int) -> Double {
    let level = Double(mean) / 65_535
    let own = Double(hours[hour]) / 255
    guard own < level else { return level }
    var (sum, squares): (UInt32, UInt32) = (0, 0)
    for hour in 0..<24 {
      let value = UInt32(hours[hour])
      sum += value
      squares += value * value
    }
    let spread = Double(squares) / 65_025 - 2 * level * Double(sum) / 255 + 24 * level * level
    let chance = 24 * level * (1 - level) / hourMemory * AvailabilityRecord.caution
    return level - max(0, 1 - chance / spread) * (level - own)
  }

  /// How much of the spread that `hourMemory` allows for is held against a rhythm. Chance spreads the
  /// hours by less than that once it is full, and a night that is not seen costs more than a little
  /// more silence.
  private static let caution = 0.7

  /// Learns from the first probe of a round.
  public mutating func learn(hour: Int, isReply: Bool) {
    let dither = dither
    let level = Double(mean)
    let own = Double(hours[hour])
    mean = UInt16(
      (level + ((isReply ? 65_535 : 0) - level) / min(Double(rounds) + 144, 1_008) + dither.mean)
        .rounded(.down))
    hours[hour] = UInt8(
      (own + ((isReply ? 255 : 0) - own) / hourMemory + dither.hour).rounded(.down))
    // Wraps within what is large, so that the rounding never repeats itself.
    rounds = rounds == .max ? 32_768 : rounds + 1
  }

  /// The first probes in an hour over which its value forgets: of half a day at first, then of ten.
  private var hourMemory: Double { min(Double(rounds) / 24 + 3, 64) }

  /// What is added before rounding down: spread evenly over 0 to 1, so that steps smaller than one unit
  /// are not lost, and a function of the record alone, so that every run rounds alike, and blocks apart.
  private var dither: (mean: Double, hour: Double) {
    var mixed = (UInt64(rounds) << 16 | UInt64(mean) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 32
    return (Double(mixed & 0xFFFF) / 65_536, Double(mixed >> 16 & 0xFFFF) / 65_536)
  }

  /// Whether two records hold the same.
  public static func == (a: AvailabilityRecord, b: AvailabilityRecord) -> Bool {
    a.mean == b.mean && a.rounds == b.rounds
      && a.hours.indices.allSatisfy { a.hours[$0] == b.hours[$0] }
  }
}
