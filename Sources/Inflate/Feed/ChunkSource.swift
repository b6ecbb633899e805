/// Where a feed gets its next decompressed bytes from, made ready by other threads.
protocol ChunkSource: AnyObject {
  /// The next bytes, waiting for them; nil at the end. A chunk may be empty.
  func next() throws(InflateError) -> FeedBuffer?
  /// Gives a buffer back for another use.
  func recycle(_ buffer: FeedBuffer)
  /// Ends the threads. Nothing else is called afterwards.
  func stop()
}
