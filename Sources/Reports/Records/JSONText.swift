import Timeline

/// JSON as bytes, its keys in the order in which they are written.
///
/// Missing numbers (NaN, infinities) become `null`. The caller pairs beginnings and ends.
struct JSONText {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  private let isIndented: Bool
  private var depth = 0
  private var isFirst = true
  private var followsKey = false

  /// Creates an empty text; indented texts break lines between members.
  init(indented: Bool = false) {
    isIndented = indented
  }

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func beginObject() { open("{") }
  mutating func endObject() { close("}") }
  mutating func beginArray() { open("[") }
  mutating func endArray() { close("]") }

  mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(contentsOf: isIndented ? ": ".utf8 : ":".utf8)
    followsKey = true
  }

  mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  mutating func value(_ number: Double) { raw(number.plainText) }
  mutating func value(_ number: Int) { raw(String(number)) }
  mutating func value(_ time: UnixTime) { raw(String(time.seconds)) }
  mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
  mutating func null() { raw("null") }

  /// Writes text that is JSON already.
  mutating func raw(_ json: some StringProtocol) {
    separate()
    bytes.append(contentsOf: json.utf8)
  }

  mutating func field(_ name: String, _ text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  mutating func field(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  mutating func field(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  mutating func field(_ name: String, _ time: UnixTime?) {
    key(name)
    if let time { value(time) } else { null() }
  }

  /// Writes a number that was computed, rounded to six decimals so that outputs stay readable.
  mutating func field(_ name: String, computed number: Double) {
    field(name, number.roundedToSix)
  }

  /// Writes an interval of bin starts.
  mutating func field(_ name: String, _ bracket: TimeBracket?) {
    key(name)
    guard let bracket else { return null() }
    beginObject()
    field("after", bracket.after)
    field("by", bracket.by)
    endObject()
  }

  /// Writes an array of texts.
  mutating func field(_ name: String, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  private mutating func open(_ bracket: Character) {
    raw(String(bracket))
    depth += 1
    isFirst = true
  }

  private mutating func close(_ bracket: Character) {
    depth -= 1
    if isIndented, !isFirst { breakLine() }
    bytes.append(contentsOf: bracket.utf8)
    isFirst = false
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
    } else {
      if !isFirst { bytes.append(0x2C) }
      if isIndented, depth > 0 { breakLine() }
    }
    isFirst = false
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: bytes.append(contentsOf: #"\""#.utf8)
      case 0x5C: bytes.append(contentsOf: #"\\"#.utf8)
      case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
      case 0x00..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: (digits.utf8.count == 1 ? #"\u000"# : #"\u00"#).utf8)
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}

extension Double {
  /// The value with at most six decimals; values too large to have any are left alone.
  var roundedToSix: Double {
    guard isFinite, magnitude < 1e9 else { return self }
    return (self * 1e6).rounded(.toNearestOrAwayFromZero) / 1e6
  }
}
