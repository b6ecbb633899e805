import Timeline

/// A walk through an outage script in ascending time: the share of the quiet level in each bin.
struct ScriptPlayback {
  /// Where the script stands in one bin.
  struct Position {
    /// The share of the quiet level.
    var share: Double
    /// The figure that was published for this very bin.
    var published: Double?
  }

  private struct Anchor {
    let time: UnixTime
    let share: Double
    let path: ScriptPoint.Path
    let published: Double?
  }

  private let anchors: [Anchor]
  /// The number of anchors at or before the present bin.
  private var passed = 0

  init(signal: SignalModel, step: Int) {
    anchors = signal.script.points.map { point in
      let time = point.time.floored(to: step)
      switch point.amount {
      case .published(let value):
        let quiet = signal.quietValue(at: time)
        return Anchor(
          time: time, share: quiet > 0 ? value * signal.scale / quiet : 0, path: point.path,
          published: value)
      case .assumed(let share):
        return Anchor(time: time, share: share, path: point.path, published: nil)
      }
    }
  }

  /// The position in the bin that starts at `time`; times must not descend. O(1) amortised.
  mutating func advance(to time: UnixTime) -> Position {
    while passed < anchors.count, anchors[passed].time <= time { passed += 1 }
    guard passed > 0 else {
      return Position(share: slide(from: nil, at: time), published: nil)
    }
    let last = anchors[passed - 1]
    if last.time == time { return Position(share: last.share, published: last.published) }
    return Position(share: slide(from: last, at: time), published: nil)
  }

  private func slide(from last: Anchor?, at time: UnixTime) -> Double {
    guard let last else { return 1 }
    guard passed < anchors.count, anchors[passed].path == .slide else { return last.share }
    let next = anchors[passed]
    let part = Double(time - last.time) / Double(next.time - last.time)
    return last.share + part * (next.share - last.share)
  }
}
