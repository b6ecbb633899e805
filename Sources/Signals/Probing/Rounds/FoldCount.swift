/// What folding packets into probes removed.
struct FoldCount: Equatable, Sendable {
  /// Packets beyond the first of a probe.
  var packets = 0
  /// Replies beyond the first of a probe.
  var replies = 0

  mutating func merge(_ other: FoldCount) {
    packets &+= other.packets
    replies &+= other.replies
  }
}
