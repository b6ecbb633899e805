import Detection
import Engine
import Incidents
import Timeline

/// `series.csv`: every bin that is drawn, with what was expected and judged.
///
/// It is a long CSV that Vigil reads again: notices and credits stand in front as comment lines.
struct SeriesFile {
  let analysis: Analysis
  let subjects: [ReportSubject]

  /// The file. O(bins).
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for notice in analysis.notices {
      bytes.append(contentsOf: "# notice: \(notice.printable)\n".utf8)
    }
    for credit in analysis.credits {
      bytes.append(contentsOf: "# credit: \(credit.printable)\n".utf8)
    }
    bytes.append(contentsOf: "entity,datasource,time,value,baseline,verdict,quality\n".utf8)
    for (trace, windows) in drawn { append(trace, windows, to: &bytes) }
    return bytes
  }

  /// The signals drawn and the windows in which they are, each signal once, in order of entity, then
  /// datasource.
  private var drawn: [(trace: SignalTrace, windows: [(from: UnixTime, until: UnixTime)])] {
    var windows: [SignalKey: [(from: UnixTime, until: UnixTime)]] = [:]
    var traces: [SignalKey: SignalTrace] = [:]
    for subject in subjects {
      for trace in subject.traces + subject.operators.flatMap(\.traces) + subject.placeTraces {
        traces[trace.series.key] = trace
        windows[trace.series.key, default: []].append(subject.window)
      }
    }
    return traces.values.sorted { a, b in
      (a.series.entity, a.series.datasource) < (b.series.entity, b.series.datasource)
    }.map { ($0, windows[$0.series.key] ?? []) }
  }

  private func append(
    _ trace: SignalTrace, _ windows: [(from: UnixTime, until: UnixTime)], to bytes: inout [UInt8]
  ) {
    var head = CSVText()
    head.row([trace.series.entity.description, trace.series.datasource.id])
    let prefix = head.bytes.dropLast()
    for index in trace.verdicts.indices {
      let time = trace.series.time(at: index)
      guard windows.contains(where: { time >= $0.from && time < $0.until }) else { continue }
      let verdict = trace.verdicts[index]
      bytes.append(contentsOf: prefix)
      bytes.append(0x2C)
      bytes.append(contentsOf: time.description.utf8)
      bytes.append(0x2C)
      bytes.append(contentsOf: FlatRows.number(trace.series.values[index]).utf8)
      bytes.append(0x2C)
      bytes.append(contentsOf: FlatRows.number(verdict.baseline).utf8)
      bytes.append(0x2C)
      bytes.append(contentsOf: (verdict.level?.name ?? verdict.absence?.rawValue ?? "").utf8)
      bytes.append(0x2C)
      let marks = trace.series.marks(at: index)
      if !marks.isEmpty { bytes.append(contentsOf: marks.names.joined(separator: ";").utf8) }
      bytes.append(0x0A)
    }
  }
}
