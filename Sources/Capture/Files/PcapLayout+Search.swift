import Wire

extension PcapLayout {
  /// Looks for a packet from `offset` on whose header convinces and is followed by another, or ends
  /// with the file; `seconds` is the time of the last good one.
  func search(
    _ window: RawSpan, from offset: Int, near seconds: Int64?, isComplete: Bool
  ) -> CaptureFrame {
    var place = offset
    while window.byteCount &- place >= recordHeaderSize {
      let record = unsafe PcapRecord(window, unchecked: place, layout: self)
      if record.isConvincing(near: seconds, layout: self) {
        let end = place &+ recordHeaderSize &+ Int(record.captured)
        var isFollowed = false
        if window.byteCount &- end >= recordHeaderSize {
          isFollowed = unsafe PcapRecord(window, unchecked: end, layout: self)
            .isConvincing(near: Int64(record.seconds), layout: self)
        } else if isComplete {
          // Without a time to hold it against, a single packet proves nothing.
          isFollowed = end == window.byteCount && seconds != nil
        } else {
          return place > offset
            ? .damaged(count: place &- offset)
            : .incomplete(needed: end &+ recordHeaderSize &- offset)
        }
        if isFollowed { return place > offset ? .damaged(count: place &- offset) : .found }
      }
      place &+= 1
    }
    if isComplete { return .damaged(count: window.byteCount &- offset) }
    return place > offset
      ? .damaged(count: place &- offset) : .incomplete(needed: recordHeaderSize)
  }

  /// Whether two packets whose headers convince stand at `place`, and a third or the end behind them:
  /// proof enough to take a packet apart that holds them.
  func holdsThree(_ window: RawSpan, at place: Int, near seconds: Int64?) -> Bool {
    var place = place
    for _ in 0..<2 {
      guard window.byteCount &- place >= recordHeaderSize else { return false }
      let record = unsafe PcapRecord(window, unchecked: place, layout: self)
      guard record.isConvincing(near: seconds, layout: self) else { return false }
      place &+= recordHeaderSize &+ Int(record.captured)
    }
    guard window.byteCount &- place >= recordHeaderSize else { return place == window.byteCount }
    return unsafe PcapRecord(window, unchecked: place, layout: self).captured <= maximumLength
  }
}
