/// What an input holds: signals, who belongs to whom, whose data they are, and what was found.
public struct SignalSet: Sendable {
  /// The signals, in ascending order of `Series.key`, each key once.
  public var series: [Series]
  /// Which entities belong to which country, and their names.
  public var membership: Membership
  /// What was wrong or odd.
  public var findings: FindingLog
  /// Who is to be credited for the data, as the inputs say; in order, without repeats.
  public var credits: [String]
  /// What every output made from the data must bear, such as that it was not measured.
  public var notices: [String]

  /// Creates a set.
  public init(
    series: [Series] = [], membership: Membership = Membership(),
    findings: FindingLog = FindingLog(), credits: [String] = [], notices: [String] = []
  ) {
    self.series = series
    self.membership = membership
    self.findings = findings
    self.credits = credits
    self.notices = notices
  }

  /// The start of the earliest bin and the end of the latest, or nothing without series.
  public var range: (from: UnixTime, until: UnixTime)? {
    guard let from = series.map(\.start).min(), let until = series.map(\.end).max() else {
      return nil
    }
    return (from, until)
  }

  /// The entities, each once, in order.
  public var entities: [Entity] { Set(series.map(\.entity)).sorted() }

  /// The datasources, each once, in order.
  public var datasources: [Datasource] { Set(series.map(\.datasource)).sorted() }
}
