extension UnixTime: CustomStringConvertible {
  /// The calendar fields of an instant in UTC (proleptic Gregorian).
  public struct Fields: Equatable, Sendable {
    /// The year; astronomical numbering.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, 1 to 31.
    public var day: Int
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int
    /// The second, 0 to 59.
    public var second: Int
  }

  /// The calendar fields of this instant in UTC.
  ///
  /// Days are turned into a civil date by counting 400-year eras from 1 March, year 0.
  public var fields: Fields {
    let day = floored(to: 86_400)
    let rest = Int(seconds - day.seconds)
    let days = Int(day.seconds / 86_400) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return Fields(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1,
      hour: rest / 3_600, minute: rest % 3_600 / 60, second: rest % 60)
  }

  /// Creates an instant from calendar fields in UTC, or nothing when a field is out of range.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    guard (1...12).contains(month), (0...9_999).contains(year),
      (1...UnixTime.days(inMonth: month, of: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    self.init(Int64(days * 86_400 + hour * 3_600 + minute * 60 + second))
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The instant as RFC 3339 text with seconds and `Z`, for example `2019-11-16T17:20:00Z`.
  public var description: String {
    let f = fields
    return "\(date)T\(padded(f.hour)):\(padded(f.minute)):\(padded(f.second))Z"
  }

  /// The UTC date, for example `2019-11-16`.
  public var date: String {
    let f = fields
    return "\(padded(f.year, 4))-\(padded(f.month))-\(padded(f.day))"
  }

  /// The UTC time of day to the minute, for example `17:20`.
  public var clock: String {
    let f = fields
    return "\(padded(f.hour)):\(padded(f.minute))"
  }

  /// Date and time to the minute for people, for example `2019-11-16 17:20`.
  public var minuteText: String { "\(date) \(clock)" }

  /// The instant without separators, to the minute, as ids use it: `20191116T1720Z`.
  ///
  /// An instant that is not on a whole minute shows its seconds too.
  public var compact: String {
    let f = fields
    let seconds = f.second == 0 ? "" : padded(f.second)
    return "\(padded(f.year, 4))\(padded(f.month))\(padded(f.day))T"
      + "\(padded(f.hour))\(padded(f.minute))\(seconds)Z"
  }
}

/// Pads a number with zeros on the left.
private func padded(_ number: Int, _ width: Int = 2) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
