/// Whether prefixes are visible, and which origins full-feed peers see.
extension RouteTable {
  /// Judges a prefix as it is, and puts the origins seen into `origins`, without zero.
  @inline(__always)
  func isVisible(_ prefix: Int, over feed: FeedMask, seen: inout [UInt32]) -> Bool {
    let base = prefix &* words
    let first = more[prefix]
    seen.removeAll(keepingCapacity: true)
    if first == 0 {
      guard feed.isSeenByHalf({ bits[base &+ $0] }) else { return false }
      if origins[prefix] != 0 { seen.append(origins[prefix]) }
      return true
    }
    let isVisible = feed.isSeenByHalf { word in
      var all = bits[base &+ word]
      var link = first
      while link != 0 {
        all |= rows.word(link, word)
        link = rows.nexts[Int(link) - 1]
      }
      return all
    }
    guard isVisible else { return false }
    var isSeen = false
    for word in 0..<words where bits[base &+ word] & feed.mask[word] != 0 { isSeen = true }
    if isSeen { RouteTable.note(origins[prefix], &seen) }
    RouteTable.noteOrigins(rows, first, feed, &seen)
    return true
  }

  /// Judges a prefix as it was when the last bin ended.
  func wasVisible(_ prefix: Int, over feed: FeedMask, seen: inout [UInt32]) -> Bool {
    guard kept[prefix] > 1 else { return isVisible(prefix, over: feed, seen: &seen) }
    let head = kept[prefix] - 1
    seen.removeAll(keepingCapacity: true)
    let isVisible = feed.isSeenByHalf { word in
      var all: UInt64 = 0
      var link = head
      while link != 0 {
        all |= keptRows.word(link, word)
        link = keptRows.nexts[Int(link) - 1]
      }
      return all
    }
    guard isVisible else { return false }
    RouteTable.noteOrigins(keptRows, head, feed, &seen)
    return true
  }

  private static func noteOrigins(
    _ rows: OriginRows, _ head: UInt32, _ feed: FeedMask, _ seen: inout [UInt32]
  ) {
    var link = head
    while link != 0 {
      var isSeen = false
      for word in 0..<rows.words where rows.word(link, word) & feed.mask[word] != 0 {
        isSeen = true
      }
      if isSeen { note(rows.origins[Int(link) - 1], &seen) }
      link = rows.nexts[Int(link) - 1]
    }
  }

  private static func note(_ origin: UInt32, _ seen: inout [UInt32]) {
    if origin != 0, !seen.contains(origin) { seen.append(origin) }
  }
}
