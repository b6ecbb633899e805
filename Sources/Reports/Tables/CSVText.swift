/// Comma-separated values by RFC 4180, with LF line ends, safe to open in a spreadsheet.
///
/// A field that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
/// carriage return and is not a number) gets an apostrophe in front.
struct CSVText {
  private(set) var bytes: [UInt8] = []

  /// Creates a text, with a header if one is given.
  init(header: [String] = []) {
    if !header.isEmpty { row(header) }
  }

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a row.
  mutating func row(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(field)
    }
    bytes.append(0x0A)
  }

  private mutating func append(_ field: String) {
    let guarded = CSVText.isFormula(field) ? "'" + field : field
    guard
      guarded.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else { return bytes.append(contentsOf: guarded.utf8) }
    bytes.append(0x22)
    for byte in guarded.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func isFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first else { return false }
    switch first {
    case 0x3D, 0x2B, 0x40, 0x09, 0x0D: return true
    case 0x2D: return Double(field) == nil
    default: return false
    }
  }
}
