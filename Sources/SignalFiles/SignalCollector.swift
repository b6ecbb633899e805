import Timeline

/// Gathers points of many signals and turns them into series: the one place where points become
/// bins, by the rules of `Docs/Formats.md`.
struct SignalCollector {
  /// The points of one signal in the order of the input.
  struct Column {
    let key: SignalKey
    var times: [Int64] = []
    var values: [Double] = []
    /// One set of marks a point, or empty while no point bears any.
    var marks: [Quality] = []
    /// The changes of what observes the signal.
    var rebases: [(time: Int64, ratio: Double)] = []
    /// Marks of every bin.
    var baseMarks: Quality = []
    /// The points that came after a later one.
    var disordered = 0
    var latest = Int64.min
    /// The times that the grid must reach although no point lies there.
    var extent: ClosedRange<Int64>?

    @inline(__always)
    mutating func add(_ time: Int64, _ value: Double, _ mark: Quality = []) {
      if time < latest { disordered += 1 } else { latest = time }
      if !mark.isEmpty || !marks.isEmpty {
        if marks.isEmpty { marks = Array(repeating: [], count: times.count) }
        marks.append(mark)
      }
      times.append(time)
      values.append(value)
    }
  }

  /// Bins that a signal may take beside 64 for each of its points.
  static let spareBins = 10_000
  /// Bins that all signals of an input may take beside 64 for each point.
  static let spareBinsOfAll = 1_000_000

  /// The columns in the order in which their signals were first met.
  var columns: [Column] = []
  /// Who computed the signals.
  var origin: Origin = .file
  private var positions: [SignalKey: Int] = [:]

  /// The number of points gathered. O(signals).
  var pointCount: Int { columns.reduce(0) { $0 + $1.times.count } }

  /// The position of the column of a signal, made if it is new.
  mutating func position(of key: SignalKey) -> Int {
    if let position = positions[key] { return position }
    positions[key] = columns.count
    columns.append(Column(key: key))
    return columns.count - 1
  }

  /// Makes a column of its own, which stays apart from others of the same signal.
  mutating func appendColumn(for key: SignalKey) -> Int {
    columns.append(Column(key: key))
    return columns.count - 1
  }

  /// Turns the points of every column into a series, in the order of the columns.
  ///
  /// O(points + bins); sorting costs O(n log n) where points came out of order. The bins of all
  /// series together stay below 64 for each point and `spareBinsOfAll`.
  consuming func series(_ findings: inout FindingRecorder) -> [Series] {
    var budget = pointCount * 64 + SignalCollector.spareBinsOfAll
    var series: [Series] = []
    series.reserveCapacity(columns.count)
    for index in columns.indices {
      var column = columns[index]
      // Lets go of the points that are no longer needed, so that memory does not double.
      columns[index] = Column(key: column.key)
      guard !column.times.isEmpty else { continue }
      let allowance = min(budget, column.times.count * 64 + SignalCollector.spareBins)
      let made = column.binned(origin: origin, allowance: allowance, &findings)
      budget -= made.count
      series.append(made)
    }
    return series
  }
}
