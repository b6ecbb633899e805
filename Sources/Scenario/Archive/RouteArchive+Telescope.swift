import Timeline

extension RouteArchive {
  /// The source of the captures as the configuration holds it; empty for a world without them.
  var telescopeSourceText: String {
    guard let scheme = radiation?.scheme else { return "" }
    return """

      [[source]]
      kind = "pcap"
      notice = "\(world.notice)"
      datasource = "\(scheme.datasource)"
      path = ["\(BackgroundRadiation.folder)"]
      geo = ["places.csv"]
      origins = ["origins.pfx2as"]
      kinds = ["country", "asn"]

      """
  }

  var telescopeRows: [String] {
    guard let scheme = radiation?.scheme else { return [] }
    return [
      "| `\(BackgroundRadiation.folder)/` | the packets that reached \(scheme.space), nobody's "
        + "addresses; captures by the hour (pcap) |"
    ]
  }

  /// What the captures are, and what of them is assumed.
  func telescopeText(_ counts: BackgroundRadiation.Counts) -> String {
    guard let scheme = radiation?.scheme else { return "" }
    let removed = counts.removed.values.reduce(0, +)
    let rows = counts.removed.sorted { $0.key < $1.key }.map { "| \($0.key) | \($0.value) |" }
    return """

      ## The packets

      From \(scheme.from) to \(scheme.until) and a minute on either side: \(counts.packets) packets,
      \(counts.octets) octets before compression. \(counts.passed) pass the rules against forged and
      noisy packets, \(removed) are removed, \(counts.notIPv4) are not IPv4.

      In every minute the different sources that pass are, for each country and each network that the
      world names, as many as its telescope's series has in the bin, or a few more or less; the middle
      one of a bin's five minutes is the bin's value. What is removed comes on top, from addresses of
      all networks and forged ones.

      All that is *assumed*: who sends, what, when within the minute, and the telescope's addresses.
      Sources of an operator that its country's value has no room for lie at an unknown place. Provinces
      have no truth here: which province an address is in was dealt out.

      | first rule that removes | packets |
      |---|--:|
      \(rows.joined(separator: "\n"))

      """
  }
}
