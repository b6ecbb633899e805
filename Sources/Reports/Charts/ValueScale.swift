/// Maps values from zero to a round maximum onto the y axis.
struct ValueScale {
  let maximum: Double
  let top: Double
  let bottom: Double
  /// The distance of two gridlines in the signal's unit.
  let interval: Double

  /// Creates a scale that holds `largest`, with about four gridlines.
  init(largest: Double, top: Double, bottom: Double) {
    let wanted = largest.isFinite && largest > 0 ? largest : 1
    var power = 1.0
    while power * 10 <= wanted / 4 { power *= 10 }
    while power > wanted / 4, power > 1e-9 { power /= 10 }
    let interval = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 * 4 >= wanted } ?? wanted
    self.interval = interval
    var maximum = interval
    while maximum < wanted * 1.02, maximum < interval * 6 { maximum += interval }
    self.maximum = maximum
    self.top = top
    self.bottom = bottom
  }

  func y(_ value: Double) -> Double {
    bottom - (bottom - top) * min(1, max(0, value / maximum))
  }

  /// The values of the gridlines.
  var ticks: [Double] {
    (0...6).map { Double($0) * interval }.filter { $0 <= maximum * 1.001 }
  }
}
