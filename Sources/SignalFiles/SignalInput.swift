import Timeline

/// The state of reading one input, shared by the readers of all forms.
///
/// Each form is an extension in a file of its own; this holds what they fill.
struct SignalInput {
  /// The name of the input.
  let name: String
  /// The text, decompressed.
  let bytes: [UInt8]
  /// What the caller said.
  let options: SignalReadingOptions
  /// Fields to times and values, and the findings.
  var parser: PointParser
  /// Points to bins.
  var collector = SignalCollector()
  /// Series that came as bins already.
  var series: [Series] = []
  /// Names and countries.
  var membership = Membership()
  /// Whose data they are.
  var credits: [String] = []
  /// What every output must bear.
  var notices: [String] = []
  /// Points read.
  var rows = 0

  init(name: String, bytes: [UInt8], options: SignalReadingOptions) {
    self.name = name
    self.bytes = bytes
    self.options = options
    parser = PointParser(source: name, zoneOffset: options.zoneOffset)
  }

  /// The signals, once a reader has filled this.
  consuming func signals() throws(SignalFileError) -> SignalSet {
    parser.finish()
    let binned = collector.series(&parser.findings)
    let all = binned + series
    guard
      !all.isEmpty || !membership.names.isEmpty || parser.findings.log.count(of: "empty-data") > 0
    else {
      throw SignalFileError(
        kind: .noSignals, source: name, detail: noSignalsDetail,
        remedy: "check the file with `vigil inspect`, or ask for a window that holds data")
    }
    let findings = parser.findings.log
    if options.strict, let damage = firstDamage(in: findings) {
      throw SignalFileError(
        kind: .strictDamage, source: name, place: damage.place,
        detail: "\(damage.kind): \(damage.detail)",
        remedy: "repair the input, or read it without --strict")
    }
    return SignalSet.assembled(
      all, name: name, membership: membership, findings: findings, credits: credits,
      notices: notices)
  }

  private var noSignalsDetail: String {
    guard let first = parser.findings.log.findings.first else { return "holds no point" }
    return "holds no point that can be read (\(first.kind): \(first.detail))"
  }

  private func firstDamage(in log: FindingLog) -> Finding? {
    log.findings.first { SignalFinding(rawValue: $0.kind)?.isDamage ?? false }
  }

  /// Takes the notices, credits and origin that comment lines state: `# notice: …`.
  mutating func take(comments: [String]) {
    for comment in comments {
      guard let colon = comment.firstIndex(of: ":") else { continue }
      let value = comment[comment.index(after: colon)...].drop { $0 == " " }
      switch TableHeader.folded(String(comment[..<colon])) {
      case "notice": add(notice: String(value))
      case "credit": add(credit: String(value))
      case "origin":
        if let origin = Origin(rawValue: String(value)) { collector.origin = origin }
      default: break
      }
    }
  }

  /// Adds a notice unless it is there.
  mutating func add(notice: String) {
    if !notice.isEmpty, !notices.contains(notice) { notices.append(notice) }
  }

  /// Adds a credit unless it is there.
  mutating func add(credit: String) {
    if !credit.isEmpty, !credits.contains(credit) { credits.append(credit) }
  }
}
