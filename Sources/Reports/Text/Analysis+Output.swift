public import Detection
public import Engine
import Incidents
public import Timeline

extension Analysis {
  /// The events as text; tables list those at or above `level` and count the rest, the other
  /// formats hold all.
  public func eventText(
    _ format: OutputFormat, level: Level = .critical, style: TextStyle = .plain
  ) -> String {
    let encoder = RecordEncoder(notices: notices)
    switch format {
    case .table: return noticeText + EventTable.table(self, level: level).text(style: style)
    case .markdown: return noticeMarkdown + EventTable.table(self, level: level).markdown
    case .csv: return FlatRows.events(self)
    case .json: return JSONLines.array(events.map(encoder.event))
    case .ndjson: return JSONLines.lines(events.map(encoder.event))
    }
  }

  /// The incidents as text; tables list those at or above `level`, countries and the worst first, and
  /// count the rest; records hold all in time order.
  public func incidentText(
    _ format: OutputFormat, level: Level = .critical, style: TextStyle = .plain
  ) -> String {
    let encoder = RecordEncoder(notices: notices)
    switch format {
    case .table: return noticeText + IncidentTable.table(self, level: level).text(style: style)
    case .markdown: return noticeMarkdown + IncidentTable.table(self, level: level).markdown
    case .csv: return FlatRows.incidents(self)
    case .json: return JSONLines.array(incidents.map(encoder.incident))
    case .ndjson: return JSONLines.lines(incidents.map(encoder.incident))
    }
  }

  /// The anatomies as text, in order of incidents.
  ///
  /// JSON is one object when there is one anatomy, else an array. `shareTime` chooses the moment at
  /// which tables read the shares.
  public func anatomyText(
    _ format: OutputFormat, rowLimit: Int = 20, shareTime: UnixTime? = nil,
    style: TextStyle = .plain
  ) -> String {
    let encoder = RecordEncoder(notices: notices)
    var tables = anatomies.map {
      AnatomyTable($0, rowLimit: rowLimit, shareTime: shareTime).table
    }
    if tables.isEmpty {
      let note = nothingFound("incident of a country with operators to compare")
      tables = [Table(caption: "", columns: [], notes: [note])]
    }
    switch format {
    case .table: return noticeText + tables.map { $0.text(style: style) }.joined(separator: "\n")
    case .markdown: return noticeMarkdown + tables.map(\.markdown).joined(separator: "\n")
    case .csv: return FlatRows.anatomies(self)
    case .json, .ndjson:
      let records = anatomies.map {
        encoder.anatomy($0, coverage: coverage, rowLimit: rowLimit)
      }
      return format == .ndjson || records.count == 1
        ? JSONLines.lines(records) : JSONLines.array(records)
    }
  }

  /// Hands each verdict record to `body`, in order of signal and time, without line ends.
  public func forEachVerdict(_ body: (String) throws -> Void) rethrows {
    let encoder = RecordEncoder(notices: notices)
    for trace in traces {
      for index in trace.verdicts.indices { try body(encoder.verdict(trace, at: index)) }
    }
  }

  /// All alerts, ordered by time, datasource, entity.
  public var alerts: [Alert] {
    traces.flatMap { trace in
      Alert.alerts(
        in: trace, thresholds: thresholds[trace.series.datasource] ?? (warning: 1, critical: 1))
    }.sorted { a, b in
      (a.time, a.datasource, a.entity) < (b.time, b.datasource, b.entity)
    }
  }

  private var noticeText: String { notices.map { $0.printable + "\n" }.joined() }
  private var noticeMarkdown: String {
    notices.map { "> **\(Table.escaped($0))**\n\n" }.joined()
  }
}

/// Records put together into documents.
enum JSONLines {
  /// A record a line.
  static func lines(_ records: [String]) -> String { records.map { $0 + "\n" }.joined() }

  /// One array, a record a line.
  static func array(_ records: [String]) -> String {
    records.isEmpty ? "[]\n" : "[\n" + records.joined(separator: ",\n") + "\n]\n"
  }
}
