import Net
public import Routing
import Timeline

/// What a replay saw and whom it listened to, as CSV: a row a bin and family.
///
/// `peers` names the full-feed sessions where they differ from the bin before; else it is empty.
public struct PeerTableText: Sendable {
  /// The text so far.
  public private(set) var bytes = Array(
    "time,family,visible_prefixes,full_feed_peer_asns,threshold,quality,peers\n".utf8)
  private var previous: [[FullFeedPeer]] = [[], []]

  /// Creates a table with its header.
  public init() {}

  /// Appends the rows of a bin. O(peers).
  public mutating func append(_ bin: VisibilityBin) {
    for (index, family) in [bin.ipv4, bin.ipv6].enumerated() {
      let isJudged = family.refusal == nil
      let visible = isJudged ? String(family.visiblePrefixes) : ""
      let names =
        family.peers == previous[index]
        ? "" : family.peers.map(\.description).joined(separator: "; ")
      previous[index] = family.peers
      let row =
        "\(bin.start.seconds),ipv\(family.family.rawValue),\(visible),\(family.peerASNs),"
        + "\(family.threshold.map(String.init) ?? ""),"
        + "\(family.mark.names.joined(separator: ";")),\(names)\n"
      bytes.append(contentsOf: row.utf8)
    }
  }
}
