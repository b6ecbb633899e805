import Detection
import Timeline

/// Watches whether an open event has settled on a level that may be called normal.
///
/// Once a day it takes the median of the day; after the rule's span (28 days) without a critical bin
/// and with every day's median within a tenth of their median, the level is accepted. Days are
/// compared, not bins, so that a daily rhythm does not count as unrest.
struct LevelShiftWatch: Sendable, Equatable {
  private static let day = 86_400
  private let since: UnixTime
  private(set) var lastCritical: UnixTime?
  private var medians: [Float] = []
  private var days = 0

  init(since: UnixTime) { self.since = since }

  mutating func noteCritical(at time: UnixTime) { lastCritical = time }

  /// Whether the level is to be accepted with the bin at `time`.
  mutating func observe(at time: UnixTime, window: SignalWindow, span: Int) -> Bool {
    let elapsed = (time - since) / LevelShiftWatch.day
    guard elapsed > days else { return false }
    days = elapsed
    var values: [Double] = []
    window.forEachObserved { if $0 > time - LevelShiftWatch.day { values.append($1) } }
    values.sort()
    medians.append(values.isEmpty ? .nan : Float(values[(values.count - 1) / 2]))
    let needed = max(1, span / LevelShiftWatch.day)
    if medians.count > needed { medians.removeFirst(medians.count - needed) }
    guard medians.count == needed, elapsed * LevelShiftWatch.day >= span,
      lastCritical.map({ $0 <= time - span }) ?? true
    else { return false }
    let present = medians.filter { !$0.isNaN }.sorted()
    guard present.count * 2 >= needed, let low = present.first, let high = present.last else {
      return false
    }
    let middle = present[(present.count - 1) / 2]
    return low >= 0.9 * middle && high <= 1.1 * middle
  }

  /// Scales the medians of the days before what observes the signal changed.
  mutating func rescale(by ratio: Double) {
    for index in medians.indices { medians[index] *= Float(ratio) }
  }
}

extension LevelShiftWatch {
  func encode(into writer: inout StateWriter) {
    writer.write(since)
    writer.write(lastCritical)
    writer.write(days)
    writer.write(medians.count)
    for median in medians { writer.write(median) }
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    since = try reader.time()
    lastCritical = try reader.optionalTime()
    days = try reader.tally()
    for _ in 0..<(try reader.count(width: 4)) { medians.append(try reader.float()) }
  }
}
