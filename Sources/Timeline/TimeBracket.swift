/// The interval in which a change happened, between two bins named by their starts.
///
/// A crossing is never a bare instant: it lies after the start of the last bin on the old side and
/// no later than the end of the first bin on the new side.
public struct TimeBracket: Hashable, Sendable {
  /// The start of the last present bin before the change; nothing when no bin came before.
  public var after: UnixTime?
  /// The start of the first bin beyond the change.
  public var by: UnixTime

  /// Creates a bracket from the bin before a change and the first bin beyond it.
  @inlinable
  public init(after: UnixTime?, by: UnixTime) {
    self.after = after
    self.by = by
  }

  /// Whether two brackets share a moment, so that neither change can be called the earlier.
  ///
  /// A bracket without `after` reaches back without end.
  public func overlaps(_ other: TimeBracket) -> Bool {
    let startsBeforeOtherEnds = after.map { $0 < other.by } ?? true
    let otherStartsBeforeEnd = other.after.map { $0 < by } ?? true
    return startsBeforeOtherEnds && otherStartsBeforeEnd
  }
}
