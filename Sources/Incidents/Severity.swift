extension Event {
  /// How bad the outage is, 0 to 100: depth, size and length together.
  ///
  /// `100 × d × s × t` with d the mean relative drop over the event (area over duration),
  /// s = min(1, log₁₀(1 + baseline) ÷ 4) and t = 1 − 2^(−hours ÷ 6). Bounded, and comparable
  /// between entities; see Docs/Incidents.md.
  public var severity: Double {
    let minutes = Double(duration) / 60
    guard minutes > 0, baseline > 0 else { return 0 }
    let mean = min(1, max(0, area / 100 / minutes))
    let size = min(1, decimalLogarithm(1 + baseline) / 4)
    return 100 * mean * size * (1 - powerOfTwo(-minutes / 360))
  }
}

/// Base-10 logarithm of a number of at least 1, by halving and an atanh series.
///
/// The core links no mathematics library; the error is below 1e-12.
func decimalLogarithm(_ x: Double) -> Double {
  let exponent = Double(x.exponent)
  let ratio = (x.significand - 1) / (x.significand + 1)
  return (exponent * 0.693_147_180_559_945_3 + 2 * atanhSeries(ratio)) / 2.302_585_092_994_046
}

/// 2 to the power of `x` for any finite `x`, by a Taylor series of the fraction.
func powerOfTwo(_ x: Double) -> Double {
  guard x > -1_000 else { return 0 }
  guard x < 1_000 else { return .infinity }
  let whole = x.rounded(.down)
  let y = (x - whole) * 0.693_147_180_559_945_3
  var term = 1.0
  var sum = 1.0
  for n in 1...24 {
    term *= y / Double(n)
    sum += term
  }
  return Double(sign: .plus, exponent: Int(whole), significand: sum)
}

private func atanhSeries(_ z: Double) -> Double {
  var power = z
  var sum = 0.0
  for n in stride(from: 1, through: 49, by: 2) {
    sum += power / Double(n)
    power *= z * z
  }
  return sum
}
