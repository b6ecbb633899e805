import Timeline

/// The step and phase of a signal, inferred from the times of its points.
struct BinGrid: Equatable {
  /// The length of a bin in seconds.
  var step: Int64
  /// Where bins start, as a remainder by `step`.
  var phase: Int64
  /// How the step was found.
  var basis: Basis

  /// How a step was found.
  enum Basis: Equatable {
    /// It is the source's own.
    case native
    /// It is a multiple of the source's own: values were averaged.
    case downsampled
    /// It divides the source's own, and values differ within a native bin.
    case finer
    /// It divides the source's own, and values are repeated within each native bin.
    case repeated
    /// It is the most common distance, or was guessed from a single time.
    case inferred
  }

  /// Steps that sources use, for times that do not keep one exactly.
  private static let usualSteps: [Int64] = [
    1, 10, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 604_800,
  ]
  /// The step of a signal of an unknown source with a single point.
  private static let fallbackStep: Int64 = 300

  /// Longer distances are gaps, not steps.
  private static let longestStep: Int64 = 366 * 86_400
  /// Longer distances between points of a known source are gaps, not averages.
  private static let longestDownsampledStep: Int64 = 14 * 86_400

  /// Infers the grid of points in order of time; the times must not be empty.
  init(times: [Int64], values: [Double], nativeStep: Int?) {
    let native = nativeStep.map(Int64.init)
    let distance = BinGrid.usualDistance(of: times, native: native)
    step = distance ?? native ?? BinGrid.fallbackStep
    basis = native == nil || native != step ? .inferred : .native
    if let native, native > 0, step != native {
      if step > native {
        basis = step % native == 0 ? .downsampled : .inferred
      } else if native % step == 0 {
        basis = .finer
        let phase = BinGrid.usualPhase(of: times, step: native)
        if BinGrid.areRepeated(times, values, step: native, phase: phase) {
          basis = .repeated
          step = native
        }
      }
    }
    phase = BinGrid.usualPhase(of: times, step: step)
    // No bin starts before 1970, because no form could say so.
    if times[0] < phase { phase = 0 }
  }

  /// The start of the bin that holds a time.
  @inline(__always)
  func start(of time: Int64) -> Int64 {
    let rest = (time - phase) % step
    return time - (rest < 0 ? rest + step : rest)
  }

  /// The most common distance between neighbours, if half of them keep it; else a usual step near
  /// their median. Nothing for a single time.
  private static func usualDistance(of times: [Int64], native: Int64?) -> Int64? {
    let longest = native == nil ? longestStep : longestDownsampledStep
    var counts: [Int64: Int] = [:]
    var total = 0
    var last: Int64 = 0
    var run = 0
    for index in 1..<max(1, times.count) {
      let distance = times[index] - times[index - 1]
      guard distance > 0, distance <= longest else { continue }
      total += 1
      if distance == last {
        run += 1
        continue
      }
      if run > 0 { counts[last, default: 0] += run }
      last = distance
      run = 1
    }
    if run > 0 { counts[last, default: 0] += run }
    guard total > 0 else { return nil }
    let ordered = counts.sorted { $0.key < $1.key }
    var best = ordered[0]
    for entry in ordered where entry.value > best.value { best = entry }
    // Close to the source's own step only a distance that nearly all points keep is a step of its
    // own, as rounds of 660 s are; anything else is the source's step with jitter.
    let isNear = native.map { best.key * 4 >= $0 * 3 && best.key * 4 <= $0 * 5 } ?? false
    if isNear, best.key != native, best.value * 10 < total * 9 { return native }
    if best.value * 2 >= total { return best.key }
    var before = 0
    var median = best.key
    for entry in ordered {
      before += entry.value
      if before * 2 >= total {
        median = entry.key
        break
      }
    }
    if let native, median * 2 > native, median * 2 < native * 3 { return native }
    for usual in usualSteps where median * 4 >= usual * 3 && median * 3 <= usual * 4 {
      return usual
    }
    return median
  }

  /// The most common remainder of the times, if half of them have it; else none.
  private static func usualPhase(of times: [Int64], step: Int64) -> Int64 {
    let first = times[0] % step
    if times.allSatisfy({ $0 % step == first }) { return first }
    var counts: [Int64: Int] = [:]
    for time in times { counts[time % step, default: 0] += 1 }
    // Ties go to the smaller remainder, so that the order of a dictionary never shows.
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value * 2 >= times.count else { return 0 }
    return best.key
  }

  /// Whether all points within each bin of `step` hold one value, and most bins have several.
  private static func areRepeated(
    _ times: [Int64], _ values: [Double], step: Int64, phase: Int64
  ) -> Bool {
    var start = Int64.min
    var value = Double.nan
    var bins = 0
    for index in times.indices {
      let bin = times[index] - (times[index] + step - phase) % step
      if bin == start {
        if !value.isNaN, !values[index].isNaN, value != values[index] { return false }
        if value.isNaN { value = values[index] }
      } else {
        start = bin
        value = values[index]
        bins += 1
      }
    }
    return bins >= 2
  }
}
