import Net
import Timeline

/// Lines of the text files that say whose an address is and where.
enum PrefixTableText {
  /// A line of CAIDA's `pfx2as`: address, length and origins; `_` between the origins of a MOAS, `,`
  /// between the members of a set.
  static func originLine(_ prefix: Prefix, _ tails: [RoutingWorld.Tail]) -> String? {
    var origins: [String] = []
    for tail in tails {
      let text: String
      switch tail {
      case .origin(let asn) where asn.isOrigin: text = asn.description
      case .set(let list): text = list.map(\.description).joined(separator: ",")
      default: continue
      }
      if !origins.contains(text) { origins.append(text) }
    }
    guard !origins.isEmpty else { return nil }
    return "\(prefix.address)\t\(prefix.length)\t\(origins.joined(separator: "_"))\n"
  }

  /// The head of a range table.
  static func rangeHead(built: UnixTime) -> String {
    "# built: \(built.date)\nstart,end,country,region\n"
  }

  /// A line of a range table.
  static func rangeLine(
    _ first: IPAddress, _ last: IPAddress, _ country: CountryCode, _ region: String?
  ) -> String {
    "\(first),\(last),\(country.alpha2),\(region ?? "")\n"
  }
}
