import Inflate
public import Timeline
import Wire

/// Reads CSV files that list replies and nothing else, with columns of whatever names.
public enum ReplyCountReader {
  /// Counts the replies of all inputs into one signal, and says what was odd.
  ///
  /// Times are epoch seconds, or text as RFC 3339 writes it, with a zone or that of the options.
  /// Damaged rows are counted and left out. Throws where a file cannot be read, or its header lacks a
  /// column.
  public static func read(
    _ inputs: [ProbeInput], options: ReplyOptions
  ) throws(ProbeInputError) -> (series: Series?, findings: FindingLog) {
    var counter = ReplyCounter(options)
    var log = FindingLog()
    for input in inputs {
      var rows = ReplyRows(name: input.name, options: options)
      let feed = try input.open()
      while true {
        let isComplete = feed.isComplete
        let used = try feed.withWindow { window throws(ProbeInputError) in
          // What is longer than any line is taken as one, and is damaged.
          let isLong = window.byteCount > ProbeReader.longestLine && window.endOfLines == 0
          let end = isComplete || isLong ? window.byteCount : window.endOfLines
          var index = 0
          while index < end {
            let next = min(window.lineEnd(from: index), end)
            try rows.take(window.extracting(index..<next).octets, &counter)
            index = next + 1
          }
          return end
        }
        feed.consume(used)
        if isComplete { break }
        do { _ = try feed.fillMore() } catch { throw .unreadable(error) }
      }
      for damage in feed.damage { log.record(damage.finding(source: input.name)) }
      log.merge(rows.findings)
    }
    let (series, findings) = counter.series(source: inputs.first?.name ?? "-")
    log.merge(findings)
    return (series, log)
  }
}
