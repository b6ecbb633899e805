/// How a command prints its result.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// Aligned columns for a terminal.
  case table
  /// A Markdown table.
  case markdown
  /// Comma-separated values with a header (RFC 4180).
  case csv
  /// One JSON document.
  case json
  /// One JSON record a line.
  case ndjson
}
