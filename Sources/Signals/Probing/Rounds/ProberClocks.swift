/// How far the results of each prober have come, which says when a round is over.
///
/// One clock that is wrong must not end the rounds of all: the lower median of the probers tells that
/// have sent anything since the oldest open round began. Where the others have fallen silent, it is
/// enough that nothing else came for a round's length.
struct ProberClocks: Equatable, Sendable {
  /// The time of the last result of each prober by its number, in milliseconds.
  private var latest = [Int64](repeating: .min, count: 65_536)
  /// The first prober behind the oldest open round, if nothing in that round came since.
  private(set) var witness: UInt16?
  /// The milliseconds that it has come on since, of which no step counts for more than `leap`.
  private var quiet: Int64 = 0
  /// The lower median when a prober last was new behind that round.
  private var median = Int64.min

  /// The milliseconds for which nothing else may come before the median is followed over a whole round
  /// without results.
  private static let leap: Int64 = 60_000
  private static let round = Int64(ProbingRound.seconds) * 1_000

  /// Notes a result; returns the time of the prober's last one.
  @inline(__always)
  @discardableResult
  mutating func note(_ prober: UInt16, _ time: Int64) -> Int64 {
    let before = latest[Int(prober)]
    latest[Int(prober)] = time
    return before
  }

  /// Up to when all have come: nothing if the round that began at `first` and is to be closed at `due`
  /// stays open. `before` is the time of the prober's last result; none where a round was closed since.
  /// O(1), and O(probers) for the first result of a prober behind the round.
  mutating func limit(
    of first: Int64, due: Int64, _ prober: UInt16, at time: Int64, before: Int64?
  ) -> Int64? {
    guard time >= due else {
      witness = nil
      return nil
    }
    if witness == nil || before == nil {
      witness = prober
      quiet = 0
    } else if witness == prober, let before, before >= due {
      quiet += min(max(0, time - before), ProberClocks.leap)
    }
    if before ?? .min < due { median = median(from: first) }
    if median >= due {
      if median < due + ProberClocks.round || quiet >= ProberClocks.leap { return median }
    } else if quiet >= ProberClocks.round {
      return median(from: due)
    }
    return nil
  }

  /// The lower median of the times that are not before `first`.
  private func median(from first: Int64) -> Int64 {
    let times = latest.filter { $0 >= first }.sorted()
    return times.isEmpty ? .min : times[(times.count - 1) / 2]
  }

  /// Adds those of a part that follows.
  mutating func merge(_ next: ProberClocks) {
    for prober in latest.indices where next.latest[prober] != .min {
      latest[prober] = next.latest[prober]
    }
  }

  func write(to writer: inout ProbingStateWriter) {
    writer.write(latest.count { $0 != .min })
    for (prober, time) in latest.enumerated() where time != .min {
      writer.write(UInt16(truncatingIfNeeded: prober))
      writer.write(time)
    }
    writer.write(optional: witness.map(Int64.init))
    writer.write(quiet)
    writer.write(median)
  }

  init() {}

  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    for _ in 0..<(try reader.count(width: 10)) {
      let prober: UInt16 = try reader.number()
      latest[Int(prober)] = try reader.time()
    }
    witness = try reader.optionalTime().map { UInt16(truncatingIfNeeded: $0) }
    quiet = Int64(try reader.tally())
    median = try reader.number()
  }
}
