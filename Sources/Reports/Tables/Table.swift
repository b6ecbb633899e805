/// A table for people: a caption, columns, rows, and notes below.
public struct Table: Sendable, Equatable {
  /// A column.
  public struct Column: Sendable, Equatable {
    /// The heading.
    public var title: String
    /// Whether the cells are numbers, aligned to the right.
    public var isNumeric: Bool

    /// Creates a column.
    public init(_ title: String, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
  }

  /// What the table shows.
  public var caption: String
  /// The columns.
  public var columns: [Column]
  /// The cells, one a column.
  public var rows: [[String]]
  /// Lines below the table.
  public var notes: [String]
  /// The column whose cells name their row.
  public var rowHeading: Int

  /// Creates a table.
  public init(
    caption: String, columns: [Column], rows: [[String]] = [], notes: [String] = [],
    rowHeading: Int = 0
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.rowHeading = rowHeading
  }

  /// The table in aligned columns, two spaces apart, ending in a line end.
  public func text(style: TextStyle = .plain) -> String {
    let cells = rows.map { $0.map(\.printable) }
    let widths = columns.indices.map { column in
      cells.reduce(columns[column].title.displayWidth) { max($0, $1[column].displayWidth) }
    }
    func line(_ fields: [String], style apply: (String, Int) -> String) -> String {
      var line = ""
      for (column, field) in fields.enumerated() {
        let isLast = column == fields.count - 1
        let padded = field.padded(
          to: isLast && !columns[column].isNumeric ? 0 : widths[column],
          right: columns[column].isNumeric)
        line += (column == 0 ? "" : "  ") + apply(padded, column)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    var text = caption.isEmpty ? "" : style.heading(caption.printable) + "\n"
    if !rows.isEmpty {
      text += line(columns.map(\.title)) { padded, _ in style.heading(padded) }
      for row in cells { text += line(row) { style.cell($0, named: row[$1]) } }
    }
    for note in notes { text += note.printable + "\n" }
    return text
  }

  /// The table in Markdown, with the notes as a list below it.
  public var markdown: String {
    var text = caption.isEmpty ? "" : "**\(Table.escaped(caption))**\n\n"
    if !rows.isEmpty {
      text += "| " + columns.map { Table.escaped($0.title) }.joined(separator: " | ") + " |\n"
      text += "|" + columns.map { $0.isNumeric ? "--:" : "---" }.joined(separator: "|") + "|\n"
      for row in rows {
        text += "| " + row.map(Table.escaped).joined(separator: " | ") + " |\n"
      }
    }
    if !rows.isEmpty, !notes.isEmpty { text += "\n" }
    for note in notes { text += "- \(Table.escaped(note))\n" }
    return text
  }

  /// The text as Markdown shows it literally, on one line.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.printable {
      switch character {
      case "|", "*", "_", "`", "[", "]", "<", ">", "\\", "#": escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
