import Timeline

/// Counts the lines of one source that could not be used.
struct LineFindings {
  let source: String
  var log = FindingLog()

  init(_ source: String) { self.source = source }

  /// Counts a line that is left out.
  mutating func skip(_ kind: String, line: Int, _ text: ArraySlice<UInt8>, _ why: String) {
    // Only the first of a kind keeps its words.
    if log.count(of: kind) > 0 {
      log.record(Finding(kind: kind, source: source, detail: "", disposition: ""))
      return
    }
    log.record(
      Finding(
        kind: kind, source: source, place: "line \(line)",
        detail: "\(why): \"\(text.excerpt)\"", disposition: "the line is left out"))
  }
}
