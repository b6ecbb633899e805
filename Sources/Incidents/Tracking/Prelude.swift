import Detection
import Timeline

/// What a signal did before an event: its noise, and where the fall began.
struct Prelude {
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
  /// an hour (and 0.2 % of the baseline), it goes to the highest. The fall began after that bin, by
  /// the first bin that lies as much below it. O(window).
  func began(onset: TimeBracket, baseline: Double, step: Int) -> TimeBracket {
    guard let last = points.lastIndex(where: { $0.time < onset.by }) else { return onset }
    let hour = max(3_600, 3 * step)
    let threshold = max(3 * 1.4826 * change(in: hour, before: last), 0.002 * baseline)
    var top = last
    while top > 0 {
      var highest = top
      var index = top - 1
      while index >= 0, points[index].time >= points[top].time - hour {
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

  /// The median absolute change over `seconds` before the point at `last`.
  private func change(in seconds: Int, before last: Int) -> Double {
    var changes: [Double] = []
    var earlier = 0
    for index in 0...last {
      let target = points[index].time - seconds
      while earlier < index, points[earlier].time < target { earlier += 1 }
      if points[earlier].time == target {
        changes.append(abs(points[index].value - points[earlier].value))
      }
    }
    return changes.sortedMedian()
  }
}
