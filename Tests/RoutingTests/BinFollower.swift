import Net
import Routing
import Timeline

/// Adds up the changes of bins into what a reference shows.
struct BinFollower {
  private var counts: [IPFamily: [Entity: [Int]]] = [:]

  mutating func follow(_ bin: FamilyBin, _ entities: [Entity]) -> VisibilityReference.Outcome {
    for change in bin.changes {
      let pair = [change.blocks, change.prefixes]
      counts[bin.family, default: [:]][entities[change.entity]] = pair == [0, 0] ? nil : pair
    }
    let refusal: String? =
      switch bin.refusal {
      case nil: nil
      case .unknown: "unknown"
      case .fewPeers: "few"
      case .noFullFeed: "no full feed"
      }
    return VisibilityReference.Outcome(
      peers: bin.peers, refusal: refusal, visible: bin.visiblePrefixes,
      counts: counts[bin.family] ?? [:],
      recounts: bin.rebases.reduce(into: [:]) {
        $0[entities[$1.entity]] = [
          $1.oldBlocks, $1.newBlocks, $1.oldPrefixes, $1.newPrefixes,
        ]
      })
  }
}
