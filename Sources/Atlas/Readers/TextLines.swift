/// The lines of a text and the fields of a line, as slices without copies.
struct TextLines {
  private let bytes: [UInt8]
  private var position = 0
  /// The number of the line that `next` gave last, from 1.
  private(set) var number = 0

  /// Begins at the first line; a byte order mark is passed over.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next line without its end (LF or CRLF), or nothing.
  mutating func next() -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    var line = bytes[position..<end]
    if line.last == 0x0D { line.removeLast() }
    position = end + 1
    number += 1
    return line
  }
}

extension ArraySlice<UInt8> {
  /// Cuts off and returns what stands before the first `separator`; without one, everything.
  mutating func takeField(_ separator: UInt8) -> ArraySlice<UInt8> {
    guard let end = firstIndex(of: separator) else {
      defer { self = self[endIndex...] }
      return self
    }
    defer { self = self[(end + 1)...] }
    return self[startIndex..<end]
  }

  /// The slice without spaces and tabs at its ends, and without a pair of quotes around it.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let byte = slice.first, byte == 0x20 || byte == 0x09 { slice.removeFirst() }
    while let byte = slice.last, byte == 0x20 || byte == 0x09 { slice.removeLast() }
    if slice.count >= 2, slice.first == 0x22, slice.last == 0x22 {
      slice = slice.dropFirst().dropLast()
    }
    return slice
  }

  /// The text of the slice.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// The start of the slice as findings quote it.
  var excerpt: String {
    let shown = prefix(60)
    return String(decoding: shown, as: UTF8.self) + (count > 60 ? "..." : "")
  }

  /// The decimal number that the slice is, unless it is empty, holds more or overflows.
  func decimal<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type) -> Number? {
    guard !isEmpty, count <= 39 else { return nil }
    var value: Number = 0
    for byte in self {
      guard (0x30...0x39).contains(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Number(byte - 0x30))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
