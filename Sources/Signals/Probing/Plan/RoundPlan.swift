public import Timeline

/// What is asked of every block in a wave of a round, or in all of it.
///
/// It holds about 20 octets a block; addresses are made as they are visited.
public struct RoundPlan: Sendable {
  /// The start of the round.
  public var round: UnixTime { waves.round }
  /// The wave, 1 the first.
  public var wave: Int { waves.wave }
  /// What each prober is asked, in the order of the assignment.
  public internal(set) var loads: [ProberLoad]
  /// The blocks that a lost prober would ask, or nobody is there to.
  public internal(set) var unasked = 0
  /// The blocks of which the list names no address.
  public internal(set) var withoutHosts = 0
  /// The blocks all of whose addresses are excluded or of special purpose.
  public internal(set) var excluded = 0
  /// The blocks that the results so far settled, or whose budget is used up.
  public internal(set) var settled = 0

  /// What was known before the wave.
  let waves: WavePlan
  /// The addresses of each block.
  var counts: [UInt8]
  /// The blocks in the order of this round.
  let order: [UInt32]

  init(_ waves: WavePlan, secondsLeft: Int) {
    self.waves = waves
    let planner = waves.planner
    loads = planner.assignment.probers.map { ProberLoad(prober: $0) }
    counts = [UInt8](repeating: 0, count: planner.list.count)
    order = RoundPlan.shuffled(
      planner.list.count,
      PlanHash(planner.options.seed, 2, UInt64(bitPattern: waves.round.seconds)))
    var demands = loads.map { _ in ProberDemand() }
    count(&demands)
    for prober in loads.indices { loads[prober].fit(&demands[prober], self, secondsLeft) }
    trim(&demands)
  }

  /// The greatest rate, cooldown and sizes of waves.
  var options: PlanOptions { waves.planner.options }

  /// Visits what is asked of each block, in ascending order; of one prober, or of all.
  public func forEachBlock(
    of prober: Int? = nil, _ body: (BlockPlan) throws -> Void
  ) rethrows {
    var hosts: [UInt8] = []
    for index in counts.indices
    where counts[index] > 0 && (prober.map { waves.probers[index] == UInt16($0) } ?? true) {
      try body(block(at: index, &hosts))
    }
  }

  /// Visits the addresses of a prober, shuffled over its blocks.
  ///
  /// The first address of 65,536 blocks, then their second, and so on, before the next 65,536 blocks: two
  /// probes of a block never follow each other at once.
  public func forEachTarget(of prober: Int, _ body: (UInt32) throws -> Void) rethrows {
    var (targets, ends, hosts): ([UInt32], [Int], [UInt8]) = ([], [], [])
    var position = 0
    while position < order.count {
      targets.removeAll(keepingCapacity: true)
      ends = [0]
      while position < order.count, ends.count <= 65_536 {
        let index = Int(order[position])
        position += 1
        guard counts[index] > 0, waves.probers[index] == UInt16(prober) else { continue }
        appendAddresses(at: index, to: &targets, &hosts)
        ends.append(targets.count)
      }
      for step in 0..<PlanOptions.greatestBudget {
        for slot in 0..<ends.count - 1 where ends[slot] + step < ends[slot + 1] {
          try body(targets[ends[slot] + step])
        }
      }
    }
  }

  private func appendAddresses(
    at index: Int, to addresses: inout [UInt32], _ hosts: inout [UInt8]
  ) {
    let block = waves.planner.list.blocks[index]
    waves.planner.order(of: round).fill(&hosts, block, waves.planner.permittedHosts(at: index))
    let places = WavePlan.nextBits(waves.planned[index], Int(counts[index]))
    for (place, host) in hosts.enumerated() where places >> UInt16(place) & 1 == 1 {
      addresses.append(block.first | UInt32(host))
    }
  }

  private func block(at index: Int, _ hosts: inout [UInt8]) -> BlockPlan {
    let (record, advice) = waves.standing(at: index)
    let profile = waves.planner.rule.profile
    let prober = Int(waves.probers[index])
    let isSingle = loads[prober].prober.condition == .unhealthy
    let kind: ProbeKind =
      isSingle
      ? .periodic
      : waves.planned[index] == 0 ? ProbeKind(record, profile: profile) : ProbeKind(advice, record)
    var addresses: [UInt32] = []
    appendAddresses(at: index, to: &addresses, &hosts)
    return BlockPlan(
      round: round, wave: wave, block: waves.planner.list.blocks[index], prober: prober,
      kind: kind, addresses: addresses,
      stop: StopRule(
        condition: isSingle ? .probe : profile == .vigil ? .up : .settled,
        probes: addresses.count, belief: record.belief.value,
        availability: waves.walkAvailability(at: index)))
  }

  private static func shuffled(_ count: Int, _ hash: PlanHash) -> [UInt32] {
    var order = (0..<UInt32(count)).map { $0 }
    var hash = hash
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, hash.next(below: last + 1))
    }
    return order
  }
}
