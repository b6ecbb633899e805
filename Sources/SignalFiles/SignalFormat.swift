/// The forms in which files hold signals.
public enum SignalFormat: String, CaseIterable, Sendable {
  /// Envelopes of IODA's API v2 (JSON), one or several, one after the other.
  case iodaAPI = "ioda-api"
  /// The chart CSV of IODA and OONI: `datasource,value,asn,as_name,datetime`.
  case chartCSV = "chart-csv"
  /// One time column and one column a datasource, for one entity.
  case wideCSV = "wide-csv"
  /// One point a row: `datasource,entity,time,value`.
  case longCSV = "long-csv"
  /// One signal: `time,value`.
  case valueCSV = "value-csv"
  /// One JSON array `[key,value,time]` a line.
  case ndjson
  /// One plaintext line `key value epoch` a point.
  case graphite

  /// Whether the form is a table of delimited rows.
  public var isTable: Bool {
    switch self {
    case .chartCSV, .wideCSV, .longCSV, .valueCSV: true
    case .iodaAPI, .ndjson, .graphite: false
    }
  }
}
