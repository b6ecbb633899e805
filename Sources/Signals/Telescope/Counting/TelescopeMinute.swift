public import Timeline

/// A minute of a telescope: what was counted over all, and which sources passed.
public struct TelescopeMinute: Sendable, Equatable {
  /// The start of the minute.
  public let start: UnixTime
  /// What was counted over the whole telescope.
  public internal(set) var tally: MinuteTally
  /// The sources that passed, in any number of packed sets that may overlap.
  var runs: [SourceRun]

  /// The number of different sources that passed. O(1) of a minute that was `joined`.
  public var sourceCount: Int { runs.count < 2 ? runs.first?.count ?? 0 : SourceRun.union(runs).count }

  /// Calls `body` with each source that passed, in ascending order of addresses. O(n log k).
  public func eachSource(_ body: (SourceCount) -> Void) {
    for source in SourceRun.union(runs) { body(source) }
  }

  /// Makes one set of the sources, so that equal minutes are equal values.
  mutating func join() {
    if runs.count > 1 { runs = [SourceRun.union(runs)] }
  }

  mutating func merge(_ other: TelescopeMinute) {
    tally.merge(other.tally)
    runs += other.runs
    // A tower of runs of about equal size keeps the cost of joining at n log k.
    if runs.count > 16 { join() }
  }
}
