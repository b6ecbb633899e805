/// The standard deviation of the noise around a level that may change.
enum NoiseScale {
  /// The scale of `values`, none of which may be missing; zero when all are equal.
  ///
  /// Differences of neighbours do not see the level, and their median magnitude does not see the
  /// few of them at which it changes: 1.4826 × median(|difference|) / √2. Where more than half
  /// of the neighbours are equal that is zero, and the mean magnitude takes its place. O(n).
  static func ofDifferences(in values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    var differences = [Double](repeating: 0, count: values.count - 1)
    for index in differences.indices {
      differences[index] = (values[index + 1] - values[index]).magnitude
    }
    let median = differences.selectRank((differences.count - 1) / 2)
    if median > 0 { return median * 1.4826 / 2.0.squareRoot() }
    let mean = differences.reduce(0, +) / Double(differences.count)
    // E|difference| = 2σ/√π for normal noise.
    return mean * Double.pi.squareRoot() / 2
  }
}
