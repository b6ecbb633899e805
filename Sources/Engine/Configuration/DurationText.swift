/// Durations as configuration writes them: a whole number with a unit, `90s`, `5m`, `24h`, `7d`.
public enum DurationText {
  private static let units: [(suffix: Character, seconds: Int)] = [
    ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
  ]

  /// Writes seconds with the largest unit that divides them; a day is written `24h`, two are `2d`.
  public static func text(_ seconds: Int) -> String {
    if seconds == 86_400 { return "24h" }
    for unit in units where seconds != 0 && seconds % unit.seconds == 0 {
      return "\(seconds / unit.seconds)\(unit.suffix)"
    }
    return "\(seconds)s"
  }

  /// Reads a duration; a number without a unit is seconds. Nothing for any other text, and above a
  /// hundred years.
  public static func seconds(_ text: some StringProtocol) -> Int? {
    guard let last = text.last else { return nil }
    let unit = units.first { $0.suffix == last }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard !digits.isEmpty, digits.allSatisfy(\.isASCII), let number = Int(digits), number >= 0
    else { return nil }
    let (seconds, overflow) = number.multipliedReportingOverflow(by: unit?.seconds ?? 1)
    return overflow || seconds > 36_525 * 86_400 ? nil : seconds
  }
}
