/// Which prober asks which block.
///
/// Rendezvous hashing: a block goes to the prober whose name and the block hash highest, whatever the
/// other probers are. So it stays there from round to round, and where a prober comes or goes for good,
/// only the blocks that it wins or had move.
public struct ProberAssignment: Equatable, Sendable {
  /// The probers, each name once, in the order given.
  public let probers: [PlannedProber]
  private let keys: [UInt64]
  private let candidates: [Int]

  /// Creates an assignment; of equal names the first stays.
  ///
  /// Lost probers keep their blocks, which nobody asks, unless `isReassigning`: rounds without results
  /// are better than blocks that change their point of view for an hour.
  public init(_ probers: [PlannedProber], seed: UInt64, isReassigning: Bool = false) {
    var names: Set<String> = []
    self.probers = probers.filter { names.insert($0.name).inserted }
    keys = self.probers.map { PlanHash(seed, PlanHash.hash($0.name)).value }
    candidates = self.probers.indices.filter { [probers = self.probers] in
      !isReassigning || probers[$0].condition != .lost
    }
  }

  /// The prober of a block, by its place in `probers`; nothing when there is none. O(probers).
  public func prober(of block: Slash24) -> Int? {
    var best: (value: UInt64, index: Int)?
    for index in candidates {
      let value = PlanHash.mix(keys[index] ^ PlanHash.mix(UInt64(block.rawValue) + 1))
      if best.map({ value > $0.value }) ?? true { best = (value, index) }
    }
    return best?.index
  }
}
