/// What the sources of some minutes in a range of addresses come to.
struct CountedPart: Sendable {
  /// For each minute the number of sources.
  private(set) var sources: [Int] = []
  /// For each minute what each entity has.
  private(set) var entities: [[(entity: Int, counts: EntityCounter.Counts)]] = []
  /// What numbered the entities.
  private(set) var counter: EntityCounter

  /// Joins and counts the sources of each minute whose addresses lie in the range.
  init(_ minutes: [TelescopeMinute], _ addresses: ClosedRange<UInt32>, _ counter: EntityCounter) {
    self.counter = counter
    for minute in minutes {
      let run = SourceRun.union(minute.runs.map { $0.part(addresses) })
      self.counter.count(run)
      var counted: [(entity: Int, counts: EntityCounter.Counts)] = []
      self.counter.drain { counted.append(($0, $1)) }
      sources.append(run.count)
      entities.append(counted)
    }
  }

  /// Cuts the address space into ranges with about as many sources of some minutes each.
  static func ranges(of minutes: [TelescopeMinute], parts: Int) -> [ClosedRange<UInt32>] {
    // The largest set stands for all.
    let run = minutes.flatMap(\.runs).max { $0.count < $1.count } ?? SourceRun()
    var ranges: [ClosedRange<UInt32>] = []
    var first: UInt32 = 0
    for cut in run.cuts(parts: parts) {
      ranges.append(first...cut - 1)
      first = cut
    }
    return ranges + [first...UInt32.max]
  }
}
