/// The rows of a CSV file by RFC 4180, with LF or CRLF and a byte-order mark accepted.
///
/// Anything is accepted: a quote that is not closed ends with the file.
struct CSVRows {
  struct Row: Equatable {
    /// The row's place in the file, the first being 1; a row may span lines.
    let number: Int
    let fields: [String]
  }

  private(set) var rows: [Row] = []

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var number = 1
    func finishField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    var index = rest.startIndex
    while index < rest.endIndex {
      let byte = rest[index]
      index += 1
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if index < rest.endIndex, rest[index] == 0x22 {
          field.append(0x22)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22 where field.isEmpty: isQuoted = true
      case 0x2C: finishField()
      case 0x0D where index < rest.endIndex && rest[index] == 0x0A: break
      case 0x0A, 0x0D:
        finishField()
        rows.append(Row(number: number, fields: fields))
        fields.removeAll()
        number += 1
      default: field.append(byte)
      }
    }
    guard !field.isEmpty || !fields.isEmpty else { return }
    finishField()
    rows.append(Row(number: number, fields: fields))
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  var trimmedSpaces: String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
