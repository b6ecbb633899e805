import Incidents
import Timeline

/// The definition of a step written down as plainly as possible, over a whole series at once.
enum StepReference {
  struct Move: Equatable {
    var after: UnixTime
    var by: UnixTime
    var until: UnixTime
    var from: Double
    var to: Double
  }

  /// All moves that stand out, given the baseline and the noise before the event.
  static func moves(
    _ points: [(time: UnixTime, value: Double)], baseline: Double, noise: Double
  ) -> [Move] {
    let least = max(3 * 1.4826 * noise, 0.002 * baseline)
    let signs = points.indices.map { index -> Int in
      guard index > 0 else { return 0 }
      let move = points[index].value - points[index - 1].value
      return move > least ? 1 : move < -least ? -1 : 0
    }
    var moves: [Move] = []
    for start in points.indices where signs[start] != 0 && signs[start] != signs[max(0, start - 1)]
    {
      var end = start
      while end + 1 < points.count, signs[end + 1] == signs[start] { end += 1 }
      let first = points[start - 1]
      let last = points[end]
      let total = abs(last.value - first.value)
      guard total > 3 * (first.value + last.value).squareRoot() else { continue }
      guard
        total >= 0.1 * baseline
          || (total >= 0.25 * first.value && total >= 0.02 * baseline)
      else { continue }
      let run = points[start...end]
      let reached = run.first { abs($0.value - first.value) >= 0.1 * baseline }
      var steepest = start
      for index in start...end
      where abs(points[index].value - points[index - 1].value)
        > abs(points[steepest].value - points[steepest - 1].value)
      {
        steepest = index
      }
      moves.append(
        Move(
          after: first.time, by: reached?.time ?? points[steepest].time, until: last.time,
          from: first.value, to: last.value))
    }
    return moves
  }

  /// The median of the absolute differences between consecutive values.
  static func noise(_ values: [Double]) -> Double {
    let sorted = zip(values, values.dropFirst()).map { abs($1 - $0) }.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
