public import Detection
public import Incidents
public import Timeline

/// A change of one signal's verdict level, as IODA publishes alerts.
///
/// Alerts follow the detector bin by bin. Bins without a level and bins whose marks keep them from
/// being used change nothing.
public struct Alert: Sendable, Equatable {
  /// What the signal is about.
  public var entity: Entity
  /// Where the signal comes from.
  public var datasource: Datasource
  /// The first bin at the new level.
  public var time: UnixTime
  /// The new level.
  public var level: Level
  /// The level before it.
  public var previous: Level
  /// The value of the bin.
  public var value: Double
  /// The value that was expected.
  public var baseline: Double
  /// The condition that holds, in IODA's words: `< 0.99`, or `normal`.
  public var condition: String

  /// Creates an alert.
  public init(
    entity: Entity, datasource: Datasource, time: UnixTime, level: Level, previous: Level,
    value: Double, baseline: Double, condition: String
  ) {
    self.entity = entity
    self.datasource = datasource
    self.time = time
    self.level = level
    self.previous = previous
    self.value = value
    self.baseline = baseline
    self.condition = condition
  }

  /// The alerts of a signal, in time order; `thresholds` only name the conditions. O(bins).
  public static func alerts(
    in trace: SignalTrace, thresholds: (warning: Double, critical: Double)
  ) -> [Alert] {
    var alerts: [Alert] = []
    var level = Level.normal
    for (index, verdict) in trace.verdicts.enumerated() {
      guard let next = verdict.level, next != level, trace.series.marks(at: index).isTrusted
      else { continue }
      let condition =
        switch next {
        case .normal: "normal"
        case .warning: "< \(thresholds.warning.plainText)"
        case .critical: "< \(thresholds.critical.plainText)"
        }
      alerts.append(
        Alert(
          entity: trace.series.entity, datasource: trace.series.datasource,
          time: trace.series.time(at: index), level: next, previous: level,
          value: trace.series.values[index], baseline: verdict.baseline, condition: condition))
      level = next
    }
    return alerts
  }
}
