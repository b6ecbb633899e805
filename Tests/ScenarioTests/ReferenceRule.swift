import Timeline

/// A slow reference of the default profile's rule for one series: a lower median of a trailing
/// window, two bins to open and to close, bins of an open event entering as their baseline.
struct ReferenceRule {
  struct Event: Equatable {
    let onset: UnixTime
    var recovery: UnixTime?
    var minimum: Double
    var isCritical: Bool
  }

  let window: Int
  let warning: Double
  let critical: Double

  init(_ family: DatasourceFamily) {
    switch family {
    case .bgp: (window, warning, critical) = (86_400, 0.99, 0.5)
    case .telescope: (window, warning, critical) = (7 * 86_400, 0.25, 0.1)
    default: (window, warning, critical) = (7 * 86_400, 0.8, 0.5)
    }
  }

  /// The events of a series; bins that `isTrusted` refuses count as missing.
  func events(
    in series: Series, isTrusted: (UnixTime) -> Bool = { _ in true }
  ) -> [Event] {
    var queue: [(time: UnixTime, value: Double)] = []
    var head = 0
    var sorted: [Double] = []
    var events: [Event] = []
    var isOpen = false
    var low: (time: UnixTime, value: Double, level: Int)?
    var high: UnixTime?
    var wasCritical = false
    for index in series.values.indices {
      let time = series.time(at: index)
      while head < queue.count, queue[head].time < time - window {
        sorted.remove(at: sorted.firstPosition(of: queue[head].value))
        head += 1
      }
      guard let value = series.value(at: index), isTrusted(time) else { continue }
      let baseline = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
      var level: Int?
      if let baseline, baseline >= 20, time - series.start >= 3_600 {
        let ratio = value / baseline
        level = ratio < critical ? 2 : ratio < warning ? 1 : 0
      }
      let entry = isOpen || (level ?? 0) > 0 ? baseline ?? value : value
      queue.append((time, entry))
      sorted.insert(entry, at: sorted.firstPosition(of: entry))
      guard let level else { continue }
      if isOpen {
        let last = events.count - 1
        events[last].minimum = min(events[last].minimum, value)
        if level == 2, wasCritical { events[last].isCritical = true }
        wasCritical = level == 2
        if level > 0 {
          high = nil
        } else if let first = high {
          events[last].recovery = first
          (isOpen, high, low) = (false, nil, nil)
        } else {
          high = time
        }
      } else if level == 0 {
        low = nil
      } else if let first = low {
        events.append(
          Event(
            onset: first.time, recovery: nil, minimum: min(first.value, value),
            isCritical: min(first.level, level) == 2))
        (isOpen, high, wasCritical) = (true, nil, level == 2)
      } else {
        low = (time, value, level)
      }
    }
    return events
  }
}

extension [Double] {
  /// The first position whose element is not below `value`, in an ascending array.
  fileprivate func firstPosition(of value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
