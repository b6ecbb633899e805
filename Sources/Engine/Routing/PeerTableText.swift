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
  private var previous = ["", ""]

  /// Creates a table with its header.
  public init() {}

  /// Goes on with the rows of an earlier run.
  init(resuming rows: [UInt8]) {
    bytes = rows
    for line in rows.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(
        separator: UInt8(ascii: ","), maxSplits: 6, omittingEmptySubsequences: false)
      guard fields.count == 7, !fields[6].isEmpty else { continue }
      let isIPv6 = fields[1].elementsEqual("ipv6".utf8)
      previous[isIPv6 ? 1 : 0] = String(decoding: fields[6], as: UTF8.self)
    }
  }

  /// Appends the rows of a bin. O(peers).
  public mutating func append(_ bin: VisibilityBin) {
    for (index, family) in [bin.ipv4, bin.ipv6].enumerated() {
      let isJudged = family.refusal == nil
      let visible = isJudged ? String(family.visiblePrefixes) : ""
      let all =
        family.peers.isEmpty
        ? "none" : family.peers.map(\.description).joined(separator: "; ")
      let names = all == previous[index] ? "" : all
      previous[index] = all
      let row =
        "\(bin.start.seconds),ipv\(family.family.rawValue),\(visible),\(family.peerASNs),"
        + "\(family.threshold.map(String.init) ?? ""),"
        + "\(family.mark.names.joined(separator: ";")),\(names)\n"
      bytes.append(contentsOf: row.utf8)
    }
  }
}
