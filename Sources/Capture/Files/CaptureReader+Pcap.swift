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
    var offset = start
    while true {
      if !isLost { offset = readRun(window, from: offset, layout: layout, into: &sink) }
      switch frame(window, at: offset, layout: layout, isComplete: isComplete) {
      case .found:
        isLost = false
        let record = unsafe PcapRecord(window, unchecked: offset, layout: layout)
        offset = deliver(record, window, at: offset, layout: layout, into: &sink)
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

  /// Reads packets for as long as a header that convinces stands behind each, and returns where the
  /// first is for which that does not hold.
  private mutating func readRun(
    _ window: RawSpan, from start: Int, layout: PcapLayout, into sink: inout some PacketSink
  ) -> Int {
    let header = layout.recordHeaderSize
    var offset = start
    guard window.byteCount &- offset >= header else { return offset }
    var record = unsafe PcapRecord(window, unchecked: offset, layout: layout)
    while record.captured <= layout.maximumLength {
      let next = offset &+ header &+ Int(record.captured)
      guard window.byteCount &- next >= header else { break }
      let following = unsafe PcapRecord(window, unchecked: next, layout: layout)
      guard following.isConvincing(near: Int64(record.seconds), layout: layout) else { break }
      lastSeconds = Int64(record.seconds)
      offset = deliver(record, window, at: offset, layout: layout, into: &sink)
      record = following
    }
    return offset
  }

  /// Gives the packet at `offset` to the sink and returns where it ends.
  @inline(__always)
  private mutating func deliver(
    _ record: PcapRecord, _ window: RawSpan, at offset: Int, layout: PcapLayout,
    into sink: inout some PacketSink
  ) -> Int {
    if UInt64(record.fraction) >= layout.unitsPerSecond { self.record(.fraction, at: offset) }
    let start = offset &+ layout.recordHeaderSize
    let end = start &+ Int(record.captured)
    deliver(
      unsafe window.extracting(unchecked: Range(uncheckedBounds: (start, end))),
      time: PacketTime(
        seconds: Int64(record.seconds), fraction: UInt64(record.fraction),
        unitsPerSecond: layout.unitsPerSecond),
      originalLength: record.original, link: layout.link, into: &sink)
    return end
  }

  /// What stands at a place where no packet does that another surely follows.
  private mutating func frame(
    _ window: RawSpan, at offset: Int, layout: PcapLayout, isComplete: Bool
  ) -> CaptureFrame {
    let header = layout.recordHeaderSize
    let left = window.byteCount &- offset
    guard left >= header else {
      guard isComplete else { return .incomplete(needed: header) }
      return left == 0 ? .end : isLost ? .damaged(count: left) : .truncated(count: left)
    }
    if !isLost {
      let record = unsafe PcapRecord(window, unchecked: offset, layout: layout)
      let size = header &+ Int(record.captured)
      if record.captured <= layout.maximumLength {
        if left < size, !isComplete { return .incomplete(needed: size) }
        if (size..<size &+ header).contains(left) {
          return isComplete ? .found : .incomplete(needed: size &+ header)
        }
        lastSeconds = lastSeconds ?? Int64(record.seconds)
        return swallowed(
          window, behind: offset, size: size, layout: layout, isComplete: isComplete)
      }
      isLost = true
    }
    return layout.search(window, from: offset, near: lastSeconds, isComplete: isComplete)
  }

  /// What a packet of `size` octets is that none surely follows or that the end cuts: a good one in
  /// front of damage or of an odd one, unless its length is wrong and others stand within it.
  private mutating func swallowed(
    _ window: RawSpan, behind offset: Int, size: Int, layout: PcapLayout, isComplete: Bool
  ) -> CaptureFrame {
    let left = window.byteCount &- offset
    let whole = layout.recordHeaderSize &+ Int(layout.maximumLength)
    let needed = size &+ 2 &* whole &+ layout.recordHeaderSize
    // Where packets may be long, holding three is too much to ask.
    if left >= size, layout.maximumLength > 1 << 20 { return .found }
    guard left >= needed || isComplete else { return .incomplete(needed: needed) }
    for place in offset &+ 1..<offset &+ min(size, left)
    where layout.holdsThree(window, at: place, near: lastSeconds) {
      isLost = true
      return .damaged(count: place &- offset)
    }
    return left < size ? .truncated(count: left) : .found
  }
}
