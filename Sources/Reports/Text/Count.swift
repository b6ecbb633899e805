import Timeline

/// Numbers in text for people.
enum Count {
  /// A whole number with commas between thousands: `46,120`.
  static func text(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A number with its noun, in the plural unless it is one.
  static func text(_ number: Int, _ noun: String) -> String {
    "\(text(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A value of a signal to about three digits, whole above 100; `–` where missing.
  static func value(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    if value.magnitude >= 100, value.magnitude < 1e15 {
      return text(Int(value.rounded(.toNearestOrAwayFromZero)))
    }
    let places = value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3
    var fixed = value.fixed(places)
    guard fixed.contains(".") else { return fixed }
    while fixed.hasSuffix("0") { fixed.removeLast() }
    if fixed.hasSuffix(".") { fixed.removeLast() }
    return fixed
  }

  /// A part of one as percent; never rounds a loss to all or nothing.
  static func percent(_ part: Double) -> String {
    guard part.isFinite else { return "–" }
    let percent = part * 100
    if percent > 0, percent < 1 { return "< 1 %" }
    if percent > 99, percent < 100 { return "> 99 %" }
    return "\(percent.fixed(0)) %"
  }
}
