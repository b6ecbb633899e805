import Detection
import Incidents
import Timeline

/// `series.csv`: every bin that is drawn, with what was expected and judged.
struct SeriesFile {
  let subjects: [ReportSubject]

  /// The signals drawn and the windows in which they are, each signal once, in order of entity, then
  /// datasource.
  private var drawn: [(trace: SignalTrace, windows: [(from: UnixTime, until: UnixTime)])] {
    var windows: [SignalKey: [(from: UnixTime, until: UnixTime)]] = [:]
    var traces: [SignalKey: SignalTrace] = [:]
    for subject in subjects {
      for trace in subject.traces + subject.operators.flatMap(\.traces) {
        traces[trace.series.key] = trace
        windows[trace.series.key, default: []].append(subject.window)
      }
    }
    return traces.values.sorted { a, b in
      (a.series.entity, a.series.datasource) < (b.series.entity, b.series.datasource)
    }.map { ($0, windows[$0.series.key] ?? []) }
  }

  /// The file. O(bins).
  var bytes: [UInt8] {
    var csv = CSVText(
      header: ["entity", "datasource", "time", "value", "baseline", "verdict", "quality"])
    for (trace, windows) in drawn {
      let entity = trace.series.entity.description
      for index in trace.verdicts.indices {
        let time = trace.series.time(at: index)
        guard windows.contains(where: { time >= $0.from && time < $0.until }) else { continue }
        let verdict = trace.verdicts[index]
        csv.row([
          entity, trace.series.datasource.id, time.description,
          FlatRows.number(trace.series.values[index]), FlatRows.number(verdict.baseline),
          verdict.level?.name ?? verdict.absence?.rawValue ?? "",
          trace.series.marks(at: index).names.joined(separator: " "),
        ])
      }
    }
    return csv.bytes
  }
}
