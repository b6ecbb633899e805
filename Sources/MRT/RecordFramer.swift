/// Cuts bytes into MRT records, and finds the next one where framing is damaged.
///
/// A header is taken for what it says if its type is defined and its length is one that files have,
/// unless no header follows its body and records stand within it. Otherwise the framer looks for the
/// next octet at which a header of a type in use stands, within a day of the last good one, and
/// behind whose body another header or the end follows. O(bytes).
public struct RecordFramer: Sendable {
  /// What stands at a place.
  public enum Frame: Equatable, Sendable {
    /// A record; its body begins at the offset and lies within the bytes.
    case record(MRTHeader, body: Int)
    /// The record or the search needs this many octets from the place on, and more may come.
    case incomplete(needed: Int)
    /// So many octets from the place on belong to no record; a record or the end follows.
    case damaged(count: Int)
    /// The bytes end within a record: so many octets from the place on are left of it.
    case truncated(count: Int)
    /// The bytes end here, as they should.
    case end
  }

  /// The time of the last record, which a search holds against what it finds.
  private var time: UInt32?
  /// Whether the place belongs to no record, so that a header must convince.
  private var isLost = false

  /// Creates a framer at the start of a file.
  public init() {}

  /// The header at `offset` when a whole record stands there, another header behind it, and the place
  /// is not in doubt; else nothing, and `frame` tells why.
  @inline(__always)
  mutating func wholeRecord(_ bytes: RawSpan, at offset: Int) -> MRTHeader? {
    let left = bytes.byteCount &- offset
    guard left >= MRTHeader.size, !isLost else { return nil }
    let header = MRTHeader(unchecked: bytes, at: offset)
    let size = MRTHeader.size &+ Int(header.length)
    guard header.isPlausible, left &- MRTHeader.size >= size,
      MRTHeader(unchecked: bytes, at: offset &+ size).isPlausible
    else { return nil }
    time = header.seconds
    return header
  }

  /// Returns what stands at `offset` of `bytes`; `isComplete` says that nothing follows them.
  ///
  /// The next call must begin behind what this one returned.
  public mutating func frame(_ bytes: RawSpan, at offset: Int, isComplete: Bool) -> Frame {
    let left = bytes.byteCount - offset
    guard left >= MRTHeader.size else {
      if isComplete {
        return left == 0 ? .end : isLost ? .damaged(count: left) : .truncated(count: left)
      }
      return .incomplete(needed: MRTHeader.size)
    }
    guard !isLost else { return search(bytes, from: offset, isComplete: isComplete) }
    let header = MRTHeader(unchecked: bytes, at: offset)
    guard header.isPlausible else {
      isLost = true
      return search(bytes, from: offset, isComplete: isComplete)
    }
    let size = MRTHeader.size &+ Int(header.length)
    if left >= size {
      let next = offset &+ size
      if bytes.byteCount &- next >= MRTHeader.size {
        if !MRTHeader(unchecked: bytes, at: next).isPlausible,
          let hidden = hiddenRecord(bytes, behind: offset, before: next)
        {
          isLost = true
          return .damaged(count: hidden - offset)
        }
      } else if !isComplete {
        return .incomplete(needed: size &+ MRTHeader.size)
      }
      time = header.seconds
      return .record(header, body: offset &+ MRTHeader.size)
    }
    guard isComplete else { return .incomplete(needed: size) }
    // The end within a body, unless the length is wrong and records follow all the same.
    isLost = true
    let found = search(bytes, from: offset, isComplete: true)
    return found == .damaged(count: left) ? .truncated(count: left) : found
  }

  /// Where in a record that no header follows another begins, because its length is wrong.
  ///
  /// Two headers in a row must convince and a third be plausible, lest a good record in front of
  /// damage be taken apart.
  private func hiddenRecord(_ bytes: RawSpan, behind offset: Int, before end: Int) -> Int? {
    var place = offset + 1
    while place < end {
      if let next = convincingEnd(bytes, at: place), let second = convincingEnd(bytes, at: next),
        second == bytes.byteCount
          || bytes.byteCount - second >= MRTHeader.size
            && MRTHeader(unchecked: bytes, at: second).isPlausible
      {
        return place
      }
      place += 1
    }
    return nil
  }

  /// Where the record at `place` ends, if its header convinces and its body lies within the bytes.
  private func convincingEnd(_ bytes: RawSpan, at place: Int) -> Int? {
    guard bytes.byteCount - place >= MRTHeader.size else { return nil }
    let header = MRTHeader(unchecked: bytes, at: place)
    let end = place + MRTHeader.size + Int(header.length)
    return header.isConvincing(near: time) && end <= bytes.byteCount ? end : nil
  }

  /// Looks for a record from `offset` on.
  private mutating func search(_ bytes: RawSpan, from offset: Int, isComplete: Bool) -> Frame {
    var place = offset
    while bytes.byteCount - place >= MRTHeader.size {
      let header = MRTHeader(unchecked: bytes, at: place)
      guard header.isConvincing(near: time) else {
        place += 1
        continue
      }
      let next = place + MRTHeader.size + Int(header.length)
      let isFollowed: Bool
      if bytes.byteCount - next >= MRTHeader.size {
        isFollowed = MRTHeader(unchecked: bytes, at: next).isPlausible
      } else if isComplete {
        isFollowed = next == bytes.byteCount
      } else {
        return place > offset
          ? .damaged(count: place - offset) : .incomplete(needed: next + MRTHeader.size - offset)
      }
      guard isFollowed else {
        place += 1
        continue
      }
      guard place == offset else { return .damaged(count: place - offset) }
      isLost = false
      time = header.seconds
      return .record(header, body: place + MRTHeader.size)
    }
    if isComplete { return .damaged(count: bytes.byteCount - offset) }
    return place > offset ? .damaged(count: place - offset) : .incomplete(needed: MRTHeader.size)
  }
}
