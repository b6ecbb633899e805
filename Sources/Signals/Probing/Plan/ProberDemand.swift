/// What is due of one prober, by the rank of a probe within its block's round and the state of the block.
///
/// When not everything fits, probes are kept rank by rank: the first probe of every block before the second
/// of any, and within a rank blocks that are up, then those in doubt, then those that are down. Of the last
/// class that fits in part, blocks are kept in the order of the round, which is another in each.
struct ProberDemand {
  /// The classes of a rank.
  static let classes = 3

  /// Due in this wave, by rank × `classes` + class.
  private(set) var due = [Int](repeating: 0, count: PlanOptions.greatestBudget * classes)
  /// What may follow in the round if nobody answers, by rank; this wave is part of it.
  private(set) var worst = [Int](repeating: 0, count: PlanOptions.greatestBudget)
  /// The first place of `due` of which not all fits; past the end when everything does.
  private(set) var cut = PlanOptions.greatestBudget * classes
  /// How many of it fit.
  private(set) var rest = 0

  /// The class of a block.
  static func order(_ record: BlockRecord) -> Int {
    switch record.report {
    case .up: 0
    case .uncertain, .missing: 1
    case .down: 2
    }
  }

  /// Counts a block that has used probes, of which `count` are due now and `limit` in all.
  mutating func add(used: Int, count: Int, limit: Int, order: Int) {
    for rank in used..<used + count { due[rank * ProberDemand.classes + order] += 1 }
    for rank in used..<limit { worst[rank] += 1 }
  }

  /// Finds what fits.
  mutating func limit(to capacity: Int) {
    rest = max(0, capacity)
    for place in due.indices {
      guard due[place] <= rest else { return cut = place }
      rest -= due[place]
    }
  }

  /// How many of a block's probes fit; blocks must be given in the order of the round.
  mutating func fitting(used: Int, count: Int, order: Int) -> Int {
    for rank in used..<used + count {
      let place = rank * ProberDemand.classes + order
      if place > cut { return rank - used }
      if place == cut {
        guard rest > 0 else { return rank - used }
        rest -= 1
      }
    }
    return count
  }
}
