/// How a signal scatters about its mean, in the datasource's unit at the quiet level.
///
/// At a lower share of the level the scatter shrinks with the root of the share, as counts do.
public enum SignalNoise: Sendable, Equatable {
  /// Each bin scatters by itself to both sides, as counts of packets and replies do.
  case counts(deviation: Double)
  /// Some of the level is away for `hold` bins and then back, as flapping routes are; in two thirds
  /// of the time nothing is away, so the median is the level itself.
  case flaps(deviation: Double, hold: Int)

  /// The offset in bin `index` at the quiet level. O(1).
  func offset(in bin: Int, from stream: NoiseStream) -> Double {
    switch self {
    case .counts(let deviation):
      deviation * stream.bell(bin)
    case .flaps(let deviation, let hold):
      -deviation * max(0, abs(stream.bell(bin / max(1, hold))) - 1)
    }
  }
}
