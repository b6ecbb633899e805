import Net
public import Timeline

extension RoutingWorld {
  /// The world's prefixes and their origins as CAIDA's `pfx2as` file, in order.
  ///
  /// Prefixes whose paths give no origin are left out, but for sets, which name their members.
  public var prefixOrigins: String {
    networks.sorted { $0.prefix < $1.prefix }.compactMap {
      PrefixTableText.originLine($0.prefix, $0.tails)
    }.joined()
  }

  /// Where the world's addresses lie, as a range table `start,end,country,region`.
  ///
  /// Ranges do not overlap: of two networks that hold an address the longer prefix says where it is.
  /// Networks without a country say nothing.
  public func rangeTable(built: UnixTime) -> String {
    var text = PrefixTableText.rangeHead(built: built)
    for family in IPFamily.allCases {
      for range in ranges(of: family) {
        text += PrefixTableText.rangeLine(
          address(range.first, family), address(range.last, family), range.place.country,
          range.place.region)
      }
    }
    return text
  }

  private struct Location: Equatable {
    let country: CountryCode
    let region: String?
  }

  private struct Range {
    var first: UInt128
    var last: UInt128
    let place: Location
  }

  /// Walks the prefixes in order with those that enclose the present one on a stack.
  private func ranges(of family: IPFamily) -> [Range] {
    var result: [Range] = []
    var open: [Range] = []
    var next: UInt128 = 0

    func emit(upTo last: UInt128, _ place: Location) {
      guard next <= last else { return }
      if let previous = result.last, previous.place == place, previous.last &+ 1 == next {
        result[result.count - 1].last = last
      } else {
        result.append(Range(first: next, last: last, place: place))
      }
      next = last &+ 1
    }

    let placed = networks.filter { $0.prefix.family == family }.sorted { $0.prefix < $1.prefix }
    for network in placed {
      guard let country = network.country else { continue }
      let (first, last) = (
        number(network.prefix.address), number(network.prefix.lastAddress)
      )
      while let top = open.last, top.last < first {
        emit(upTo: top.last, top.place)
        open.removeLast()
      }
      if let top = open.last, first > 0 { emit(upTo: first - 1, top.place) }
      next = first
      open.append(
        Range(
          first: first, last: last, place: Location(country: country, region: network.region)))
    }
    while let top = open.popLast() { emit(upTo: top.last, top.place) }
    return result
  }

  /// An address as a number, its family's bits at the right.
  private func number(_ address: IPAddress) -> UInt128 {
    address.family == .ipv4
      ? UInt128(address.ipv4) : UInt128(address.high) << 64 | UInt128(address.low)
  }

  private func address(_ number: UInt128, _ family: IPFamily) -> IPAddress {
    family == .ipv4
      ? IPAddress(ipv4: UInt32(truncatingIfNeeded: number))
      : IPAddress(
        high: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number),
        family: .ipv6)
  }
}
