import Detection
import Engine
import Incidents
import Timeline

/// The exit status that speaks to a monitor.
enum Health {
  /// Ends with 3 while an event at or above `level` is open, 4 when blind.
  static func end(_ analysis: Analysis, level: Level) throws {
    let isOpen = analysis.events.contains { $0.status == .open && $0.level >= level }
    if isOpen { throw ExitStatus.outage }
    if analysis.coverage.judged == 0 || isUnhealthy(analysis.traces) { throw ExitStatus.blind }
  }

  /// Whether the newest value of every signal of some datasource cannot be trusted.
  static func isUnhealthy(_ traces: [SignalTrace]) -> Bool {
    let groups = Dictionary(grouping: traces, by: \.series.datasource)
    return groups.values.contains { group in
      let newest = group.compactMap { trace in
        trace.series.values.lastIndex { !$0.isNaN }.map { trace.series.marks(at: $0) }
      }
      return !newest.isEmpty && newest.allSatisfy { !$0.isTrusted }
    }
  }
}
