/// Splits delimited text into rows and fields by RFC 4180, with any delimiter.
///
/// Line ends are LF, CRLF or CR. Lines that begin with `#` are comments and empty lines are skipped.
/// A quoted field may hold delimiters, doubled quotes and line ends; one that does not end within
/// `longestField` bytes is taken to end with its line.
struct RowScanner {
  /// A field as a range of bytes, without its quotes and surrounding blanks.
  struct Field {
    var start: Int
    var end: Int
    /// Whether doubled quotes stand for single ones.
    var isEscaped: Bool
  }

  private static let longestField = 1 << 16

  let bytes: [UInt8]
  let delimiter: UInt8
  /// The fields of the current row.
  private(set) var fields: [Field] = []
  /// The number of the current row's first line, from 1.
  private(set) var line = 0
  /// The number of quoted fields that did not end, and the line of the first.
  private(set) var unclosedQuotes = 0
  private(set) var firstUnclosedLine = 0
  /// Comment lines before the first row, without `#`.
  private(set) var comments: [String] = []

  private var index: Int
  private var linesRead = 0
  private var hasRows = false

  init(_ bytes: [UInt8], from start: Int, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    index = start
  }

  /// The text of a field.
  func text(_ field: Field) -> String {
    let text = String(decoding: bytes[field.start..<field.end], as: UTF8.self)
    guard field.isEscaped else { return text }
    return text.split(separator: "\"\"", omittingEmptySubsequences: false)
      .joined(separator: "\"")
  }

  /// Moves to the next row; false at the end.
  mutating func next() -> Bool {
    let count = bytes.count
    while index < count {
      linesRead += 1
      line = linesRead
      let first = bytes[index]
      if first == 0x0A || first == 0x0D {
        skipLineEnd()
        continue
      }
      if first == 0x23 {
        let start = index + 1
        skipToLineEnd()
        if !hasRows, comments.count < 1_000 {
          comments.append(String(decoding: bytes[start..<index], as: UTF8.self))
        }
        skipLineEnd()
        continue
      }
      hasRows = true
      readRow()
      return true
    }
    return false
  }

  private mutating func readRow() {
    let count = bytes.count
    fields.removeAll(keepingCapacity: true)
    while true {
      while index < count, bytes[index] == 0x20 { index += 1 }
      if index < count, bytes[index] == 0x22, readQuoted() {
        index = bytes.fieldEnd(from: index, delimiter: delimiter)
      } else {
        let start = index
        index = bytes.fieldEnd(from: start, delimiter: delimiter)
        var end = index
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        fields.append(Field(start: start, end: end, isEscaped: false))
      }
      guard index < count, bytes[index] == delimiter else { return skipLineEnd() }
      index += 1
    }
  }

  /// Reads a quoted field at a quote; false when it does not end.
  private mutating func readQuoted() -> Bool {
    let start = index + 1
    let last = min(bytes.count, start + RowScanner.longestField)
    var position = start
    var isEscaped = false
    var breaks = 0
    while position < last {
      let byte = bytes[position]
      if byte == 0x22 {
        if position + 1 < bytes.count, bytes[position + 1] == 0x22 {
          isEscaped = true
          position += 2
          continue
        }
        fields.append(Field(start: start, end: position, isEscaped: isEscaped))
        index = position + 1
        linesRead += breaks
        return true
      }
      if byte == 0x0A { breaks += 1 }
      position += 1
    }
    if unclosedQuotes == 0 { firstUnclosedLine = line }
    unclosedQuotes += 1
    index = start
    return false
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func skipToLineEnd() {
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
  }

  private mutating func skipLineEnd() {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
  }
}
