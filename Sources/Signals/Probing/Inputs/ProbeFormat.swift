/// The forms in which probe results come.
public enum ProbeFormat: String, CaseIterable, Sendable {
  /// CSV with a header of `time,address,replied[,rtt][,prober]` in any order.
  case csv
  /// The same as JSON objects.
  case ndjson
  /// ZMap's CSV, which lists who answered.
  case zmap
  /// scamper's JSON.
  case scamper
  /// RIPE Atlas's JSON.
  case atlas
}
