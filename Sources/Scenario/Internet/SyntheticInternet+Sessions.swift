import Net

extension SyntheticInternet {
  /// A session: its number among all, and what it tells.
  struct Feed {
    let number: Int
    let isFull: Bool
    let asn: UInt32
    let address: UInt32

    /// Whether the session holds a prefix; exactly so many hundredths of them are missing.
    func holds(_ prefix: Int, block: Int, missing: Int) -> Bool {
      isFull ? (number + prefix * 7) % 25 >= missing / 4 : block % 20 == number % 20
    }
  }

  /// The sessions of a collector, the full feeds first.
  func feeds(at collector: Int) -> [Feed] {
    let all = shape.fullFeeds + shape.partialFeeds
    return (0..<all).compactMap { number in
      guard number % max(1, shape.collectors) == collector else { return nil }
      return Feed(
        number: number, isFull: number < shape.fullFeeds, asn: 200_000 + UInt32(number) * 7,
        address: 0xCB00_7100 + UInt32(number))
    }
  }

  /// Appends `ORIGIN`, `AS_PATH`, the next hop of IPv4 and communities: what is the same in a message
  /// and in a table.
  ///
  /// Written out by hand: a benchmark's input has a hundred million of these.
  func appendAttributes(
    _ feed: Feed, origin: UInt32, isIPv4: Bool, to bytes: inout [UInt8]
  ) {
    let draw = SyntheticInternet.mix(UInt64(origin) << 16 | UInt64(feed.number))
    let hops = shape.transit.lowerBound + Int((draw & 0xFFFF) % UInt64(shape.transit.count))
    bytes += [0x40, 1, 1, 0, 0x40, 2, UInt8(truncatingIfNeeded: 10 + 4 * hops), 2]
    bytes.append(UInt8(truncatingIfNeeded: hops + 2))
    bytes.append32(feed.asn)
    var rest = draw >> 16
    for _ in 0..<hops {
      bytes.append32(UInt32(truncatingIfNeeded: 100 + (rest & 0x3FF)))
      rest >>= 8
    }
    bytes.append32(origin)
    if isIPv4 {
      bytes += [0x40, 3, 4]
      bytes.append32(feed.address)
    }
    let count =
      shape.communities.lowerBound
      + Int((draw >> 40 & 0xFFFF) % UInt64(shape.communities.count))
    guard count > 0 else { return }
    bytes += [0xC0, 8, UInt8(truncatingIfNeeded: 4 * count)]
    for number in 0..<count {
      bytes.append32(feed.asn << 16 | UInt32(truncatingIfNeeded: draw >> 48) &+ UInt32(number))
    }
  }

  /// The next hop of a session's IPv6 routes.
  func nextHop6(_ feed: Feed) -> IPAddress {
    IPAddress(high: 0x2001_0DB8_FFFF_0000, low: UInt64(feed.address), family: .ipv6)
  }
}
