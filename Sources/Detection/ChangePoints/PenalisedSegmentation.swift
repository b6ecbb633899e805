/// The segmentation of a series into constant levels with the least penalised squared error.
///
/// It minimises the sum of squared distances from the mean of each segment plus `penalty` for each
/// change point, exactly, by optimal partitioning with functional pruning (FPOP; Maidstone,
/// Hocking, Rigaill and Fearnhead, "On optimal multiple changepoint algorithms for large data",
/// Statistics and Computing 27, 2017).
///
/// O(n log n) for most series and O(n²) at worst, in time; O(n) in space.
public struct PenalisedSegmentation: ChangePointFinder {
  /// The finder's name.
  public static let name = "fpop"

  /// What a change point must save in squared error, or nothing for `2 σ² ln n`, where σ is the
  /// robust scale of the differences of neighbours.
  public var penalty: Double?

  /// Creates a finder; a penalty is in the square of the values' unit and positive.
  public init(penalty: Double? = nil) {
    precondition(penalty.map { $0 > 0 } ?? true, "a penalty is positive")
    self.penalty = penalty
  }

  /// The change points of the best segmentation.
  public func changePoints(in values: [Double]) -> [Int] {
    if values.allSatisfy(\.isFinite) { return starts(in: values) }
    let present = values.indices.filter { values[$0].isFinite }
    return starts(in: present.map { values[$0] }).map { present[$0] }
  }

  /// The penalty for `values`; zero for a constant series.
  private func penalty(for values: [Double]) -> Double {
    if let penalty { return penalty }
    let scale = NoiseScale.ofDifferences(in: values)
    return 2 * scale * scale * naturalLogarithm(Double(values.count))
  }

  private func starts(in values: [Double]) -> [Int] {
    guard let least = values.min(), let most = values.max(), least < most else { return [] }
    let penalty = penalty(for: values)
    guard penalty > 0 else { return [] }
    var frontier = SegmentFrontier(range: least...most, penalty: penalty)
    // The start of the last segment of the best segmentation of values[...index].
    var lastStart = [Int32](repeating: 0, count: values.count)
    for (index, value) in values.enumerated() {
      lastStart[index] = Int32(frontier.observe(value))
    }
    var starts: [Int] = []
    var start = Int(lastStart[values.count - 1])
    while start > 0 {
      starts.append(start)
      start = Int(lastStart[start - 1])
    }
    return starts.reversed()
  }

  /// ln x for a positive x, by the series of the area tangent; the core has no `log`.
  private func naturalLogarithm(_ x: Double) -> Double {
    let ratio = (x.significand - 1) / (x.significand + 1)  // at most 1/3
    var power = ratio
    var sum = 0.0
    for odd in stride(from: 1.0, through: 33, by: 2) {
      sum += power / odd
      power *= ratio * ratio
    }
    return Double(x.exponent) * 0.693147180559945309 + 2 * sum
  }
}
