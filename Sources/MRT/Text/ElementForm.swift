/// How elements are written.
public enum ElementForm: String, CaseIterable, Sendable {
  /// Fields apart by `|`, as `bgpdump -m` prints them.
  case psv
  /// One JSON object a line.
  case ndjson
}
