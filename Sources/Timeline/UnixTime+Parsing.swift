extension UnixTime {
  /// A time as a file wrote it: the instant, and whether the text said its zone.
  public struct Reading: Equatable, Sendable {
    /// The instant; when no zone was given, the fields were taken as UTC.
    public var time: UnixTime
    /// Whether the text gave `Z` or an offset.
    public var hasZone: Bool
    /// Whether the text gave a date without a time of day.
    public var isDate: Bool
    /// Whether a fraction of a second was cut off.
    public var hadFraction: Bool
  }

  /// Reads an RFC 3339 instant, also with a space for `T`, without seconds, or with no zone.
  ///
  /// Takes `2019-11-16T17:20:00Z`, `2019-11-16 17:20:00+00:00`, `2019-11-16T17:20+03:30`,
  /// `2019-11-16 17:20`, `2019-11-16T17:20:00.5Z` and `2019-11-16`. Returns nothing for any other
  /// text. O(length).
  public static func reading(_ text: some StringProtocol) -> Reading? {
    var scanner = FieldScanner(Array(text.utf8))
    guard let year = scanner.digits(4), scanner.take(0x2D), let month = scanner.digits(2),
      scanner.take(0x2D), let day = scanner.digits(2)
    else { return nil }
    if scanner.isAtEnd {
      guard let time = UnixTime(year: year, month: month, day: day) else { return nil }
      return Reading(time: time, hasZone: false, isDate: true, hadFraction: false)
    }
    guard scanner.take(0x54) || scanner.take(0x20) || scanner.take(0x74),
      let hour = scanner.digits(2), scanner.take(0x3A), let minute = scanner.digits(2)
    else { return nil }
    var second = 0
    var hadFraction = false
    if scanner.take(0x3A) {
      guard let value = scanner.digits(2) else { return nil }
      second = value
      if scanner.take(0x2E) {
        hadFraction = true
        guard scanner.skipDigits() > 0 else { return nil }
      }
    }
    guard
      let time = UnixTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    if scanner.isAtEnd {
      return Reading(time: time, hasZone: false, isDate: false, hadFraction: hadFraction)
    }
    _ = scanner.take(0x20)
    guard let offset = scanner.zone(), scanner.isAtEnd else { return nil }
    return Reading(time: time - offset, hasZone: true, isDate: false, hadFraction: hadFraction)
  }

  /// Creates an instant from RFC 3339 text that states its zone.
  public init?(rfc3339 text: some StringProtocol) {
    guard let reading = UnixTime.reading(text), reading.hasZone else { return nil }
    self = reading.time
  }

  /// Reads a zone offset: `Z`, `+03:30`, `+0330` or `+03`; seconds east of UTC.
  public static func zoneOffset(_ text: some StringProtocol) -> Int? {
    var scanner = FieldScanner(Array(text.utf8))
    guard let offset = scanner.zone(), scanner.isAtEnd else { return nil }
    return offset
  }
}

/// A cursor over ASCII digits and separators.
private struct FieldScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<index + count] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    index += count
    return value
  }

  mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return index - start
  }

  mutating func zone() -> Int? {
    if take(0x5A) || take(0x7A) { return 0 }
    let sign: Int
    if take(0x2B) { sign = 1 } else if take(0x2D) { sign = -1 } else { return nil }
    guard let hours = digits(2), hours <= 15 else { return nil }
    if isAtEnd { return sign * hours * 3_600 }
    _ = take(0x3A)
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }
}
