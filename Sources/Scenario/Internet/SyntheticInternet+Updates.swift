import Net
public import Timeline

extension SyntheticInternet {
  /// The routes that a message takes back, which the session's next one brings back.
  private struct Withdrawal {
    var feed: Feed
    var numbers: [Int]
  }

  /// Writes a collector's updates of a span of time in pieces of some megabytes.
  ///
  /// Few prefixes are restless and most are not; what is withdrawn comes back with the next message of
  /// its family. A span's messages do not depend on those before it. Throws what `sink` throws.
  /// O(messages).
  public func writeUpdates(
    of collector: Int, from: UnixTime, until: UnixTime, to sink: ([UInt8]) throws -> Void
  ) rethrows -> Counts {
    let feeds = feeds(at: collector)
    let full = feeds.filter(\.isFull)
    let partial = feeds.filter { !$0.isFull }
    let noise = NoiseStream(seed: shape.seed, label: "updates \(collector) \(from.seconds)")
    let (first, last) = (messages(until: from), messages(until: until))
    var counts = Counts()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SyntheticInternet.piece + 1 << 16)
    var lost: Withdrawal?
    var lost6: Withdrawal?
    guard !full.isEmpty, last > first, until > from else {
      try sink([])
      return counts
    }
    for message in first..<last {
      // Coprime to 1,000: each 1,000 messages have every slot once, well mixed.
      let slot = message * 389 % 1_000
      let draw = noise.bits(message - first)
      let isPartial = !partial.isEmpty && draw >> 60 < 3
      var feed =
        isPartial
        ? partial[Int(draw >> 32 & 0xFFFF) % partial.count]
        : full[Int(draw >> 32 & 0xFFFF) % full.count]
      let withdrawal = slot - 875
      let isIPv4 = withdrawal < 0 ? slot < 700 : withdrawal % 8 > 0
      let count =
        withdrawal >= 0 ? (withdrawal % 25 < 14 ? 3 : 2) : slot < 700 ? 1 + slot % 2 : 2
      var numbers = draws(draw, count, for: feed, isIPv4: isIPv4)
      if withdrawal >= 0 {
        if isIPv4 {
          lost = Withdrawal(feed: feed, numbers: numbers)
        } else {
          lost6 = Withdrawal(feed: feed, numbers: numbers)
        }
        counts.withdrawn += count
      } else {
        if let back = isIPv4 ? lost : lost6 {
          feed = back.feed
          numbers.replaceSubrange(
            0..<min(count, back.numbers.count), with: back.numbers.prefix(count))
        }
        if isIPv4 { lost = nil } else { lost6 = nil }
        counts.announced += count
      }
      let span = (message - first) * (until - from)
      let time = from + span / (last - first)
      let micros = span % (last - first) * 1_000_000 / (last - first)
      let start = appendHead(feed, at: time, microseconds: micros, to: &bytes)
      if withdrawal >= 0 {
        appendWithdrawal(numbers, isIPv4: isIPv4, to: &bytes)
      } else {
        appendAnnouncement(numbers, feed, isIPv4: isIPv4, draw: draw, to: &bytes)
      }
      close(recordAt: start, in: &bytes)
      counts.records += 1
      if bytes.count >= SyntheticInternet.piece {
        counts.octets += bytes.count
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    counts.octets += bytes.count
    try sink(bytes)
    return counts
  }

  /// The messages of a collector before a time.
  private func messages(until time: UnixTime) -> Int {
    let seconds = min(max(0, time - shape.from), shape.duration)
    return shape.messages / max(1, shape.collectors) * seconds / max(1, shape.duration)
  }

  /// The numbers of prefixes side by side, the first of which is drawn: the lower the likelier.
  private func draws(_ draw: UInt64, _ count: Int, for feed: Feed, isIPv4: Bool) -> [Int] {
    let total = isIPv4 ? shape.prefixes : shape.prefixes6
    guard total > 0 else { return [] }
    let perBlock = isIPv4 ? SyntheticInternet.perBlock : SyntheticInternet.perBlock6
    let blocks = max(1, total / perBlock)
    let unit = Double(draw & 0xFFFF_FFFF) * 0x1p-32
    var block = Int(unit * unit * Double(blocks)) * 7_919 % blocks
    if !feed.isFull {
      block = block / 20 * 20 + feed.number % 20
      if block >= blocks { block = feed.number % 20 % blocks }
    }
    let place = Int(draw >> 48 & 0xFF) % perBlock
    return (0..<count).map { min(total - 1, block * perBlock + (place + $0) % perBlock) }
  }

  private func appendHead(
    _ feed: Feed, at time: UnixTime, microseconds: Int, to bytes: inout [UInt8]
  ) -> Int {
    bytes.append32(UInt32(truncatingIfNeeded: time.seconds))
    bytes.append16(shape.isRich ? 17 : 16)
    bytes.append16(4)
    let start = bytes.count
    bytes.append32(0)
    if shape.isRich { bytes.append32(UInt32(truncatingIfNeeded: microseconds)) }
    bytes.append32(feed.asn)
    bytes.append32(6_447)
    bytes.append32(1)
    bytes.append32(feed.address)
    bytes.append32(0xCB00_71FF)
    bytes.append64(.max)
    bytes.append64(.max)
    bytes += [0, 0, 2]
    return start
  }

  /// Writes the lengths of the record and of the message in it.
  private func close(recordAt start: Int, in bytes: inout [UInt8]) {
    bytes.put32(bytes.count - start - 4, at: start)
    let message = start + 4 + (shape.isRich ? 4 : 0) + 20
    bytes.put16(bytes.count - message, at: message + 16)
  }

  private func appendWithdrawal(_ numbers: [Int], isIPv4: Bool, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append16(0)
    if isIPv4 {
      for number in numbers { bytes.append(prefix(number)) }
      bytes.put16(bytes.count - start - 2, at: start)
      bytes.append16(0)
      return
    }
    bytes += [0, 0, 0x80, 15, 0, 0, 2, 1]
    for number in numbers { bytes.append(prefix6(number)) }
    bytes.put16(bytes.count - start - 4, at: start + 2)
    bytes[start + 6] = UInt8(truncatingIfNeeded: bytes.count - start - 7)
  }

  private func appendAnnouncement(
    _ numbers: [Int], _ feed: Feed, isIPv4: Bool, draw: UInt64, to bytes: inout [UInt8]
  ) {
    bytes.append16(0)
    let start = bytes.count
    bytes.append16(0)
    guard let number = numbers.first else { return }
    let origin = isIPv4 ? origin(number) : origin6(number)
    appendAttributes(feed, origin: origin.rawValue, isIPv4: isIPv4, to: &bytes)
    if shape.isRich {
      bytes += [0x80, 4, 4]
      bytes.append32(UInt32(truncatingIfNeeded: draw >> 20 & 0x3FF))
    }
    if !isIPv4 {
      let place = bytes.count
      bytes += [0x80, 14, 0, 0, 2, 1, 16]
      bytes.append(nextHop6(feed))
      bytes.append(0)
      for number in numbers { bytes.append(prefix6(number)) }
      bytes[place + 2] = UInt8(truncatingIfNeeded: bytes.count - place - 3)
    }
    bytes.put16(bytes.count - start - 2, at: start)
    if isIPv4 { for number in numbers { bytes.append(prefix(number)) } }
  }
}
