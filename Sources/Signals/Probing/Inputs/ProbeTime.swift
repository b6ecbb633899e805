import Timeline

/// Times in rows of probe results: milliseconds since 1970.
enum ProbeTime {
  /// Times lie before it: 2³² s, early in 2106.
  static let end: Int64 = 4_294_967_296_000

  /// Reads epoch seconds with a fraction or RFC 3339 with a zone; nothing for any other text. What
  /// lies below a millisecond is cut off.
  static func milliseconds(_ text: some Collection<UInt8>) -> Int64? {
    var seconds: Int64 = 0
    var digits = 0
    var index = text.startIndex
    while index < text.endIndex, text[index] &- 0x30 < 10, digits < 11 {
      seconds = seconds * 10 + Int64(text[index] &- 0x30)
      digits += 1
      text.formIndex(after: &index)
    }
    guard digits > 0, text.count <= 64 else { return nil }
    if index == text.endIndex { return inRange(seconds * 1_000) }
    guard text[index] == 0x2E else { return date(text) }
    guard let fraction = fraction(text[index...]), fraction.rest.isEmpty else { return nil }
    return inRange(seconds * 1_000 + fraction.milliseconds)
  }

  static func inRange(_ milliseconds: Int64) -> Int64? {
    (0..<end).contains(milliseconds) ? milliseconds : nil
  }

  /// Reads a point and digits behind it.
  private static func fraction<Text: Collection<UInt8>>(
    _ text: Text
  ) -> (milliseconds: Int64, rest: Text.SubSequence)? {
    var scale: Int64 = 100
    var value: Int64 = 0
    let digits = text.dropFirst().prefix { $0 &- 0x30 < 10 }
    for digit in digits {
      value += Int64(digit &- 0x30) * scale
      scale /= 10
    }
    return (value, text[digits.endIndex...])
  }

  private static func date(_ text: some Collection<UInt8>) -> Int64? {
    guard let reading = UnixTime.reading(String(decoding: text, as: UTF8.self)), reading.hasZone,
      (0..<end / 1_000).contains(reading.time.seconds)
    else { return nil }
    let point = text.firstIndex(of: 0x2E)
    let cut = point.flatMap { fraction(text[$0...]) }?.milliseconds ?? 0
    return inRange(reading.time.seconds * 1_000 + cut)
  }
}
