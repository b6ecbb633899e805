import Inflate

/// All bytes of a feed, taken in windows as they come.
func drain(_ feed: ByteFeed) throws -> [UInt8] {
  var bytes: [UInt8] = []
  repeat {
    feed.withWindow { window in window.withUnsafeBytes { bytes += $0 } }
    feed.consume(feed.windowCount)
  } while try feed.fillMore()
  return bytes
}
