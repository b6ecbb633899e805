import Net
public import Timeline

extension AddressPlan {
  /// Where the addresses lie, as a range CSV: `start,end,country,region`; neighbours of one place
  /// share a row. `built` is the date that the table bears.
  public func placesText(built: UnixTime) -> String {
    var text = "# built: \(built.description.prefix(10))\n# edition: scenario\n"
    text += "start,end,country,region\n"
    var index = holdings.startIndex
    while index < holdings.endIndex {
      let first = holdings[index]
      var end = first.prefix.lastAddress
      index += 1
      while index < holdings.endIndex, holdings[index].country == first.country,
        holdings[index].region == first.region,
        holdings[index].prefix.address.ipv4 == end.ipv4 &+ 1
      {
        end = holdings[index].prefix.lastAddress
        index += 1
      }
      text += "\(first.prefix.address),\(end),\(first.country),\(first.region)\n"
    }
    return text
  }

  /// Who announces each prefix, in the form of CAIDA's pfx2as: prefix, length, origins joined by
  /// `_`, with tabs between.
  public var originsText: String {
    holdings.map { holding in
      let origins = holding.origins.map(\.description).joined(separator: "_")
      return "\(holding.prefix.address)\t\(holding.prefix.length)\t\(origins)\n"
    }.joined()
  }
}
