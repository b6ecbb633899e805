/// A sine made by turning a point step by step, with no library whose last bit might differ.
struct Rotation {
  private let period: Int
  private let stepCosine: Double
  private let stepSine: Double
  private var cosine = 1.0
  private var sine = 0.0
  private var index = 0

  init(period: Int) {
    self.period = period
    // The first terms of the series are exact to the last bits for the small angle of a step.
    let angle = 2 * Double.pi / Double(period)
    let square = angle * angle
    stepSine = angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)))
    stepCosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
  }

  /// The sine of the next step; exactly periodic.
  mutating func next() -> Double {
    defer {
      index += 1
      if index == period {
        (cosine, sine, index) = (1, 0, 0)
      } else {
        (cosine, sine) = (
          cosine * stepCosine - sine * stepSine, sine * stepCosine + cosine * stepSine
        )
      }
    }
    return sine
  }
}
