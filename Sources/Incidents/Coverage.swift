public import Detection
public import Timeline

/// How much of the input could be judged: the last line of every run.
public struct Coverage: Sendable, Equatable {
  /// How far one signal could be judged.
  public struct Signal: Sendable, Equatable {
    /// The signal.
    public var key: SignalKey
    /// Bins with a level.
    public var judged: Int
    /// Bins without a value.
    public var missing: Int
    /// Bins before there was history enough.
    public var warmUp: Int
    /// Bins whose expected value was below the floor.
    public var smallBaseline: Int
    /// Bins whose marks keep them from being used.
    public var untrusted: Int
    /// The largest baseline met; NaN when there was none.
    public var largestBaseline: Double
    /// The profile's floor.
    public var floor: Double

    /// Creates a count of nothing.
    public init(key: SignalKey, floor: Double) {
      self.key = key
      self.floor = floor
      judged = 0
      missing = 0
      warmUp = 0
      smallBaseline = 0
      untrusted = 0
      largestBaseline = .nan
    }

    /// All bins.
    public var bins: Int { judged + missing + warmUp + smallBaseline }

    /// Counts one bin.
    @inlinable
    public mutating func count(_ verdict: Verdict, isTrusted: Bool) {
      switch verdict.absence {
      case nil: judged += 1
      case .missing: missing += 1
      case .warmUp: warmUp += 1
      case .smallBaseline: smallBaseline += 1
      }
      if !isTrusted, verdict.absence != .missing { untrusted += 1 }
      if !verdict.baseline.isNaN, !(verdict.baseline <= largestBaseline) {
        largestBaseline = verdict.baseline
      }
    }

    /// Why nothing could be judged, in words; nothing when something was.
    public var reason: String? {
      guard judged == 0 else { return nil }
      if bins == missing { return "no values" }
      if smallBaseline > 0 {
        return "level \(largestBaseline.fixed(1)) is below the floor of \(floor.plainText)"
      }
      return "not enough history: \(warmUp) \(warmUp == 1 ? "bin" : "bins") of warm-up"
    }
  }

  /// One count a signal, in order of keys.
  public var signals: [Signal]

  /// Creates a coverage.
  public init(signals: [Signal] = []) {
    self.signals = signals
  }

  /// Bins with a level, over all signals.
  public var judged: Int { signals.reduce(0) { $0 + $1.judged } }

  /// Bins without a level, over all signals.
  public var notJudged: Int { signals.reduce(0) { $0 + $1.bins - $1.judged } }
}
