import Detection
import TestSupport
import Testing

/// Functional pruning against optimal partitioning that tries every start.
struct PenalisedSegmentationTests {
  /// The least cost over all segmentations, in O(n²).
  static func leastCost(_ values: [Double], penalty: Double) -> Double {
    var least = [-penalty]
    for end in 1...values.count {
      var best = Double.infinity
      var mean = 0.0
      var error = 0.0
      for start in stride(from: end - 1, through: 0, by: -1) {
        let weight = Double(end - start)
        let distance = values[start] - mean
        mean += distance / weight
        error += distance * (values[start] - mean)
        best = min(best, least[start] + error + penalty)
      }
      least.append(best)
    }
    return least[values.count]
  }

  /// What a segmentation costs.
  static func cost(of starts: [Int], in values: [Double], penalty: Double) -> Double {
    let bounds = [0] + starts + [values.count]
    return zip(bounds, bounds.dropFirst()).reduce(penalty * Double(starts.count)) { cost, bounds in
      let segment = values[bounds.0..<bounds.1]
      let mean = segment.reduce(0, +) / Double(segment.count)
      return cost + segment.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
  }

  /// Levels that change now and then, with noise; some integers, some with outliers and trends.
  static func series(_ count: Int, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed: seed)
    var level = 1_000 * random.unit()
    let noise = [0, 1, 10, 60][Int(seed % 4)]
    return (0..<count).map { index in
      if random.unit() < 0.05 { level = 1_000 * random.unit() }
      if seed % 3 == 0 { level += 3 }
      let value = level + Double(noise) * (random.unit() + random.unit() - 1)
      let outlier = seed % 5 == 0 && random.unit() < 0.02 ? 5_000.0 : 0
      return seed % 2 == 0 ? (value + outlier).rounded() : value + outlier
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func costsWhatTheBestSegmentationCosts(seed: UInt64) {
    let values = Self.series(1 + Int(seed * 7), seed: seed)
    for penalty in [0.5, 30, 2_000, 100_000, 1e9] {
      let found = PenalisedSegmentation(penalty: penalty).changePoints(in: values)
      #expect(found == found.sorted() && Set(found).count == found.count)
      #expect(found.allSatisfy { (1..<values.count).contains($0) })
      let cost = Self.cost(of: found, in: values, penalty: penalty)
      let least = Self.leastCost(values, penalty: penalty)
      // Costs are differences of numbers as large as the squares of the values.
      let rounding = 1e-12 * values.reduce(1) { $0 + $1 * $1 }
      #expect(abs(cost - least) <= rounding, "seed \(seed), penalty \(penalty)")
    }
  }

  @Test func findsTheStepsOfAQuietSeries() {
    let values = [8_280, 450, 8_100].flatMap { [Double](repeating: $0, count: 200) }
    #expect(PenalisedSegmentation().changePoints(in: values) == [200, 400])
  }

  @Test func findsAStepInNoiseAndNothingElse() {
    var random = SeededRandom(seed: 11)
    let values = (0..<2_000).map { index in
      (index < 1_200 ? 1_000 : 900) + 40 * (random.unit() + random.unit() + random.unit() - 1.5)
    }
    let found = PenalisedSegmentation().changePoints(in: values)
    #expect(found.count == 1)
    #expect(found.allSatisfy { (1_198...1_202).contains($0) })
  }

  @Test func missingValuesBelongToNoSegment() {
    let level = Array(repeating: 100.0, count: 50)
    let gap = Array(repeating: Double.nan, count: 7)
    let low = Array(repeating: 10.0, count: 50)
    let finder = PenalisedSegmentation()
    #expect(finder.changePoints(in: level + gap + low) == [57])
    #expect(finder.changePoints(in: level + gap + level).isEmpty)
    #expect(finder.changePoints(in: gap + level + low + gap) == [57])
    #expect(finder.changePoints(in: level + [.infinity] + low + [-.infinity]) == [51])
  }

  static let extremes: [[Double]] = [
    [], [.nan], [3], [3, 3], [.nan, .nan], [.infinity], [7, 7, 7, .nan, 7],
    [-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude, 0, 5],
  ]

  @Test(arguments: extremes)
  func survivesSeriesWithoutALevelToFind(values: [Double]) {
    _ = PenalisedSegmentation(penalty: 1).changePoints(in: values)
    if Set(values.filter(\.isFinite)).count < 2 {
      #expect(PenalisedSegmentation().changePoints(in: values).isEmpty)
    }
  }

  @Test func isTheSameWhereverZeroIs() {
    let values = Self.series(600, seed: 3)
    let finder = PenalisedSegmentation(penalty: 5_000)
    let moved = values.map { $0 + 1e9 }
    #expect(
      abs(
        Self.cost(of: finder.changePoints(in: moved), in: values, penalty: 5_000)
          - Self.cost(of: finder.changePoints(in: values), in: values, penalty: 5_000)) < 1)
  }
}
