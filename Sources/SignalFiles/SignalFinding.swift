/// The kinds of findings that readers record, by their stable names.
///
/// `Docs/Messages.md` says what each means and what to do about it.
public enum SignalFinding: String, CaseIterable, Sendable {
  // Rows and lines.
  /// A row has too few fields; it is skipped.
  case shortRow = "short-row"
  /// A line is not of the form; it is skipped.
  case badLine = "bad-line"
  /// A quoted field does not end; it is taken to end with its line.
  case unclosedQuote = "unclosed-quote"
  /// A time cannot be read; the row is skipped.
  case badTime = "bad-time"
  /// A value is not a number; the bin is missing.
  case badValue = "bad-value"
  /// A value is below zero; the bin is missing.
  case negativeValue = "negative-value"
  /// A value is infinite or too large for a number; the bin is missing.
  case infiniteValue = "infinite-value"
  /// An entity cannot be read; the row or series is skipped.
  case badEntity = "bad-entity"
  /// A row or series names no datasource; it is skipped.
  case badDatasource = "bad-datasource"
  /// A key names no signal; the line is skipped.
  case unknownKey = "unknown-key"
  /// A column is no known datasource; it is ignored.
  case unknownColumn = "unknown-column"
  // Times.
  /// Times bear no zone and were taken as UTC.
  case timeWithoutZone = "time-without-zone"
  /// Times are epoch milliseconds.
  case epochMilliseconds = "epoch-milliseconds"
  /// An epoch column and a text column differ by a zone's offset.
  case localEpoch = "local-epoch"
  // Points and bins.
  /// Times are not on the grid; each point went to the bin that holds it.
  case irregularTime = "irregular-time"
  /// Several points of one bin agree.
  case duplicatePoint = "duplicate-point"
  /// Several points of one bin differ; the last of the input counts.
  case conflictingPoints = "conflicting-points"
  /// Points came out of order and were sorted.
  case outOfOrder = "out-of-order"
  /// A time lies far from all others; the point is left out.
  case farTime = "far-time"
  /// The bins do not start on multiples of their step.
  case gridOffset = "grid-offset"
  /// The step was inferred from the times.
  case stepInferred = "step-inferred"
  /// The step is coarser than the source's own.
  case downsampled
  /// The step is finer than the source's own.
  case finerStep = "finer-step"
  /// Values are repeated on a finer grid; the source's own step was restored.
  case repeatedValues = "repeated-values"
  /// Values are percentages of the window's maximum.
  case normalised
  // Envelopes.
  /// Bins hold nested values, of which one field was taken.
  case nestedValues = "nested-values"
  /// The window holds no data.
  case emptyData = "empty-data"
  /// An envelope beside those with signals bears an error.
  case envelopeError = "envelope-error"
  /// An envelope beside those with signals holds something else.
  case otherEnvelope = "other-envelope"
  /// The number of values does not fit the stated range.
  case rangeMismatch = "range-mismatch"
  /// The step of a series is not a positive number of seconds.
  case badStep = "bad-step"
  /// The JSON breaks off or is wrong; what came before was kept.
  case truncatedJSON = "truncated-json"
  // Probers.
  /// Some probers have no value in a bin in which others have one.
  case proberMissing = "prober-missing"
  // Compression.
  /// The compressed stream breaks off; what came before was kept.
  case truncatedGzip = "truncated-gzip"
  /// Bytes that are not gzip follow the stream; they were ignored.
  case trailingBytes = "trailing-bytes"
  // Several inputs.
  /// Two inputs hold the same bins with the same values.
  case overlappingInputs = "overlapping-inputs"
  /// Two inputs hold the same bins with different values; the later input counts.
  case conflictingInputs = "conflicting-inputs"
  /// Two inputs hold one signal at different steps; the finer was kept.
  case differingSteps = "differing-steps"
  // Writing.
  /// The form has no place for something the signals hold.
  case notWritten = "not-written"

  /// Whether the finding means that data were damaged or lost, which strict reading refuses.
  public var isDamage: Bool {
    switch self {
    case .shortRow, .badLine, .unclosedQuote, .badTime, .badValue, .negativeValue, .infiniteValue,
      .badEntity, .badDatasource, .conflictingPoints, .farTime, .envelopeError, .rangeMismatch,
      .badStep, .truncatedJSON, .truncatedGzip, .trailingBytes, .conflictingInputs:
      true
    default: false
    }
  }
}
