import Timeline

/// Maps a window of time onto the x axis.
struct TimeScale {
  let from: UnixTime
  let until: UnixTime
  let left: Double
  let right: Double

  /// The seconds of the window; at least one.
  var seconds: Int { max(1, until - from) }

  func x(_ time: UnixTime) -> Double {
    left + (right - left) * Double(time - from) / Double(seconds)
  }

  /// The x coordinate, held within the plot.
  func clamped(_ time: UnixTime) -> Double { min(right, max(left, x(time))) }

  func contains(_ time: UnixTime) -> Bool { time >= from && time < until }

  /// A mark on the axis.
  struct Tick: Equatable {
    let time: UnixTime
    let label: String
  }

  /// Ticks on whole hours or days of the zone that lies `offset` seconds east of UTC, at least
  /// `spacing` apart. Midnights show the date, other hours the clock.
  func ticks(spacing: Double, offset: Int) -> [Tick] {
    let steps = [3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 345_600, 691_200]
    let fits = { (step: Int) in
      (right - left) * Double(step) / Double(seconds) >= spacing
    }
    var step = steps.first(where: fits) ?? 1_382_400
    while !fits(step), step < 1 << 40 { step *= 2 }
    var ticks: [Tick] = []
    var local = (from + offset).floored(to: step)
    while local - offset < until, ticks.count < 200 {
      let time = local - offset
      if time >= from {
        let isMidnight = local == local.floored(to: 86_400)
        ticks.append(
          Tick(time: time, label: isMidnight ? TimeText.shortDay(local) : local.clock))
      }
      local = local + step
    }
    return ticks
  }
}
