public import Net
public import Timeline

extension SyntheticInternet {
  /// Countries, the first ones with most of the addresses.
  private static let countries = """
    US CN JP DE GB KR BR FR CA IT AU NL RU IN TW ES SE MX ZA PL CH AR ID VN TR IR CO BE AT NO DK FI \
    UA CZ RO EG TH MY HK SG SA IL GR PT HU CL NZ IE PK BD PH NG KE MA DZ VE PE EC BG RS KZ IQ LK BY
    """.split(separator: " ").compactMap { CountryCode($0) }

  /// The country and region of a block of addresses: an origin's blocks lie in one country but for
  /// some, regions change with the block.
  public func place(ofBlock block: Int, origin: ASN) -> (country: CountryCode, region: String) {
    let strays = SyntheticInternet.mix(UInt64(block) ^ 0x5EED) % 20 == 0
    let key = strays ? UInt64(block) << 32 : UInt64(origin.rawValue)
    let unit = Double(SyntheticInternet.mix(key) >> 11) * 0x1p-53
    let countries = SyntheticInternet.countries
    let country = countries[min(countries.count - 1, Int(unit * unit * Double(countries.count)))]
    let regions = 5 + Int(SyntheticInternet.mix(UInt64(country.alpha2.utf8.first ?? 0)) % 26)
    let number = 1 + Int(SyntheticInternet.mix(UInt64(block / 4)) % UInt64(regions))
    return (country, "\(country.alpha2)-\(number < 10 ? "0" : "")\(number)")
  }

  /// Writes all prefixes and their origins as CAIDA's `pfx2as` file.
  public func writePrefixOrigins(to sink: ([UInt8]) throws -> Void) rethrows {
    var lines: [UInt8] = []
    for number in 0..<shape.prefixes + shape.prefixes6 {
      let isIPv4 = number < shape.prefixes
      let place = isIPv4 ? number : number - shape.prefixes
      let line = PrefixTableText.originLine(
        isIPv4 ? prefix(place) : prefix6(place),
        [.origin(isIPv4 ? origin(place) : origin6(place))])
      lines += (line ?? "").utf8
      if lines.count >= SyntheticInternet.piece {
        try sink(lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    try sink(lines)
  }

  /// Writes where the blocks lie as a range table `start,end,country,region`.
  public func writeRangeTable(to sink: ([UInt8]) throws -> Void) rethrows {
    var lines = Array(PrefixTableText.rangeHead(built: shape.from).utf8)
    for block in origins.indices {
      let place = place(ofBlock: block, origin: ASN(origins[block]))
      let start = SyntheticInternet.start(ofBlock: block)
      lines +=
        PrefixTableText.rangeLine(
          IPAddress(ipv4: start), IPAddress(ipv4: start + 0xFFF), place.country, place.region
        ).utf8
    }
    for number in stride(from: 0, to: shape.prefixes6, by: SyntheticInternet.perBlock6) {
      let place = place(
        ofBlock: number / SyntheticInternet.perBlock6, origin: origin6(number))
      let prefix = prefix6(number)
      lines +=
        PrefixTableText.rangeLine(
          prefix.address, prefix.lastAddress, place.country, place.region
        ).utf8
    }
    try sink(lines)
  }
}
