import Detection
import Timeline

/// What a signal did before an event: its noise, and where the fall began.
struct Prelude {
  /// The fewest changes whose median tells a signal's noise.
  private static let fewestChanges = 10

  private let points: [(time: UnixTime, value: Double)]

  /// Takes the trusted values of the window, oldest first.
  init(_ window: SignalWindow) {
    var points: [(time: UnixTime, value: Double)] = []
    points.reserveCapacity(window.capacity)
    window.forEachObserved { points.append(($0, $1)) }
    self.points = points
  }

  /// All values of the window, oldest first.
  var values: [(time: UnixTime, value: Double)] { points }

  /// The median of the absolute differences between consecutive present bins before `onset`.
  func noise(before onset: UnixTime) -> Double {
    var differences: [Double] = []
    for index in points.indices.dropFirst() where points[index].time < onset {
      differences.append(abs(points[index].value - points[index - 1].value))
    }
    return differences.sortedMedian()
  }

  /// The interval in which the fall that crossed the rule at `onset` began.
  ///
  /// Walks back from the last bin before the onset to the top of the slope: for as long as some bin
  /// of the hour before lies higher by more than three robust sigmas of the signal's usual change in
  /// an hour or from bin to bin (and 0.2 % of the baseline), it goes to the highest. The fall began
  /// after that bin, by the first bin that lies as much below it. It began at the onset where too
  /// few bins tell the usual change, and not before the last bin ahead of a gap, because nobody saw
  /// the fall go on in it. O(window).
  func began(onset: TimeBracket, baseline: Double, step: Int) -> TimeBracket {
    guard let last = points.lastIndex(where: { $0.time < onset.by }) else { return onset }
    let hour = max(3_600, 3 * step)
    var hourly = changes(in: hour, until: last)
    guard hourly.count >= Prelude.fewestChanges else { return onset }
    // What returns every hour does not change in an hour, but it does from bin to bin.
    var single = changes(in: step, until: last)
    let usual = max(hourly.sortedMedian(), single.sortedMedian())
    let threshold = max(3 * 1.4826 * usual, 0.002 * baseline)
    let earliest = lastBeforeGap(until: onset.by, from: last, step: step)
    var top = last
    while top > earliest {
      var highest = top
      var index = top - 1
      while index >= earliest, points[index].time >= points[top].time - hour {
        if points[index].value > points[highest].value { highest = index }
        index -= 1
      }
      guard points[highest].value > points[top].value + threshold else { break }
      top = highest
    }
    if top == last { return onset }
    let level = points[top].value - threshold
    let first = points[(top + 1)...].first { $0.value < level }?.time ?? onset.by
    return TimeBracket(after: points[top].time, by: min(first, onset.by))
  }

  /// The last bin before the gap that is nearest to `end`, going back from the point at `last`; the
  /// first bin where there is no gap.
  private func lastBeforeGap(until end: UnixTime, from last: Int, step: Int) -> Int {
    var index = last
    var next = end
    while index > 0, points[index].time + step >= next {
      next = points[index].time
      index -= 1
    }
    return index
  }

  /// The absolute changes over `seconds` up to the point at `last`.
  private func changes(in seconds: Int, until last: Int) -> [Double] {
    var changes: [Double] = []
    var earlier = 0
    for index in 0...last {
      let target = points[index].time - seconds
      while earlier < index, points[earlier].time < target { earlier += 1 }
      if points[earlier].time == target {
        changes.append(abs(points[index].value - points[earlier].value))
      }
    }
    return changes
  }
}
