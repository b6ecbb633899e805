/// How far the results of each prober have come, which says when a round is over.
///
/// One clock that is wrong must not end the rounds of all: the lower median of the probers tells that
/// have sent anything since the oldest open round began. Where the others have fallen silent, it is
/// enough that nothing else came for a round's length, and where too many rounds are open that two of
/// them have come past it.
struct ProberClocks: Equatable, Sendable {
  /// The time of the last result of each prober by its number, in milliseconds.
  private var latest = [Int64](repeating: .min, count: 65_536)
  /// The probers that have sent anything, in the order in which they were met.
  private var met: [UInt16] = []
  /// The first prober behind the oldest open round, if nothing in that round came since; another one
  /// that has come a round further takes its place.
  private(set) var witness: UInt16?
  /// The milliseconds that it has come on since, of which no step counts for more than `leap`.
  private var quiet: Int64 = 0
  /// The lower median when a prober last was new behind that round.
  private var median = Int64.min
  /// What two of the probers had come to then, or the only one.
  private(set) var second = Int64.min

  /// The milliseconds for which nothing else may come before the median is followed over a whole round
  /// without results.
  private static let leap: Int64 = 60_000
  private static let round = Int64(ProbingRound.seconds) * 1_000

  /// Notes a result; returns the time of the prober's last one.
  @inline(__always)
  @discardableResult
  mutating func note(_ prober: UInt16, _ time: Int64) -> Int64 {
    let before = latest[Int(prober)]
    if before == .min { met.append(prober) }
    latest[Int(prober)] = time
    return before
  }

  /// Up to when all have come: nothing if the round that began at `first` and is to be closed at `due`
  /// stays open. `before` is the time of the prober's last result; none where a round was closed since.
  /// O(1), and O(n log n) in the probers for the first result of one behind the round.
  mutating func limit(
    of first: Int64, due: Int64, _ prober: UInt16, at time: Int64, before: Int64?
  ) -> Int64? {
    guard time >= due else {
      witness = nil
      return nil
    }
    if before == nil
      || witness.map({ time &- ProberClocks.round >= latest[Int($0)] && $0 != prober }) ?? true
    {
      witness = prober
      quiet = 0
    } else if witness == prober, let before, before >= due {
      quiet += min(max(0, time - before), ProberClocks.leap)
    }
    if before ?? .min < due {
      let times = times(from: first)
      median = times.isEmpty ? .min : times[(times.count - 1) / 2]
      second = times.isEmpty ? .min : times[max(0, times.count - 2)]
    }
    if median >= due {
      if median < due + ProberClocks.round || quiet >= ProberClocks.leap { return median }
    } else if quiet >= ProberClocks.round {
      let times = times(from: due)
      return times.isEmpty ? nil : times[(times.count - 1) / 2]
    }
    return nil
  }

  /// The times that are not before `first`, ascending.
  private func times(from first: Int64) -> [Int64] {
    met.map { latest[Int($0)] }.filter { $0 >= first }.sorted()
  }

  /// Adds those of a part that follows.
  mutating func merge(_ next: ProberClocks) {
    for prober in next.met { note(prober, next.latest[Int(prober)]) }
  }

  func write(to writer: inout ProbingStateWriter) {
    writer.write(met.count)
    for prober in met.sorted() {
      writer.write(prober)
      writer.write(latest[Int(prober)])
    }
    writer.write(optional: witness.map(Int64.init))
    writer.write(quiet)
    writer.write(median)
    writer.write(second)
  }

  init() {}

  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    for _ in 0..<(try reader.count(width: 10)) {
      let prober: UInt16 = try reader.number()
      note(prober, try reader.time())
    }
    witness = try reader.optionalTime().map { UInt16(truncatingIfNeeded: $0) }
    quiet = Int64(try reader.tally())
    median = try reader.timeOrNone()
    second = try reader.timeOrNone()
  }
}
