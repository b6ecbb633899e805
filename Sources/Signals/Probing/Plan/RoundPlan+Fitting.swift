/// How much of what is due fits, and how fast it has to go.
extension RoundPlan {
  /// Finds what is due of each block.
  mutating func count(_ demands: inout [ProberDemand]) {
    for index in counts.indices {
      let prober = Int(waves.probers[index])
      guard prober < loads.count, loads[prober].prober.condition != .lost else {
        unasked += 1
        continue
      }
      let hosts = waves.planner.permittedHosts(at: index).count
      guard hosts > 0 else {
        if waves.planner.list.hosts[index].count == 0 { withoutHosts += 1 } else { excluded += 1 }
        continue
      }
      let isSingle = loads[prober].prober.condition == .unhealthy
      let (used, limit) = waves.budget(at: index, limit: isSingle ? 1 : options.budget)
      guard used < limit, waves.known[index] == 0 || waves.standing(at: index).advice != .settled
      else {
        settled += 1
        continue
      }
      // The first wave is one probe of each block: it settles most, and alone it is a sample of them.
      let size = options.waveSize.map { used == 0 ? 1 : $0 } ?? limit
      let count = min(size, limit - used)
      counts[index] = UInt8(count)
      demands[prober].add(
        used: used, count: count, limit: limit, order: ProberDemand.order(waves.record(at: index)))
    }
  }

  /// Takes away what does not fit, block by block in the order of the round.
  mutating func trim(_ demands: inout [ProberDemand]) {
    for entry in order {
      let index = Int(entry)
      let count = Int(counts[index])
      guard count > 0 else { continue }
      let prober = Int(waves.probers[index])
      let fitting = demands[prober].fitting(
        used: waves.budget(at: index, limit: options.budget).used, count: count,
        order: ProberDemand.order(waves.record(at: index)))
      counts[index] = UInt8(fitting)
      loads[prober].targets += fitting
      loads[prober].leftOut += count - fitting
      if fitting > 0 { loads[prober].blocks += 1 } else { loads[prober].blocksLeftOut += 1 }
    }
    for prober in loads.indices {
      let load = loads[prober]
      loads[prober].seconds = (load.targets + load.rate - 1) / load.rate
    }
  }
}

extension ProberLoad {
  /// Sets rate and waves, and how much of the demand fits.
  mutating func fit(_ demand: inout ProberDemand, _ plan: RoundPlan, _ secondsLeft: Int) {
    let options = plan.options
    // Longer than a round is never left; what is below keeps sums small.
    let left = min(max(0, secondsLeft), ProbingRound.seconds)
    var sizes = [demand.worst.reduce(0, +)]
    if let size = options.waveSize {
      sizes = ProberLoad.waves(demand.worst, size)
    }
    wavesDue = sizes.count
    let sending = max(1, left - sizes.count * options.cooldown)
    rate = min(options.maxRate, max(1, (sizes.reduce(0, +) + sending - 1) / sending))
    var spent = 0
    for size in sizes {
      spent += (size + options.maxRate - 1) / options.maxRate + options.cooldown
      if spent > left { break }
      wavesFitting += 1
    }
    demand.limit(to: options.maxRate * max(0, left - options.cooldown))
  }

  /// The packets of each wave that is left when nobody answers: one of each block that was not asked yet,
  /// then `size` of each.
  private static func waves(_ worst: [Int], _ size: Int) -> [Int] {
    var sizes = worst[0] > 0 ? [worst[0]] : []
    var rank = worst.indices.dropFirst().first { worst[$0] > 0 } ?? worst.count
    while rank < worst.count, worst[rank] > 0 {
      let next = min(rank + size, worst.count)
      sizes.append(worst[rank..<next].reduce(0, +))
      rank = next
    }
    return sizes
  }
}
