public import Detection
import Timeline

/// Names the bins at which a whole series steps: the step finder behind the common protocol.
///
/// The baseline is the lower median of the present values, the noise the median absolute difference
/// of neighbours; a change point is the first bin at which a step reaches a tenth of the baseline,
/// else its steepest. O(n log n). See Docs/ChangePoints.md.
public struct StepChangePointFinder: ChangePointFinder {
  /// The finder's name in comparisons.
  public static let name = "step"

  /// Creates a finder.
  public init() {}

  /// The indexes at which steps begin to count, ascending; a gap is bridged.
  public func changePoints(in values: [Double]) -> [Int] {
    let present = values.indices.filter { values[$0].isFinite }
    guard present.count > 1 else { return [] }
    let baseline = present.map { values[$0] }.sorted()[(present.count - 1) / 2]
    var differences = zip(present, present.dropFirst()).map { abs(values[$1] - values[$0]) }
    let noise = differences.sortedMedian()
    var finder = StepFinder(baseline: abs(baseline), noise: noise)
    var moves: [StepFinder.Move] = []
    for index in present {
      if let move = finder.observe(values[index], at: UnixTime(Int64(index))) { moves.append(move) }
    }
    if let move = finder.finish() { moves.append(move) }
    return moves.map { Int($0.by.seconds) }
  }
}
