public import Inflate

extension ElementReader {
  /// Reads all of a feed into `sink`, and calls `between` after every piece, which may throw to stop.
  ///
  /// Memory stays with the longest record, whatever the size of the file.
  public mutating func read<Sink: ElementSink>(
    _ feed: ByteFeed, into sink: inout Sink, between: (inout Sink) throws -> Void
  ) throws {
    // Large enough to cost nothing, small enough that a reader of the output is not kept waiting.
    let piece = 1 << 20
    var wanted = piece
    while true {
      let isLast = feed.isComplete && feed.windowCount <= wanted
      let (consumed, needed) = feed.withWindow { window in
        read(window.extracting(first: wanted), isComplete: isLast, into: &sink)
      }
      feed.consume(consumed)
      try between(&sink)
      if isLast { return }
      wanted = max(piece, needed)
      if feed.windowCount < wanted, !feed.isComplete {
        _ = try consumed == 0 ? feed.fillMore() : feed.fill(needed)
      }
    }
  }
}
