import Capture
import Inflate
import Synchronization
import Wire

extension CaptureInput {
  /// The octets that are looked at between two questions whether it is enough.
  private static let piece = 1 << 22

  /// Reads packets into a check until it has seen enough, on two threads where the file can be cut.
  func look(into check: inout OneWayCheck, threads: Int = 1) throws(InflateError) {
    let feed = try open()
    if try FlowForm.isFlows(feed) {
      var reader = FlowReader(name: name)
      return try reader.readAll(feed, into: &check) { $0.isComplete }
    }
    var reader = CaptureReader()
    if threads > 1, feed.format == .none, feed.isComplete {
      feed.consume(
        feed.withWindow { window in lookAhead(window, with: &reader, into: &check) })
    }
    while !check.isComplete, !reader.isFinished {
      let count = min(feed.windowCount, max(CaptureInput.piece, 1))
      let isLast = feed.isComplete && count == feed.windowCount
      var (consumed, needed) = feed.withWindow { window in
        reader.read(window.extracting(first: count), isComplete: isLast, into: &check)
      }
      if consumed == 0, !isLast, needed <= feed.windowCount, count < feed.windowCount {
        // One packet is larger than the piece.
        (consumed, needed) = feed.withWindow { window in
          reader.read(window, isComplete: feed.isComplete, into: &check)
        }
      }
      feed.consume(consumed)
      if isLast { return }
      if feed.isComplete { continue }
      if needed > feed.windowCount { _ = try feed.fill(needed) } else { _ = try feed.fillMore() }
    }
  }

  /// What the second thread came to.
  private final class Slot: Sendable {
    let ahead = Mutex<(check: OneWayCheck, end: Int, isSound: Bool)?>(nil)
  }

  /// Reads most of the packets that a check needs on two threads, the second from the middle of them on.
  /// Returns the octets that were read.
  private func lookAhead(
    _ window: RawSpan, with reader: inout CaptureReader, into check: inout OneWayCheck
  ) -> Int {
    // The first packets tell how long they are.
    let start = window.extracting(first: min(CaptureInput.piece, window.byteCount))
    var end = reader.read(start, isComplete: false, into: &check).consumed
    guard let missing = check.missing(of: end) else { return end }
    // A little less than what is needed: what is too much would have to be taken back.
    let stop = end + missing / 16 * 15
    guard stop < window.byteCount, let middle = PcapSplit.place(window, from: (end + stop) / 2),
      let last = PcapSplit.place(window, from: stop), middle < last
    else { return end }
    let slot = Slot()
    let empty = check.emptied
    let thread = WorkerThread {
      var ahead = empty
      let read = PcapSplit.read(self, from: middle, to: last, into: &ahead)
      let found = read.map { (ahead, $0.end, $0.reader.damage.isEmpty) }
      slot.ahead.withLock { $0 = found }
    }
    let own = window.extracting(end..<middle + PcapSplit.record)
    end += reader.read(own, isComplete: false, into: &check).consumed
    thread?.join()
    let found = slot.ahead.withLock { $0 }
    // As with parts that are counted: it holds where it begins just where these packets end.
    if let found, found.isSound, end == middle, check.append(found.check) { end = found.end }
    return end
  }
}
