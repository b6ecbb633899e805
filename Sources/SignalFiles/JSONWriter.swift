public import Timeline

/// Builds JSON text by hand: fast, and with keys in the order of the calls.
///
/// Commas are placed by the writer. Numbers are written as `Double.plainText` writes them; NaN and
/// infinities become `null`. Nesting is the caller's: every `begin` needs its `end`.
public struct JSONWriter: Sendable {
  /// The text so far, UTF-8.
  public private(set) var bytes: [UInt8]
  /// Whether the next element needs a comma before it.
  private var needsComma = false

  /// Creates a writer; `reserving` is a guess of the size in bytes.
  public init(reserving size: Int = 256) {
    bytes = []
    bytes.reserveCapacity(size)
  }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Opens an object.
  public mutating func beginObject() { open(0x7B) }

  /// Closes an object.
  public mutating func endObject() { close(0x7D) }

  /// Opens an array.
  public mutating func beginArray() { open(0x5B) }

  /// Closes an array.
  public mutating func endArray() { close(0x5D) }

  /// Ends a line, as between the records of NDJSON.
  public mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  /// Writes a key of an object; its value must follow.
  public mutating func key(_ name: some StringProtocol) {
    separate()
    quote(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a string, or `null` for nothing.
  public mutating func value(_ string: String?) {
    separate()
    if let string { quote(string) } else { bytes.append(contentsOf: "null".utf8) }
    needsComma = true
  }

  /// Writes an integer.
  public mutating func value(_ integer: Int) { literal(String(integer)) }

  /// Writes a number; `null` for nothing, NaN and infinities.
  public mutating func value(_ number: Double?) { literal(number?.plainText ?? "null") }

  /// Writes a truth value.
  public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

  /// Writes an instant as epoch seconds, or `null` for nothing.
  public mutating func value(_ time: UnixTime?) {
    literal(time.map { String($0.seconds) } ?? "null")
  }

  /// Writes an array of strings.
  public mutating func value(_ strings: [String]) {
    beginArray()
    for string in strings { value(string) }
    endArray()
  }

  /// Writes `null`.
  public mutating func null() { literal("null") }

  /// Writes text that is JSON already, such as the result of another writer.
  public mutating func raw(_ json: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Writes a key and a string, or `null` for nothing.
  public mutating func member(_ name: String, _ string: String?) {
    key(name)
    value(string)
  }

  /// Writes a key and an integer.
  public mutating func member(_ name: String, _ integer: Int) {
    key(name)
    value(integer)
  }

  /// Writes a key and a number; `null` for nothing, NaN and infinities.
  public mutating func member(_ name: String, _ number: Double?) {
    key(name)
    value(number)
  }

  /// Writes a key and a truth value.
  public mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// Writes a key and an instant as epoch seconds, or `null` for nothing.
  public mutating func member(_ name: String, _ time: UnixTime?) {
    key(name)
    value(time)
  }

  /// Writes a key and an array of strings.
  public mutating func member(_ name: String, _ strings: [String]) {
    key(name)
    value(strings)
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  /// Writes a string with the escapes that RFC 8259 demands, and no others.
  private mutating func quote(_ string: some StringProtocol) {
    bytes.append(0x22)
    for byte in string.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
        bytes.append(JSONWriter.hexadecimal(byte >> 4))
        bytes.append(JSONWriter.hexadecimal(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : 0x57 + digit
  }
}
