/// The generated series on which benchmarks run: the same bytes on every machine.
public enum BenchmarkSeries: String, CaseIterable, Sendable {
  /// A day of 288 bins, repeated, with noise; a window of a week holds whole days of it.
  case diurnal
  /// The sum of random steps, so that the level drifts for long.
  case walk
  /// Independent values.
  case uniform
  /// Integers around a level, most of them equal.
  case ties
  /// A level that changes every thousand values, with noise.
  case steps

  /// The first `count` values.
  public func values(_ count: Int) -> [Double] {
    var random = NoiseGenerator(seed: 20_191_116)
    var level = 0.0
    var day = Rotation(period: 288)
    return (0..<count).map { index in
      switch self {
      case .diurnal: return 1_000 + 300 * day.next() + 20 * random.normal()
      case .walk:
        level += random.normal()
        return level
      case .uniform: return random.unit()
      case .ties: return 8_280 + (1.5 * random.normal()).rounded()
      case .steps:
        if index % 1_000 == 0 { level = 5 * random.normal() }
        return level + random.normal()
      }
    }
  }
}
