import Capture
import Inflate
import Wire

extension CaptureInput {
  /// The octets that are looked at between two questions whether it is enough.
  private static let piece = 1 << 22

  /// Reads packets into a check until it has seen enough.
  func look(into check: inout OneWayCheck) throws(InflateError) {
    let feed = try open()
    if try FlowForm.isFlows(feed) {
      var reader = FlowReader(name: name)
      return try reader.readAll(feed, into: &check) { $0.isComplete }
    }
    var reader = CaptureReader()
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
}
