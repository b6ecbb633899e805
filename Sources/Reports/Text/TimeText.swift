public import Incidents
public import Timeline

/// Times for people: intervals of bins widened to clock time, in UTC.
///
/// A change lies after the start of the last bin on the old side and before the end of the first bin
/// on the new side, so `{after 16:10, by 16:20}` with bins of 600 s reads "between 16:10 and 16:30".
public enum TimeText {
  /// The interval with its date: `between 16:10 and 16:30 on 16 Nov 2019`.
  ///
  /// `zoned` says that the times are UTC, for text whose reader may not know.
  public static func between(_ bracket: TimeBracket, step: Int, zoned: Bool = false) -> String {
    let end = bracket.by + step
    let zone = zoned ? " UTC" : ""
    guard let after = bracket.after else { return "before \(end.clock)\(zone) on \(day(end))" }
    if after.date == end.date {
      return "between \(after.clock) and \(end.clock)\(zone) on \(day(after))"
    }
    return "between \(after.clock) on \(day(after)) and \(end.clock)\(zone) on \(day(end))"
  }

  /// The interval for a table: `16 Nov 13:50–14:00`.
  public static func short(_ bracket: TimeBracket, step: Int) -> String {
    let end = bracket.by + step
    guard let after = bracket.after else { return "before \(shortDay(end)) \(end.clock)" }
    let from = "\(shortDay(after)) \(after.clock)"
    return after.date == end.date
      ? "\(from)–\(end.clock)" : "\(from) – \(shortDay(end)) \(end.clock)"
  }

  /// The interval's clock times alone, where the date stands beside it: `13:50–14:00`.
  static func clock(_ bracket: TimeBracket, step: Int) -> String {
    let end = (bracket.by + step).clock
    return bracket.after.map { "\($0.clock)–\(end)" } ?? "before \(end)"
  }

  /// A bin by its ends: `the bin 17:20 to 17:30`.
  public static func bin(_ start: UnixTime, step: Int) -> String {
    "the bin \(start.clock) to \((start + step).clock)"
  }

  /// An event's beginning as a sentence without a stop.
  ///
  /// `began to fall between 16:10 and 16:30 on 16 Nov 2019; below 80 % in the bin 17:20 to 17:30`;
  /// the ratio is the profile's warning threshold of the datasource.
  public static func beginning(of event: Event, warning ratio: Double?) -> String {
    let crossed = ratio.map { "below \(($0 * 100).plainPercent) %" } ?? "below its level"
    let date =
      event.began.by.date == event.onset.by.date ? "" : " of \(shortDay(event.onset.by))"
    return "began to fall \(between(event.began, step: event.step)); \(crossed) in "
      + "\(bin(event.onset.by, step: event.step))\(date)"
  }

  /// A length for people, in its two largest units: `6 d 20 h`, `4 h 30 min`, `45 s`.
  public static func length(_ seconds: Int) -> String {
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
    guard let first = units.firstIndex(where: { seconds >= $0.0 }) else { return "0 s" }
    var text = "\(seconds / units[first].0) \(units[first].1)"
    if first + 1 < units.count {
      let rest = seconds % units[first].0 / units[first + 1].0
      if rest > 0 { text += " \(rest) \(units[first + 1].1)" }
    }
    return text
  }

  /// The date: `16 Nov 2019`.
  public static func day(_ time: UnixTime) -> String { "\(shortDay(time)) \(time.fields.year)" }

  /// The date without its year: `16 Nov`.
  public static func shortDay(_ time: UnixTime) -> String {
    let fields = time.fields
    return "\(fields.day) \(months[fields.month - 1])"
  }

  /// The zone of an offset in seconds east of UTC: `UTC+03:30`.
  public static func zone(_ offset: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let minutes = Int(offset.magnitude) / 60
    return "UTC\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Double {
  /// A percentage without needless decimals: `80`, `99`, `97.5`.
  var plainPercent: String { roundedToSix.plainText }
}
