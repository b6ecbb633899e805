/// The factors by which baselines are to be scaled, carried over bins that have no verdict.
///
/// A baseline is of bins that were judged. Where full-feed sessions are lost and others come before
/// the next bin that is judged, the factors of all changes between are multiplied. Where an entity had
/// nothing on one side of a change nobody knows the factor: its next judged bin is marked, unless the
/// very same sessions are back.
struct RebaseLedger: Sendable {
  /// What a judged bin does to an entity's baseline.
  enum Outcome: Sendable, Equatable {
    /// Nothing.
    case none
    /// The factor; `isLarge` beyond 0.99 to 1.01, where the bin is no verdict.
    case scale(Double, isLarge: Bool)
    /// The factor is unknown, and the bin is no verdict.
    case unknown
  }

  /// What changes of full-feed sessions have done to an entity since the last judged bin.
  struct Change: Sendable {
    /// The factors of all changes, multiplied.
    var ratio: Double
    /// The counts over the old and the new sessions of an only change; nothing after several.
    var counts: (old: Int, new: Int)?

    /// Whether the next judged bin has a verdict: by the counts themselves where there are some,
    /// because a quotient on the limit is rounded.
    var isSmall: Bool {
      if let counts { return FamilyBin.Rebase.isSmall(counts.old, counts.new) }
      return ratio >= 0.99 && ratio <= 1.01
    }
  }

  var pending: [Int: Change] = [:]
  var broken: Set<Int> = []
  var judgedPeers: [FullFeedPeer]?
  var isInterrupted = false

  /// Takes the changes of a bin.
  mutating func take(_ bin: FamilyBin, _ measure: VisibilityMeasure) {
    for rebase in bin.rebases {
      let (old, new) = measure.counts(rebase)
      guard old != new else { continue }
      guard old > 0, new > 0 else {
        broken.insert(rebase.entity)
        continue
      }
      let ratio = Double(new) / Double(old)
      if let before = pending[rebase.entity] {
        pending[rebase.entity] = Change(ratio: before.ratio * ratio, counts: nil)
      } else {
        pending[rebase.entity] = Change(ratio: ratio, counts: (old, new))
      }
    }
    if bin.refusal != nil { isInterrupted = true }
  }

  /// What the changes since the last judged bin come to, when this bin is judged; then forgets them.
  mutating func settle(_ bin: FamilyBin) -> [Int: Outcome] {
    defer {
      pending.removeAll(keepingCapacity: true)
      broken.removeAll(keepingCapacity: true)
      judgedPeers = bin.peers
      isInterrupted = false
    }
    // Before the first judged bin there is no baseline that could be of other sessions.
    guard judgedPeers != nil else { return [:] }
    // The same sessions as when a bin was last judged: whatever went on between scales nothing.
    if isInterrupted, bin.peers == judgedPeers { return [:] }
    var outcomes: [Int: Outcome] = [:]
    for (entity, change) in pending {
      outcomes[entity] = .scale(change.ratio, isLarge: !change.isSmall)
    }
    for entity in broken { outcomes[entity] = .unknown }
    return outcomes
  }
}
