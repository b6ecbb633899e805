public import Net

extension PlaceTable {
  /// The number of an IPv4 address's place. One memory access unless its /24 is shared.
  @inlinable
  public func placeID(ipv4 address: UInt32) -> PlaceID {
    let number = unsafe slash24[Int(address >> 8)]
    if number != PlaceTable.shared { return PlaceID(rawValue: number) }
    return PlaceID(rawValue: ipv4.place(ipv4.piece(of: address)))
  }

  /// The number of an address's place.
  @inlinable
  public func placeID(of address: IPAddress) -> PlaceID {
    address.family == .ipv4
      ? placeID(ipv4: address.ipv4)
      : PlaceID(rawValue: ipv6.place(ipv6.piece(of: address.ipv6)))
  }

  /// The place of an address; the unknown place where no source names one.
  public func place(of address: IPAddress) -> Place { self[placeID(of: address)] }

  /// The place with a number of this table.
  public subscript(id: PlaceID) -> Place { places[Int(id.rawValue)] }

  /// The piece that an address lies in, with its source. O(log n).
  public func match(_ address: IPAddress) -> PlaceMatch {
    switch address.family {
    case .ipv4:
      let piece = ipv4.piece(of: address.ipv4)
      return PlaceMatch(
        place: places[Int(ipv4.place(piece))], first: IPAddress(ipv4: ipv4.first(piece)),
        last: IPAddress(ipv4: ipv4.last(piece)), source: source(ipv4.source(piece)))
    case .ipv6:
      let piece = ipv6.piece(of: address.ipv6)
      return PlaceMatch(
        place: places[Int(ipv6.place(piece))], first: IPAddress(ipv6: ipv6.first(piece)),
        last: IPAddress(ipv6: ipv6.last(piece)), source: source(ipv6.source(piece)))
    }
  }

  private func source(_ number: UInt8) -> SourceProvenance? {
    Int(number) < sources.count ? sources[Int(number)] : nil
  }

  /// Every place that holds at least one address of the prefix itself, each once, in order of its
  /// number; `.unknown` among them where addresses of it have no known country. O(n log n) in the
  /// pieces of the prefix, one memory access for most prefixes from /24 on.
  @inlinable
  public func places(
    of prefix: Prefix, level: PlaceLevel = .region, _ body: (PlaceID) -> Void
  ) {
    if prefix.family == .ipv4, prefix.length >= 24 {
      let number = unsafe slash24[Int(prefix.high >> 40)]
      if number != PlaceTable.shared {
        let place = PlaceID(rawValue: number)
        return body(level == .region ? place : country(of: place))
      }
    }
    var previous: PlaceID?
    searchRuns(in: prefix, level: level) { _, _, place in
      if place != previous { body(place) }
      previous = place
    }
  }

  /// For each place that holds an address of an IPv4 prefix, the maximal runs of /24s in which it
  /// does, as `address >> 8` of the first and a count; in order of the place's number, then of the
  /// address. A /24 that several places share is reported once for each; of a prefix longer than
  /// /24 only its own addresses count. Addresses without a known country run as `.unknown`.
  /// Nothing is reported for IPv6. O(n log n) in the pieces of the prefix.
  @inlinable
  public func slash24Runs(
    in prefix: Prefix, level: PlaceLevel = .region,
    _ body: (_ firstSlash24: UInt32, _ count: UInt32, _ place: PlaceID) -> Void
  ) {
    guard prefix.family == .ipv4 else { return }
    if prefix.length >= 24 {
      let block = UInt32(truncatingIfNeeded: prefix.high >> 40)
      let number = unsafe slash24[Int(block)]
      if number != PlaceTable.shared {
        let place = PlaceID(rawValue: number)
        return body(block, 1, level == .region ? place : country(of: place))
      }
    }
    searchRuns(in: prefix, level: level) { first, count, place in
      body(UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: count), place)
    }
  }

  /// The same for an IPv6 prefix in /48s: `address >> 80` of the first and a count. Nothing is
  /// reported for IPv4.
  @inlinable
  public func slash48Runs(
    in prefix: Prefix, level: PlaceLevel = .region,
    _ body: (_ firstSlash48: UInt64, _ count: UInt64, _ place: PlaceID) -> Void
  ) {
    guard prefix.family == .ipv6 else { return }
    searchRuns(in: prefix, level: level, body)
  }

  /// Searches the pieces of either family.
  @usableFromInline
  func searchRuns(
    in prefix: Prefix, level: PlaceLevel,
    _ body: (_ first: UInt64, _ count: UInt64, _ place: PlaceID) -> Void
  ) {
    let first = prefix.address
    let last = prefix.lastAddress
    let names = level == .region ? regionNumbers : countryNumbers
    switch prefix.family {
    case .ipv4:
      ipv4.forEachRun(from: first.ipv4, through: last.ipv4, shift: 8, names: names, body)
    case .ipv6:
      ipv6.forEachRun(from: first.ipv6, through: last.ipv6, shift: 80, names: names, body)
    }
  }
}
