/// A decompression that runs from front to back, on a thread of its own.
protocol StreamDecoder: AnyObject, Sendable {
  /// Writes the next bytes into the buffer, and damage with them; false when nothing follows.
  ///
  /// Fills the buffer, unless the input is a pipe that has no more at the moment.
  func fill(_ buffer: FeedBuffer) throws(InflateError) -> Bool
}
