import Net
import Probing
import Testing
import Timeline

/// What plans got wrong once.
struct PlanDefectTests {
  @Test(
    "A list of exclusions is read whole, whatever ends its lines",
    arguments: ["\n", "\r\n", "\r"])
  func exclusionLines(ending: String) throws {
    let lines = [
      "\u{FEFF}# opt-outs", "5.160.1.0/24 # since 2019", "", "\t5.160.2.7", "2001:db8::/32",
    ]
    let list = try ExclusionList(lines.joined(separator: ending))
    #expect(list.prefixes.map(\.description) == ["5.160.1.0/24", "5.160.2.7/32", "2001:db8::/32"])
    let hosts = HostSet(words: (0xFF, 0, 0, 0))
    let exclusions = AddressExclusions(list.prefixes)
    #expect(exclusions.permitted(hosts, of: Slash24(rawValue: 0x05_A0_01)).count == 0)
    #expect(exclusions.permitted(hosts, of: Slash24(rawValue: 0x05_A0_02)).count == 7)
    #expect(throws: ExclusionList.Failure.self) {
      _ = try ExclusionList("# a" + ending + "all of 5.160.0.0" + ending)
    }
  }

  @Test("A prefix with bits behind its length is refused with the prefix that holds it")
  func hostBits() throws {
    let error = #expect(throws: ExclusionList.Failure.self) {
      _ = try ExclusionList("5.160.1.0/24\n5.160.1.7/24\n")
    }
    #expect(error?.line == 2)
    #expect(error?.description.contains("5.160.1.0/24") == true)
    #expect(ExclusionList.masked("5.160.1.0/24") == nil)
    #expect(ExclusionList.masked("lists/24") == nil)
  }

  @Test("Bounds without reason are brought into their range")
  func bounds() {
    var options = PlanOptions(waveSize: .max, maxRate: .max, cooldown: .max)
    options.waveSize = .max
    options.maxRate = .max
    var waves = PlanWorld.planner(PlanWorld.list(20), options: options).waves(of: PlanWorld.round)
    let first = waves.next()
    #expect(first.loads.map(\.wavesDue) == [2, 2])
    #expect(first.loads.allSatisfy { $0.targets == 0 && $0.leftOut > 0 })
    options.cooldown = 8
    waves = PlanWorld.planner(PlanWorld.list(20), options: options).waves(of: PlanWorld.round)
    #expect(waves.next().loads.map(\.targets).reduce(0, +) == 20)
    #expect(waves.next().loads.map(\.targets).reduce(0, +) == 20 * 14)
  }

  /// Plans as many waves, each by a plan of its own that knows the earlier ones by their targets alone.
  private static func waves(
    _ count: Int, _ list: BlockList, _ options: (Int) -> PlanOptions
  ) throws -> [UInt32: Int] {
    var asked: [UInt32: Int] = [:]
    var files: [[UInt8]] = []
    for wave in 1...count {
      var waves = PlanWorld.planner(list, [PlannedProber("a")], options: options(wave))
        .waves(of: PlanWorld.round, after: wave - 1)
      for file in files where !file.isEmpty {
        try waves.take(targets: ProbeInput(bytes: file, name: "targets"))
      }
      let plan = waves.next()
      for block in PlanWorld.blocks(plan) {
        for address in block.addresses { asked[address, default: 0] += 1 }
      }
      files.append(PlanWorld.bytes(plan).targets[0])
    }
    return asked
  }

  @Test("Waves without a result count against the budget, and no address is asked twice")
  func unanswered() throws {
    let list = PlanWorld.list(3)
    let asked = try PlanDefectTests.waves(8, list) { _ in PlanOptions(waveSize: 5) }
    #expect(asked.values.allSatisfy { $0 == 1 })
    #expect(asked.count == 3 * 15)
  }

  @Test("Exclusions that change between waves take no block above its budget")
  func reshuffled() throws {
    let list = PlanWorld.list(30)
    let asked = try PlanDefectTests.waves(6, list) { wave in
      var options = PlanOptions(waveSize: 5)
      options.exclusions = AddressExclusions(
        list.blocks.map { Prefix(ipv4: $0.first | UInt32(wave) * 32, length: 27) })
      return options
    }
    let blocks = Dictionary(grouping: asked.keys) { $0 >> 8 }
    #expect(blocks.values.allSatisfy { $0.count <= 15 })
    #expect(blocks.values.contains { $0.count == 15 })
    #expect(asked.values.allSatisfy { $0 == 1 })
  }

  @Test("A plan says of which round it is")
  func roundOfFile() throws {
    var waves = PlanWorld.planner(PlanWorld.list(20)).waves(of: PlanWorld.round + 17)
    let lines = PlanWorld.bytes(waves.next()).lines
    #expect(try PlanFile.round(of: lines) == PlanWorld.round)
    #expect(try PlanFile.round(of: []) == nil)
    #expect(throws: PlanFile.Failure.self) { _ = try PlanFile.round(of: Array("{}\n".utf8)) }
  }

  @Test("ZMap's fields are named as its version does")
  func fieldNames() throws {
    var command = ProbeCommand(.zmap)
    let load = ProberLoad(prober: PlannedProber("a"), targets: 10)
    #expect(command.line(for: load, cooldown: 8)?.contains(",timestamp-ts,timestamp-us ") == true)
    command.fieldNames = .underscore
    #expect(command.line(for: load, cooldown: 8)?.contains(",timestamp_ts,timestamp_us ") == true)
  }
}
