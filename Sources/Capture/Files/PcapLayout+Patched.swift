import Wire

extension PcapLayout {
  /// Finds out whether a file of Kuznetzov's patches has 24 octets before a packet (1999-10-29) or 28
  /// (1999-09-15): with the one that is right a header follows the first packet. A file of one packet
  /// is taken for the later form.
  ///
  /// Returns the octets that this needs from `offset` on, where there are fewer.
  mutating func settleRecordHeader(
    _ bytes: RawSpan, at offset: Int, isComplete: Bool
  ) -> Int? {
    let left = bytes.byteCount &- offset
    guard left >= 24 else {
      isPatched = !isComplete
      return isComplete ? nil : 24
    }
    let first = unsafe PcapRecord(bytes, unchecked: offset, layout: self)
    let needed = 28 &+ Int(min(first.captured, maximumLength)) &+ 16
    if left < needed, !isComplete { return needed }
    isPatched = false
    let end = offset &+ 28 &+ Int(min(first.captured, maximumLength))
    guard bytes.byteCount &- end >= 16 else { return nil }
    if unsafe !PcapRecord(bytes, unchecked: end &- 4, layout: self)
      .isConvincing(near: Int64(first.seconds), layout: self),
      unsafe PcapRecord(bytes, unchecked: end, layout: self)
        .isConvincing(near: Int64(first.seconds), layout: self)
    {
      recordHeaderSize = 28
    }
    return nil
  }
}
