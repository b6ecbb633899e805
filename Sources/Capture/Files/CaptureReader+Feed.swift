public import Inflate
import Wire

extension CaptureReader {
  /// Reads all that a feed gives into `sink`; `feed.damage` says where its compression was damaged.
  ///
  /// Throws where the file cannot be read. Damage within it is counted, and reading goes on behind it
  /// where that is possible. A file that is no capture is not read to its end.
  public mutating func readAll(
    _ feed: ByteFeed, into sink: inout some PacketSink
  ) throws(InflateError) {
    while true {
      let isComplete = feed.isComplete
      let (consumed, needed) = feed.withWindow { window in
        read(window, isComplete: isComplete, into: &sink)
      }
      feed.consume(consumed)
      if isComplete || isFinished { return }
      // A window that holds the next packet, or learns that the input ends before it does.
      if needed > feed.windowCount { _ = try feed.fill(needed) } else { _ = try feed.fillMore() }
    }
  }
}
