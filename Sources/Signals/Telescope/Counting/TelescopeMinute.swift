public import Timeline

/// A minute of a telescope: what was counted over all, and which sources passed.
public struct TelescopeMinute: Sendable, Equatable {
  /// The start of the minute.
  public let start: UnixTime
  /// What was counted over the whole telescope.
  public internal(set) var tally: MinuteTally
  /// The sources that passed, in any number of packed sets that may overlap.
  var runs: [SourceRun] = []
  /// Sketches in the place of sets.
  var pages: [SketchPage] = []

  /// Creates what was counted of a minute.
  init(start: UnixTime, tally: MinuteTally, runs: [SourceRun] = [], pages: [SketchPage] = []) {
    self.start = start
    self.tally = tally
    self.runs = runs
    self.pages = pages
  }

  /// Creates a minute in which nothing was heard.
  public init(missingAt start: UnixTime) { self.init(start: start, tally: MinuteTally()) }

  /// How many different sources passed: of sketches an estimate, rounded.
  public var sourceCount: Int {
    if let page = SketchPage.union(pages) {
      return Int((page.tallies.first?.tally.sketch.count ?? 0).rounded())
    }
    return SourceRun.union(runs).count
  }

  /// Calls `body` with each source that passed, in ascending order of addresses; not at all for
  /// sketches. O(n log k).
  public func eachSource(_ body: (SourceCount) -> Void) {
    for source in SourceRun.union(runs) { body(source) }
  }

  /// Whether two minutes counted the same, however their sets were packed.
  public static func == (a: TelescopeMinute, b: TelescopeMinute) -> Bool {
    a.start == b.start && a.tally == b.tally
      && SourceRun.union(a.runs) == SourceRun.union(b.runs)
      && SketchPage.union(a.pages) == SketchPage.union(b.pages)
  }
}
