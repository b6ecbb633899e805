import Net
import Probing
import TestSupport
import Testing
import Timeline

/// Who is asked what, in which order.
struct TargetPlannerTests {
  @Test("Equal seed and round give equal bytes, others do not")
  func determinism() {
    let list = PlanWorld.list(300)
    func bytes(_ seed: UInt64, _ round: UnixTime) -> (targets: [[UInt8]], lines: [UInt8]) {
      var waves = PlanWorld.planner(list, options: PlanOptions(seed: seed, maxRate: 1_000_000))
        .waves(of: round)
      return PlanWorld.bytes(waves.next())
    }
    let first = bytes(7, PlanWorld.round)
    let again = bytes(7, PlanWorld.round + 599)
    #expect(first.targets == again.targets)
    #expect(first.lines == again.lines)
    #expect(bytes(8, PlanWorld.round).targets != first.targets)
    #expect(bytes(7, PlanWorld.round + 600).targets != first.targets)
  }

  @Test("Over |E(b)| rounds each address comes first once, second once, and so on")
  func coverage() {
    let planner = PlanWorld.planner(PlanWorld.list(40))
    for index in planner.list.blocks.indices {
      let size = planner.list.hostCount(at: index)
      var counts = [[UInt32: Int]](repeating: [:], count: 15)
      for round in 0..<size {
        let addresses = planner.addresses(at: index, in: Self.cycle(of: size) + round * 600)
        #expect(Set(addresses).count == 15)
        for (rank, address) in addresses.enumerated() { counts[rank][address, default: 0] += 1 }
      }
      for count in counts {
        #expect(count.count == size)
        #expect(count.values.allSatisfy { $0 == 1 })
      }
    }
  }

  /// The first round of a cycle of a block with as many addresses.
  private static func cycle(of size: Int) -> UnixTime {
    UnixTime((PlanWorld.round.seconds / 600 / Int64(size) + 1) * Int64(size) * 600)
  }

  @Test("No address is tied to an hour of the day")
  func hours() {
    // 24 addresses and 144 rounds a day: without a turn each hour would meet the same six.
    let hosts = (0..<24).reduce(into: HostSet()) { $0.insert(UInt8($1 * 7)) }
    let planner = PlanWorld.planner(
      BlockList([
        ProbedBlock(block: Slash24(rawValue: 0x05_A0_01), hosts: hosts, availability: 0.5)
      ]))
    for hour in 0..<24 {
      var first: Set<UInt32> = []
      for round in 0..<14 * 6 {
        let time = UnixTime(1_574_208_000) + round / 6 * 86_400 + hour * 3_600 + round % 6 * 600
        first.formUnion(planner.addresses(at: 0, in: time).prefix(1))
      }
      #expect(first.count > 18)
    }
  }

  @Test("Rounds in a row ask different addresses until nearly all were asked")
  func ring() {
    let planner = PlanWorld.planner(PlanWorld.list(60))
    for index in planner.list.blocks.indices {
      let size = planner.list.hostCount(at: index)
      for start in 0..<10 {
        var asked: Set<UInt32> = []
        // The stride of 60 addresses, the worst here, is 17.
        let rounds = size / 23
        for round in 0..<rounds {
          asked.formUnion(
            planner.addresses(at: index, in: Self.cycle(of: size) + (start + round) * 600))
        }
        #expect(asked.count == rounds * 15)
      }
    }
  }

  @Test("A lost prober's blocks move only when asked to, and nobody else's do")
  func assignment() {
    let list = PlanWorld.list(5_000)
    let names = ["a", "b", "c", "d", "e"].map { PlannedProber($0) }
    var lost = names
    lost[2].condition = .lost
    let all = ProberAssignment(names, seed: 3)
    let kept = ProberAssignment(lost, seed: 3)
    let moved = ProberAssignment(lost, seed: 3, isReassigning: true)
    let reversed = ProberAssignment(names.reversed(), seed: 3)
    var counts = [Int](repeating: 0, count: 5)
    for block in list.blocks {
      let prober = all.prober(of: block) ?? -1
      counts[prober] += 1
      #expect(kept.prober(of: block) == prober)
      #expect(reversed.prober(of: block) == 4 - prober)
      let next = moved.prober(of: block)
      #expect(prober == 2 ? next != 2 : next == prober)
    }
    #expect(counts.allSatisfy { (900...1_100).contains($0) })
    #expect(ProberAssignment([], seed: 3).prober(of: list.blocks[0]) == nil)
  }

  @Test("A lost prober is asked nothing, an unhealthy one a single probe of each block")
  func conditions() {
    let list = PlanWorld.list(600)
    let probers = [
      PlannedProber("a"), PlannedProber("b", .unhealthy), PlannedProber("c", .lost),
    ]
    let records = list.blocks.indices.map { PlanWorld.record([.up, .uncertain, .down][$0 % 3]) }
    var waves = PlanWorld.planner(list, probers).waves(of: PlanWorld.round, records: records)
    let plan = waves.next()
    let blocks = PlanWorld.blocks(plan)
    #expect(blocks.allSatisfy { $0.prober != 2 })
    #expect(plan.unasked == list.count - blocks.count)
    for block in blocks where block.prober == 1 {
      #expect(block.kind == .periodic && block.addresses.count == 1)
      #expect(block.stop.condition == .probe)
    }
    let kinds = Set(blocks.filter { $0.prober == 0 }.map(\.kind))
    #expect(kinds == [.periodic, .adaptive, .recovery])
    #expect(plan.loads[0].blocks + plan.loads[1].blocks == blocks.count)
    #expect(plan.loads[2].targets == 0)
  }

  @Test("Special-purpose ranges and what is excluded never appear")
  func exclusion() throws {
    var options = PlanOptions(seed: 5, maxRate: 1_000_000)
    let excluded = try ["5.160.3.0/24", "5.160.4.64/26", "5.160.5.9/32", "5.160.8.0/22"]
      .map { try #require(Prefix($0)) }
    options.exclusions = AddressExclusions(excluded + excluded.prefix(2))
    let full = PlanWorld.list(16)
    let special: [UInt32] = [0x0A_00_01, 0xC0_A8_07, 0x64_40_00, 0xE0_00_00, 0xC0_00_02]
    var blocks = full.blocks.indices.map { full[$0] }
    for number in special {
      blocks.append(
        ProbedBlock(
          block: Slash24(rawValue: number), hosts: full.hosts[0], availability: 0.5))
    }
    blocks.append(
      ProbedBlock(
        block: Slash24(rawValue: 0x05_B0_00), hosts: HostSet(), hostCount: 40, availability: 0.5))
    let list = BlockList(blocks)
    let planner = PlanWorld.planner(list, options: options)
    var asked: Set<UInt32> = []
    for number in 0..<256 {
      var waves = planner.waves(of: PlanWorld.round + number * 600)
      let plan = waves.next()
      #expect(plan.excluded == special.count + 5)
      #expect(plan.withoutHosts == 1)
      for prober in plan.loads.indices { plan.forEachTarget(of: prober) { asked.insert($0) } }
    }
    var expected: Set<UInt32> = []
    for index in full.blocks.indices {
      for host in full.hosts[index].hosts {
        let address = full.blocks[index].first | UInt32(host)
        if !excluded.contains(where: { $0.contains(IPAddress(ipv4: address)) }) {
          expected.insert(address)
        }
      }
    }
    #expect(asked == expected)
  }
}
