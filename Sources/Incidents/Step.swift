public import Timeline

/// A move of a signal that stands out of its noise and its level.
///
/// A run of consecutive present bins that move the same way; see Docs/Incidents.md.
public struct Step: Sendable, Equatable {
  /// What a step is within its event.
  public enum Kind: String, Sendable, CaseIterable {
    /// A fall that takes the event a tenth of the baseline below the last one counted.
    case cut
    /// Any other fall.
    case relapse
    /// A rise before the cut is complete, or one that merely ends a short dip.
    case rebound
    /// A rise that is later lost again by half.
    case `return`
    /// A rise that is not lost again.
    case recovery
    /// A rise of which nobody can know yet what it is.
    case rising

    /// Whether the step goes up.
    public var isRise: Bool {
      switch self {
      case .cut, .relapse: false
      case .rebound, .return, .recovery, .rising: true
      }
    }
  }

  /// What the step is.
  public var kind: Kind
  /// The last bin before the run.
  public var after: UnixTime
  /// The first bin at which the move reaches a tenth of the baseline, else the steepest bin.
  public var by: UnixTime
  /// The last bin of the run.
  public var until: UnixTime
  /// The value of bin `after`.
  public var from: Double
  /// The value of bin `until`.
  public var to: Double

  /// Creates a step.
  public init(
    kind: Kind, after: UnixTime, by: UnixTime, until: UnixTime, from: Double, to: Double
  ) {
    self.kind = kind
    self.after = after
    self.by = by
    self.until = until
    self.from = from
    self.to = to
  }

  /// The interval in which the move began to count.
  public var bracket: TimeBracket { TimeBracket(after: after, by: by) }
}
