import Wire

extension CaptureReader {
  /// Reads the whole packets of a window of a pcap file.
  mutating func readPcap(
    _ window: RawSpan, isComplete: Bool, into sink: inout some PacketSink
  ) -> (consumed: Int, needed: Int) {
    var offset = 0
    if layout == nil {
      guard let magic = PcapMagic(window) else { return (window.byteCount, 0) }
      let size = magic.form == .ixia ? 28 : 24
      guard window.byteCount >= size else {
        guard isComplete else { return (0, size) }
        record(.truncated, at: 0, octets: window.byteCount)
        return (window.byteCount, 0)
      }
      guard let found = PcapLayout(window, magic: magic) else {
        record(.header, at: 0)
        isFinished = true
        return (window.byteCount, 0)
      }
      offset = found.fileHeaderSize
      layout = found
    }
    guard var layout else { return (window.byteCount, 0) }
    if layout.isPatched {
      let needed = layout.settleRecordHeader(window, at: offset, isComplete: isComplete)
      self.layout = layout
      if let needed { return (offset, needed) }
    }
    return readRecords(window, from: offset, layout: layout, isComplete: isComplete, into: &sink)
  }

  private mutating func readRecords(
    _ window: RawSpan, from start: Int, layout: PcapLayout, isComplete: Bool,
    into sink: inout some PacketSink
  ) -> (consumed: Int, needed: Int) {
    let header = layout.recordHeaderSize
    var offset = start
    while true {
      if !isLost, window.byteCount &- offset >= header {
        let record = unsafe PcapRecord(window, unchecked: offset, layout: layout)
        let size = header &+ Int(record.captured)
        if record.captured <= layout.maximumLength, window.byteCount &- offset >= size {
          if UInt64(record.fraction) >= layout.unitsPerSecond { self.record(.fraction, at: offset) }
          let end = offset &+ size
          deliver(
            unsafe window.extracting(
              unchecked: Range(uncheckedBounds: (offset &+ header, end))),
            time: PacketTime(
              seconds: Int64(record.seconds), fraction: UInt64(record.fraction),
              unitsPerSecond: layout.unitsPerSecond),
            originalLength: record.original, link: layout.link, into: &sink)
          offset = end
          continue
        }
      }
      switch frame(window, at: offset, layout: layout, isComplete: isComplete) {
      case .found: isLost = false
      case .incomplete(let needed): return (offset, needed)
      case .damaged(let count):
        record(.framing, at: offset, octets: count)
        offset &+= count
      case .truncated(let count):
        record(.truncated, at: offset, octets: count)
        offset &+= count
      case .end: return (offset, 0)
      }
    }
  }

  /// What stands at a place where no whole packet does.
  private mutating func frame(
    _ window: RawSpan, at offset: Int, layout: PcapLayout, isComplete: Bool
  ) -> CaptureFrame {
    let left = window.byteCount &- offset
    guard left >= layout.recordHeaderSize else {
      guard isComplete else { return .incomplete(needed: layout.recordHeaderSize) }
      return left == 0 ? .end : isLost ? .damaged(count: left) : .truncated(count: left)
    }
    var mayBeCut = false
    if !isLost {
      let record = unsafe PcapRecord(window, unchecked: offset, layout: layout)
      if record.captured <= layout.maximumLength {
        guard isComplete else {
          return .incomplete(needed: layout.recordHeaderSize &+ Int(record.captured))
        }
        mayBeCut = true
      }
      isLost = true
    }
    let found = search(window, from: offset, layout: layout, isComplete: isComplete)
    // The end within a packet, unless its length is wrong and packets follow all the same.
    return mayBeCut && found == .damaged(count: left) ? .truncated(count: left) : found
  }

  /// Looks for a packet from `offset` on whose header convinces and is followed by another, or ends
  /// with the file.
  private func search(
    _ window: RawSpan, from offset: Int, layout: PcapLayout, isComplete: Bool
  ) -> CaptureFrame {
    let header = layout.recordHeaderSize
    var place = offset
    while window.byteCount &- place >= header {
      let record = unsafe PcapRecord(window, unchecked: place, layout: layout)
      if record.isConvincing(near: lastSeconds, layout: layout) {
        let end = place &+ header &+ Int(record.captured)
        var isFollowed = false
        if window.byteCount &- end >= header {
          isFollowed = unsafe PcapRecord(window, unchecked: end, layout: layout)
            .isConvincing(near: Int64(record.seconds), layout: layout)
        } else if isComplete {
          isFollowed = end == window.byteCount
        } else {
          return place > offset
            ? .damaged(count: place &- offset) : .incomplete(needed: end &+ header &- offset)
        }
        if isFollowed { return place > offset ? .damaged(count: place &- offset) : .found }
      }
      place &+= 1
    }
    if isComplete { return .damaged(count: window.byteCount &- offset) }
    return place > offset ? .damaged(count: place &- offset) : .incomplete(needed: header)
  }
}
