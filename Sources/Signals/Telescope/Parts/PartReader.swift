import Wire

/// Reads what `PartWriter` wrote; every read is checked, and so is every count before memory is taken
/// for it.
struct PartReader {
  /// The name and the version of the form.
  static let magic = Array("vigiltel".utf8) + [1]

  private let bytes: [UInt8]
  private var index = magic.count
  private let end: Int

  /// Opens a part that is whole.
  init(_ bytes: [UInt8]) throws(TelescopeError) {
    guard bytes.starts(with: PartReader.magic) else {
      throw .invalidPart(
        bytes.starts(with: PartReader.magic.dropLast())
          ? "it is of another version" : "it is no part of a telescope's counts")
    }
    end = bytes.count - StateChecksum.size
    guard end >= PartReader.magic.count else { throw .invalidPart("it ends early") }
    var sum: UInt64 = 0
    for place in 0..<StateChecksum.size {
      sum |= UInt64(bytes[end + place]) << UInt64(8 * place)
    }
    guard sum == StateChecksum.of(bytes, count: end) else {
      throw .invalidPart("it is damaged or ends early")
    }
    self.bytes = bytes
  }

  /// The error for a value that cannot be.
  static func impossible(_ what: String) -> TelescopeError {
    .invalidPart("it holds an impossible \(what)")
  }

  /// The octets that are left.
  var left: Int { end - index }

  /// A number from 0 to a limit.
  mutating func number(to limit: UInt64 = .max, _ what: String) throws(TelescopeError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0 as UInt64, through: 63, by: 7) {
      guard index < end else { throw .invalidPart("it ends early") }
      let octet = bytes[index]
      index += 1
      // The tenth octet has room for one bit.
      guard shift < 63 || octet < 2 else { throw PartReader.impossible(what) }
      value |= UInt64(octet & 127) << shift
      if octet < 128 {
        guard value <= limit else { throw PartReader.impossible(what) }
        return value
      }
    }
    throw PartReader.impossible(what)
  }

  /// A tally, so small that sums of some thousands cannot overflow.
  mutating func tally() throws(TelescopeError) -> Int { Int(try number(to: 1 << 48, "tally")) }

  mutating func flag() throws(TelescopeError) -> Bool { try number(to: 1, "flag") == 1 }

  /// A time, which may lie before 1970.
  mutating func time() throws(TelescopeError) -> Int64 {
    let number = try number("time")
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// Something that may be absent.
  mutating func optional<Value>(
    _ body: (inout PartReader) throws(TelescopeError) -> Value
  ) throws(TelescopeError) -> Value? {
    try flag() ? try body(&self) : nil
  }

  /// Octets with their count.
  mutating func octets() throws(TelescopeError) -> [UInt8] {
    let count = Int(try number(to: UInt64(left), "count"))
    guard count <= left else { throw .invalidPart("it ends early") }
    defer { index += count }
    return Array(bytes[index..<index + count])
  }

  /// Checks that all was read.
  func finish() throws(TelescopeError) {
    guard left == 0 else { throw PartReader.impossible("end") }
  }
}
