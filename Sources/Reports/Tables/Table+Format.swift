extension Table {
  /// The table as a command prints it; JSON is not made of tables, and gets aligned columns.
  public func text(as format: OutputFormat, style: TextStyle = .plain) -> String {
    switch format {
    case .markdown: return markdown
    case .csv:
      var csv = CSVText(header: columns.map(\.title))
      for row in rows { csv.row(row) }
      return csv.text
    case .table, .json, .ndjson: return text(style: style)
    }
  }
}
