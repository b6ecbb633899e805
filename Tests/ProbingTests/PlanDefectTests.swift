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
}
