import JSON
import Timeline

/// Reads times from bytes: epoch seconds or milliseconds, or RFC 3339 text.
///
/// Keeps the last date it turned into days, because files are in order of time.
struct TimeText {
  /// A time as a field wrote it.
  struct Reading {
    /// Seconds since the epoch; for text without a zone, its fields taken as UTC.
    var seconds: Int64
    /// How it was written.
    var form: Form
  }

  /// The ways to write a time.
  enum Form {
    case seconds, milliseconds, text, textWithoutZone
  }

  /// Epochs from here on can only be milliseconds: as seconds they lie after the year 5138.
  private static let firstMilliseconds: Int64 = 100_000_000_000
  /// The end of the year 9999 in milliseconds.
  private static let lastMilliseconds: Int64 = 253_402_300_800_000

  private var cachedDate: UInt64 = 0
  private var cachedDateTail: UInt16 = 0
  private var cachedDay: Int64 = 0

  /// Reads `bytes[start..<end]`; nothing when it is no time from 1970 to 9999.
  @inline(__always)
  mutating func read(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Reading? {
    guard start < end, bytes[start] &- 0x30 < 10 else { return nil }
    if end - start >= 16, bytes[start + 4] == 0x2D { return text(bytes, start, end) }
    return epoch(bytes, start, end)
  }

  @inline(__always)
  private mutating func epoch(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Reading? {
    var value: Int64 = 0
    var index = start
    while index < end, bytes[index] &- 0x30 < 10 {
      guard index - start < 15 else { return nil }
      value = value * 10 + Int64(bytes[index] &- 0x30)
      index += 1
    }
    if index < end { return rare(bytes, start, end) }
    return Self.reading(ofEpoch: value)
  }

  /// The reading of a whole number: seconds, or milliseconds if it is too large for those.
  static func reading(ofEpoch value: Int64) -> Reading? {
    guard value >= 0 else { return nil }
    if value < firstMilliseconds { return Reading(seconds: value, form: .seconds) }
    guard value < lastMilliseconds else { return nil }
    return Reading(seconds: value / 1_000, form: .milliseconds)
  }

  /// Reads epochs with a fraction, dates alone, and text that the fast way does not know.
  private func rare(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Reading? {
    if case .number(let value) = DecimalText.read(bytes, start, end), value >= 0,
      value < Double(Self.lastMilliseconds)
    {
      return Self.reading(ofEpoch: Int64(value))
    }
    guard end - start <= 64 else { return nil }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let reading = UnixTime.reading(text), reading.time.seconds >= 0 else { return nil }
    return Reading(
      seconds: reading.time.seconds, form: reading.hasZone ? .text : .textWithoutZone)
  }

  /// Reads `2019-11-16 17:20:00` with an optional zone; hands anything else on.
  @inline(__always)
  private mutating func text(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Reading? {
    guard let day = day(bytes, start), end - start >= 19,
      bytes[start + 10] == 0x20 || bytes[start + 10] == 0x54, bytes[start + 13] == 0x3A,
      bytes[start + 16] == 0x3A, let hour = Self.pair(bytes, start + 11), hour < 24,
      let minute = Self.pair(bytes, start + 14), minute < 60,
      let second = Self.pair(bytes, start + 17), second < 60
    else { return rare(bytes, start, end) }
    let seconds = day * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    let rest = end - start - 19
    if rest == 0 { return Reading(seconds: seconds, form: .textWithoutZone) }
    if rest == 1, bytes[start + 19] == 0x5A { return Reading(seconds: seconds, form: .text) }
    if rest == 6, bytes[start + 19] == 0x2B, bytes[start + 20] == 0x30,
      bytes[start + 21] == 0x30, bytes[start + 23] == 0x30, bytes[start + 24] == 0x30
    {
      return Reading(seconds: seconds, form: .text)
    }
    return rare(bytes, start, end)
  }

  /// The day since the epoch that the ten bytes from `start` name, or nothing before 1970.
  @inline(__always)
  private mutating func day(_ bytes: [UInt8], _ start: Int) -> Int64? {
    let date = bytes.word(at: start)
    let tail = UInt16(bytes[start + 8]) << 8 | UInt16(bytes[start + 9])
    if date == cachedDate, tail == cachedDateTail { return cachedDay }
    guard bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D,
      let century = Self.pair(bytes, start), let years = Self.pair(bytes, start + 2),
      let month = Self.pair(bytes, start + 5), let dayOfMonth = Self.pair(bytes, start + 8),
      let time = UnixTime(year: century * 100 + years, month: month, day: dayOfMonth),
      time.seconds >= 0
    else { return nil }
    cachedDate = date
    cachedDateTail = tail
    cachedDay = time.seconds / 86_400
    return cachedDay
  }

  @inline(__always)
  private static func pair(_ bytes: [UInt8], _ index: Int) -> Int? {
    let tens = bytes[index] &- 0x30
    let ones = bytes[index + 1] &- 0x30
    guard tens < 10, ones < 10 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }
}
