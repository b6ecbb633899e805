public import Timeline

/// What a look at one input tells: the answer of `vigil inspect`.
public struct FileInspection: Sendable {
  /// What the input holds of one datasource.
  public struct Source: Sendable, Equatable {
    /// The datasource.
    public var datasource: Datasource
    /// The units of its series, each once.
    public var units: [String]
    /// The number of its entities.
    public var entityCount: Int
    /// The steps of its series in seconds, each once, ascending.
    public var steps: [Int]
    /// The source's own step in seconds, where known.
    public var nativeStep: Int?
    /// The start of the earliest bin.
    public var from: UnixTime
    /// The end of the latest bin.
    public var until: UnixTime
    /// The number of bins.
    public var bins: Int
    /// The number of bins that hold a value.
    public var present: Int
  }

  /// The input's name.
  public var name: String
  /// The form that was recognised.
  public var format: SignalFormat
  /// The bytes as stored.
  public var size: Int
  /// The points read.
  public var rows: Int
  /// The entities that have signals, in order.
  public var entities: [Entity]
  /// The datasources, in order.
  public var sources: [Source]
  /// What was wrong or odd.
  public var findings: [Finding]
  /// Whose data they are.
  public var credits: [String]
  /// What every output must bear.
  public var notices: [String]
  /// The number of entities that the input names or puts into a country.
  public var namedCount: Int
  /// The command to run next.
  public var nextCommand: String

  /// Looks at what a reader made of an input with `options`. O(bins).
  public init(_ file: SignalFile, options: SignalReadingOptions = SignalReadingOptions()) {
    let signals = file.signals
    name = file.name
    format = file.format
    size = file.size
    rows = file.rows
    entities = signals.entities
    findings = signals.findings.findings
    credits = signals.credits
    notices = signals.notices
    let membership = signals.membership
    namedCount = Set(membership.names.keys).union(membership.parents.keys).count
    let groups = Dictionary(grouping: signals.series, by: \.datasource)
    sources = signals.datasources.compactMap { datasource in
      guard let group = groups[datasource], let from = group.map(\.start).min(),
        let until = group.map(\.end).max()
      else { return nil }
      return Source(
        datasource: datasource, units: Set(group.map(\.unit)).sorted(),
        entityCount: Set(group.map(\.entity)).count, steps: Set(group.map(\.step)).sorted(),
        nativeStep: group.compactMap(\.nativeStep).min(), from: from, until: until,
        bins: group.reduce(0) { $0 + $1.count },
        present: group.reduce(0) { $0 + $1.presentCount })
    }
    nextCommand = FileInspection.command(for: file, options)
  }

  /// The anatomy where a country and its operators are there, else the detection.
  private static func command(for file: SignalFile, _ options: SignalReadingOptions) -> String {
    let signals = file.signals
    let path = quoted(file.name)
    guard !signals.series.isEmpty else { return "vigil detect SIGNALS \(path)" }
    var words: [String] = []
    let countries = Set(signals.entities.compactMap { signals.membership.country(of: $0) })
    let operators = signals.entities.filter { $0.kind == .asn || $0.kind == .geoasn }
    if file.format == .valueCSV, let datasource = options.datasource {
      words.append("--datasource \(quoted(datasource.id))")
    }
    if [.valueCSV, .wideCSV].contains(file.format), let entity = signals.entities.first {
      words.append(
        entity.kind == .country ? "--country \(entity.code)" : "--entity \(entity.description)")
    }
    let hasNormalised = signals.series.contains { $0.marks(at: 0).contains(.normalised) }
    if countries.count == 1, let country = countries.first, !operators.isEmpty, !hasNormalised,
      signals.entities.contains(country)
    {
      return (["vigil anatomy", "--country \(country.code)", path]).joined(separator: " ")
    }
    if file.format == .chartCSV, let country = options.country {
      words.append("--country \(country.code)")
    }
    return (["vigil detect"] + words + [path]).joined(separator: " ")
  }

  /// A word for a shell: quoted when it holds anything but plain characters.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-_./+:@%,".utf8.contains(byte)
      }
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
