import Inflate

/// All bytes of a feed, taken in windows as they come.
func drain(_ feed: ByteFeed) throws -> [UInt8] {
  var bytes: [UInt8] = []
  repeat {
    feed.withWindow { window in
      for place in 0..<window.byteCount {
        bytes.append(window.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      }
    }
    feed.consume(feed.windowCount)
  } while try feed.fillMore()
  return bytes
}
