extension Double {
  /// The shortest decimal text that reads back as the same value, without `.0` on whole numbers.
  ///
  /// JSON has no other numbers: NaN and infinities become `null`.
  public var plainText: String {
    guard isFinite else { return "null" }
    if self == rounded(), abs(self) < 1e15 { return String(Int64(self)) }
    return description
  }

  /// The value rounded to `places` decimal places, half away from zero, as fixed text.
  public func fixed(_ places: Int) -> String {
    guard isFinite, abs(self) < 1e15 else { return isFinite ? description : "null" }
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    guard abs(self) < Double(Int64.max / 2) / Double(scale) else { return description }
    let scaled = Int64((self * Double(scale)).rounded(.toNearestOrAwayFromZero))
    let magnitude = scaled.magnitude
    let whole = magnitude / UInt64(scale)
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let fraction = String(magnitude % UInt64(scale))
    let zeros = String(repeating: "0", count: places - fraction.utf8.count)
    return "\(sign)\(whole).\(zeros)\(fraction)"
  }
}
