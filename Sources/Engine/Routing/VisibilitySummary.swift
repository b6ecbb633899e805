import Net
import Routing
import Timeline

/// Who was listened to in a replay, and how many bins could not be judged and why.
struct VisibilitySummary: Sendable {
  private var refused: [IPFamily: [String: (count: Int, first: UnixTime, reason: String)]] = [:]
  private var peers: [IPFamily: Set<FullFeedPeer>] = [:]
  private var least: [IPFamily: ClosedRange<Int>] = [:]
  private var thresholds: [IPFamily: Set<Int>] = [:]
  private var bins = 0

  /// Takes the next bin.
  mutating func take(_ bin: VisibilityBin) {
    bins += 1
    for family in [bin.ipv4, bin.ipv6] {
      if let reason = family.reason {
        let kind = family.mark.names.first ?? "no-verdict"
        var entry = refused[family.family]?[kind] ?? (0, bin.start, reason)
        entry.count += 1
        refused[family.family, default: [:]][kind] = entry
      } else {
        peers[family.family, default: []].formUnion(family.peers)
        let range = least[family.family]
        least[family.family] =
          min(
            range?.lowerBound ?? .max, family.peerASNs)...max(
            range?.upperBound ?? 0, family.peerASNs)
        if let threshold = family.threshold {
          thresholds[family.family, default: []].insert(threshold)
        }
      }
    }
  }

  /// The peers by name, and each reason for which bins were not judged.
  var findings: [Finding] {
    IPFamily.allCases.flatMap { family -> [Finding] in
      let source = family == .ipv4 ? "bgp" : "bgp-ipv6"
      var found: [Finding] = []
      if let names = peers[family], let range = least[family] {
        let least = (thresholds[family] ?? []).sorted().map(String.init).joined(separator: ", ")
        found.append(
          Finding(
            kind: "full-feed-peers", source: source,
            detail: "\(range.lowerBound) to \(range.upperBound) full-feed peer ASNs a bin, with at "
              + "least \(least) prefixes: "
              + names.sorted().map(\.description).joined(separator: ", "),
            disposition: "a prefix is visible if at least half of the ASNs have it"))
      }
      // Without any IPv6 table there is nothing to miss.
      guard family == .ipv4 || peers[family] != nil else { return found }
      for (kind, entry) in (refused[family] ?? [:]).sorted(by: { $0.key < $1.key }) {
        found.append(
          Finding(
            kind: "bins-\(kind)", source: source, place: "bin \(entry.first)",
            detail: entry.reason, disposition: "no verdict in these bins", count: entry.count))
      }
      return found
    }
  }
}
