public import Timeline

/// Writes signals in the forms that `SignalReader` reads.
///
/// Equal signals give equal bytes. Credits, notices and the origin go into the envelope of IODA's
/// form and into leading comment lines of the others. Missing bins are empty, `null` or `nan`,
/// never left out, so that reading gives the same bins back.
public struct SignalEncoder: Sendable {
  /// Creates an encoder.
  public init() {}

  /// Returns signals in a form.
  ///
  /// Throws `cannotHold` when the form has no place for them. O(bins).
  public func encode(
    _ signals: SignalSet, as format: SignalFormat
  ) throws(SignalFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(signals, as: format, to: &bytes)
    return bytes
  }

  /// Appends signals in a form; on an error `bytes` is as it was.
  public func append(
    _ signals: SignalSet, as format: SignalFormat, to bytes: inout [UInt8]
  ) throws(SignalFileError) {
    switch format {
    case .longCSV: appendLong(signals, to: &bytes)
    case .chartCSV: try appendChart(signals, to: &bytes)
    case .wideCSV: try appendWide(signals, to: &bytes)
    case .valueCSV: try appendValues(signals, to: &bytes)
    case .ndjson: try appendNDJSON(signals, to: &bytes)
    case .graphite: try appendGraphite(signals, to: &bytes)
    case .iodaAPI: appendEnvelopes(signals, to: &bytes)
    }
  }

  /// What signals hold and a form has no place for, as findings of kind `not-written`.
  public func losses(of signals: SignalSet, as format: SignalFormat) -> [Finding] {
    var lost: [String] = []
    let keepsMarks = format == .longCSV || format == .iodaAPI
    if !keepsMarks, signals.series.contains(where: { $0.quality.contains { !$0.isEmpty } }) {
      lost.append("quality marks")
    }
    if format != .longCSV, signals.series.contains(where: { !$0.rebases.isEmpty }) {
      lost.append("changes of what observes (rebase)")
    }
    if format != .iodaAPI, Set(signals.series.map(\.origin)).count > 1 { lost.append("origins") }
    let keepsNames = format == .iodaAPI || format == .chartCSV
    if !keepsNames, !signals.membership.names.isEmpty { lost.append("names of entities") }
    let stated = signals.membership.parents.filter { $0.key.country != $0.value }
    if format != .chartCSV, !stated.isEmpty { lost.append("countries of members") }
    if !signals.membership.weights.isEmpty || !signals.membership.kinds.isEmpty {
      lost.append("weights and kinds of entities")
    }
    return lost.map { what in
      Finding(
        kind: SignalFinding.notWritten.rawValue, source: format.rawValue,
        detail: "the form has no place for \(what)", disposition: "left out")
    }
  }

  /// The error for signals that a form cannot hold.
  static func cannotHold(
    _ format: SignalFormat, _ detail: String, _ remedy: String
  ) -> SignalFileError {
    SignalFileError(kind: .cannotHold, source: format.rawValue, detail: detail, remedy: remedy)
  }

  /// The origin, credits and notices of signals as `name: value` lines without their marker.
  static func comments(_ signals: SignalSet) -> [String] {
    var lines: [String] = []
    let origins = Set(signals.series.map(\.origin))
    if origins.count == 1, let origin = origins.first, origin != .file {
      lines.append("origin: \(origin.rawValue)")
    }
    lines += signals.notices.map { "notice: \($0)" }
    lines += signals.credits.map { "credit: \($0)" }
    // A line end within a credit would end the comment.
    return lines.map { line in
      String(line.map { $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
    }
  }
}
