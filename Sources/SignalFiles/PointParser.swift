import JSON
import Timeline

/// Turns fields into times and values, and records what is wrong with them.
struct PointParser {
  /// What was found in the input.
  var findings: FindingRecorder
  /// The decimal separator.
  var decimalPoint: UInt8 = 0x2E
  private let zoneOffset: Int?
  private var timeText = TimeText()
  private var withoutZone = 0
  private var inMilliseconds = 0

  init(source: String, zoneOffset: Int?) {
    findings = FindingRecorder(source: source)
    self.zoneOffset = zoneOffset
  }

  /// The time in `bytes[start..<end]`, or nothing, with a finding, when it is none.
  @inline(__always)
  mutating func time(_ bytes: [UInt8], _ start: Int, _ end: Int, line: Int) -> Int64? {
    guard let reading = timeText.read(bytes, start, end) else {
      findings.record(
        .badTime, place: "line \(line)",
        "'\(PointParser.shown(bytes, start, end))' is neither epoch seconds nor RFC 3339 text",
        "the point was skipped")
      return nil
    }
    switch reading.form {
    case .seconds, .text: return reading.seconds
    case .milliseconds:
      inMilliseconds += 1
      return reading.seconds
    case .textWithoutZone:
      if let zoneOffset { return reading.seconds - Int64(zoneOffset) }
      withoutZone += 1
      return reading.seconds
    }
  }

  /// The value in `bytes[start..<end]`; NaN, with a finding where it is due, when it is none.
  @inline(__always)
  mutating func value(_ bytes: [UInt8], _ start: Int, _ end: Int, line: Int) -> Double {
    let reading = DecimalText.read(bytes, start, end, point: decimalPoint)
    if case .number(let value) = reading, value >= 0 { return value }
    return doubtful(reading, PointParser.shown(bytes, start, end), place: "line \(line)")
  }

  /// A number that a JSON text holds, by the same rules.
  mutating func value(_ number: Double, place: @autoclosure () -> String) -> Double {
    if number >= 0, number.isFinite { return number }
    if number.isNaN { return number }
    return doubtful(
      number.isFinite ? .number(number) : .infinite, number.description, place: place())
  }

  private mutating func doubtful(
    _ reading: DecimalText.Reading, _ text: String, place: String
  ) -> Double {
    switch reading {
    case .missing: break
    case .number:
      findings.record(.negativeValue, place: place, "'\(text)' is below zero", "taken as missing")
    case .infinite:
      findings.record(.infiniteValue, place: place, "'\(text)' is not finite", "taken as missing")
    case .invalid:
      findings.record(.badValue, place: place, "'\(text)' is not a number", "taken as missing")
    }
    return .nan
  }

  /// Counts a time in milliseconds that was read elsewhere.
  mutating func countMilliseconds() { inMilliseconds += 1 }

  /// Records what was counted point by point; call it at the end.
  mutating func finish() {
    findings.record(
      .timeWithoutZone, count: withoutZone, "times bear no zone",
      "taken as UTC; --zone +03:30 names another")
    findings.record(
      .epochMilliseconds, count: inMilliseconds, "times are epoch milliseconds",
      "divided by 1,000")
    withoutZone = 0
    inMilliseconds = 0
  }

  /// A field for people: at most 40 bytes, without control characters.
  static func shown(_ bytes: [UInt8], _ start: Int, _ end: Int) -> String {
    shown(String(decoding: bytes[start..<min(end, start + 40)], as: UTF8.self))
  }

  /// Text of an input for people: at most 120 characters, without control characters.
  static func shown(_ text: String) -> String {
    String(
      text.prefix(120).map { character in
        character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
          ? character : "?"
      })
  }
}
