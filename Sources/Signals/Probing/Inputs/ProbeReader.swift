import Wire

/// Reads the results of one input out of windows of its octets, whatever its form.
///
/// Damage is counted, and reading goes on at the next line; in an array of JSON without lines, at the
/// next object.
struct ProbeReader {
  /// The longest line, in octets.
  static let longestLine = 1 << 20
  /// The longest object of an array, in octets.
  static let longestObject = 1 << 16

  /// How the octets fall apart into records.
  enum Framing {
    case unknown
    /// Rows of a CSV.
    case rows
    /// An object a line.
    case lines
    /// Objects within an array.
    case objects
  }

  let input: ProbeInput
  var framing = Framing.unknown
  /// Whether the rest of a line that was too long is passed over.
  var isSkipping = false
  /// The number of the next line.
  var line = 1
  var counts: ProbeCounts
  var findings = ProbeFindings()
  var rows: RowReader?
  var records: RecordReader
  /// What was heard of a scan of ZMap whose targets are known.
  var scan: ScanReplies?
  /// Whether ZMap's replies are to be given although nobody knows what was asked.
  let includesRepliesOnly: Bool

  init(_ input: ProbeInput, includesRepliesOnly: Bool, _ probers: inout ProberTable) {
    self.input = input
    self.includesRepliesOnly = includesRepliesOnly
    counts = ProbeCounts(name: input.name)
    // A table that is full has no room for this one; then all its rows go to the last number.
    let number = probers.number(of: input.prober) ?? UInt16(ProberTable.limit - 1)
    records = RecordReader(prober: number, isNamed: input.options.prober != nil)
  }

  /// Reads what a window holds, until `results` holds `most`; returns the octets that are done with.
  /// None means that the window must grow, or that its end is the input's.
  mutating func read(
    _ window: RawSpan, isComplete: Bool, most: Int, into results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) throws(ProbeInputError) -> Int {
    var used = 0
    if framing == .unknown {
      used = try begin(window, isComplete: isComplete)
      if framing == .unknown { return used }
    }
    let rest = window.extracting(droppingFirst: used)
    switch framing {
    case .unknown: break
    case .rows: used += readRows(rest, isComplete, most, &results, &probers)
    case .lines: used += readLines(rest, isComplete, most, &results, &probers)
    case .objects: used += readObjects(rest, isComplete, most, &results, &probers)
    }
    return used
  }

  /// Puts the probes of a scan in order, when all its replies are read.
  ///
  /// Silence is taken for an unanswered probe only where all replies are there and are this scan's.
  mutating func closeScan(isDamaged: Bool) {
    guard var scan else { return }
    self.scan = nil
    let isCut = isDamaged || scan.isUnread
    guard isCut || scan.isOfOthers else {
      scan.close(&findings)
      return self.scan = scan
    }
    counts.isRepliesOnly = true
    findings.record(isCut ? .cutReplies : .otherScan)
    guard includesRepliesOnly else { return }
    scan.closeReplies(&findings)
    self.scan = scan
  }

  /// What was odd, and how often, when all is read.
  var allFindings: ProbeFindings {
    var all = findings
    all.merge(records.findings)
    if !counts.classes.isEmpty {
      let classes = counts.classes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      all.describe(
        .notReply, classes.map { "\($0.value) \($0.key)" }.prefix(8).joined(separator: ", "))
    }
    return all
  }
}
