public import Timeline

/// Counts who answered in each bin, from rows that list replies only.
///
/// A repeated reply of one address in a bin counts once, as packets to one address within a round are one
/// probe: who is asked more often is no more up for it. Sixteen octets a reply.
public struct ReplyCounter: Sendable {
  /// How it counts.
  public let options: ReplyOptions
  /// The replies that were taken.
  public var replies: Int { rows.count }

  private var rows: [(bin: Int64, address: UInt32)] = []
  private var numbers: [[UInt8]: UInt32] = [:]

  /// The most bins beyond sixteen for each that holds a reply: a wrong time takes no memory.
  private static let spareBins = 10_000

  /// Creates a counter of nothing.
  public init(_ options: ReplyOptions) { self.options = options }

  /// Takes a reply of an address, in whatever form addresses are written. O(1).
  public mutating func take(at time: UnixTime, address: some Collection<UInt8>) {
    var number = UInt32(truncatingIfNeeded: rows.count)
    if options.address != nil {
      let key = Array(address)
      number = numbers[key] ?? UInt32(truncatingIfNeeded: numbers.count)
      numbers[key] = number
    }
    let start = (time - options.binOffset).floored(to: options.bin) + options.binOffset
    rows.append((start.seconds, number))
  }

  /// The counts as a signal of the wanted entity, and what was odd; nothing without a reply.
  ///
  /// The first bin is that of the first reply, the last that of the last. O(replies · log replies).
  public func series(source: String) -> (series: Series?, findings: FindingLog) {
    var log = FindingLog()
    var counts: [(bin: Int64, count: Int)] = []
    var last: (bin: Int64, address: UInt32)?
    var repeated = 0
    for row in rows.sorted(by: { $0 < $1 }) {
      if let last, last == row {
        repeated += 1
        continue
      }
      last = row
      if counts.last?.bin == row.bin {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((row.bin, 1))
      }
    }
    let far = dropFar(&counts)
    guard let first = counts.first, let end = counts.last else { return (nil, log) }
    let step = Int64(options.bin)
    let isZero = options.empty == .zero
    var values = [Double](
      repeating: isZero ? 0 : .nan, count: Int((end.bin - first.bin) / step) + 1)
    for one in counts { values[Int((one.bin - first.bin) / step)] = Double(one.count) }
    func record(_ count: Int, _ kind: String, _ detail: String, _ disposition: String) {
      guard count > 0 else { return }
      log.record(
        Finding(kind: kind, source: source, detail: detail, disposition: disposition, count: count))
    }
    record(
      repeated, "repeated-reply", "further replies of an address in one bin", "counted once a bin")
    record(
      far, "reply-far-time", "replies far from all others in time",
      "left out, because the bins between would be out of proportion")
    record(
      values.count - counts.count, "empty-bin", "bins within the span in which nobody answered",
      isZero
        ? "taken as zero, as was asked for"
        : "without a value: whether anybody was asked is not known; --empty zero takes them as zero"
    )
    return (
      Series(
        entity: options.entity, datasource: options.datasource, origin: .vigil,
        start: UnixTime(first.bin), step: options.bin, values: values, nativeStep: options.bin,
        unit: options.address == nil ? "replies" : "addresses that answered"),
      log
    )
  }

  /// Leaves out bins at the ends until the span is in proportion; returns the replies lost.
  private func dropFar(_ counts: inout [(bin: Int64, count: Int)]) -> Int {
    guard counts.count > 1 else { return 0 }
    let middle = counts[counts.count / 2].bin
    var kept = counts[...]
    var lost = 0
    while let first = kept.first, let last = kept.last {
      let span = (last.bin - first.bin) / Int64(options.bin)
      if span <= Int64(kept.count * 16 + ReplyCounter.spareBins) { break }
      if middle - first.bin > last.bin - middle {
        lost += kept.removeFirst().count
      } else {
        lost += kept.removeLast().count
      }
    }
    counts = Array(kept)
    return lost
  }
}
