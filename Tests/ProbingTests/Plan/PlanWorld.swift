import Probing
import TestSupport
import Timeline

/// Blocks, probers and options for the tests of plans.
enum PlanWorld {
  static let round = UnixTime(1_573_891_200)

  /// Blocks from 5.160.0.0 on, with 15 to 256 addresses each.
  static func list(_ count: Int, from first: UInt32 = 0x05_A0_00, seed: UInt64 = 1) -> BlockList {
    var random = SeededRandom(seed: seed)
    return BlockList(
      (0..<UInt32(count)).map { number in
        var hosts = HostSet()
        let size = 15 + Int(random.next() % 242)
        while hosts.count < size { hosts.insert(UInt8(truncatingIfNeeded: random.next())) }
        return ProbedBlock(
          block: Slash24(rawValue: first + number), hosts: hosts,
          availability: 0.1 + 0.9 * random.unit())
      })
  }

  static func planner(
    _ list: BlockList, _ probers: [PlannedProber] = [PlannedProber("a"), PlannedProber("b")],
    options: PlanOptions = PlanOptions(maxRate: 1_000_000)
  ) -> TargetPlanner {
    TargetPlanner(list, probers: probers, rule: WalkRule(profile: .vigil), options: options)
  }

  /// The records of blocks in a state.
  static func record(_ state: BlockState) -> BlockRecord {
    BlockRecord(
      belief: Belief(state == .up ? 0.99 : state == .down ? 0.01 : 0.5), report: state)
  }

  /// The target files of all probers and the plan's lines.
  static func bytes(_ plan: RoundPlan) -> (targets: [[UInt8]], lines: [UInt8]) {
    var lines: [UInt8] = []
    plan.writeLines { lines += $0 }
    return (
      plan.loads.indices.map { prober in
        var bytes: [UInt8] = []
        plan.writeTargets(of: prober) { bytes += $0 }
        return bytes
      }, lines
    )
  }

  /// What a plan asks, block by block.
  static func blocks(_ plan: RoundPlan) -> [BlockPlan] {
    var blocks: [BlockPlan] = []
    plan.forEachBlock { blocks.append($0) }
    return blocks
  }
}
