public import Inflate
import Wire

extension RouteReader {
  /// Reads all that a feed gives into `sink`, and says where its compression was damaged.
  ///
  /// Throws where the file cannot be read; damage within it is counted, and reading goes on behind
  /// it where that is possible.
  public mutating func readAll(
    _ feed: ByteFeed, into sink: inout some RouteSink
  ) throws(InflateError) {
    while true {
      let isComplete = feed.isComplete
      let (consumed, needed) = feed.withWindow { window in
        read(window, isComplete: isComplete, into: &sink)
      }
      feed.consume(consumed)
      if isComplete { return }
      // A window that holds the next record, or learns that the input ends before it does.
      if needed > feed.windowCount { _ = try feed.fill(needed) } else { _ = try feed.fillMore() }
    }
  }
}
