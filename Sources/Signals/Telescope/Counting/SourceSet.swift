/// A set of addresses, kept sorted and packed but for the last that came.
struct SourceSet: Sendable {
  private var waiting: [UInt64] = []
  private var scratch: [UInt64] = []
  private var runs: [SourceRun] = []

  @inline(__always)
  mutating func insert(_ address: UInt32) {
    waiting.append(UInt64(address) << 32)
    if waiting.count >= 1 << 20 { pack() }
  }

  /// The number of different addresses. O(n log n).
  mutating func count() -> Int {
    pack()
    runs = [SourceRun.union(runs)]
    return runs[0].count
  }

  private mutating func pack() {
    AddressSort.sort(&waiting, scratch: &scratch)
    var run = SourceRun()
    var last: UInt64?
    for value in waiting where value != last {
      run.append(
        SourceCount(address: UInt32(truncatingIfNeeded: value >> 32), packets: 0, bytes: 0))
      last = value
    }
    waiting.removeAll(keepingCapacity: true)
    runs.append(run)
    if runs.count > 16 { runs = [SourceRun.union(runs)] }
  }
}
