import Incidents
import Probing
import Scenario
import TestSupport
import Testing
import Timeline

/// What one of twenty probers suffers is never an outage.
struct ProberFaultTests {
  static let rounds = 330
  static let faultRounds = 160..<304
  /// How blocks are assigned to probers: each by lot, or all of a network to one.
  struct Assignment: Hashable, Sendable {
    var byEntity: Bool
    var seed: UInt64
  }
  /// In the first rounds of the last three a prober hears more than is usual, by chance.
  static let assignments = [
    Assignment(byEntity: false, seed: 11), Assignment(byEntity: true, seed: 11),
    Assignment(byEntity: true, seed: 13), Assignment(byEntity: true, seed: 27),
    Assignment(byEntity: false, seed: 48),
  ]
  /// The events of the same worlds without a fault.
  static let calm: [Assignment: Set<String>] = {
    var result: [Assignment: Set<String>] = [:]
    for assignment in assignments {
      let run = world(assignment).run(rounds: rounds)
      result[assignment] = Set(((try? ProbingWorld.events(run.series)) ?? []).map(name))
    }
    return result
  }()

  static func world(_ assignment: Assignment) -> ProbingWorld {
    ProbingWorld(networks: 20, size: 220, seed: assignment.seed) { index, random in
      assignment.byEntity ? UInt16(index / 220) : UInt16.random(in: 0..<20, using: &random)
    }
  }

  static func name(_ event: Event) -> String {
    "\(event.entity) \(event.datasource) \(event.onset)"
  }

  @Test(
    "No event exists that the run without the fault lacks",
    arguments: [ProbingWorld.Fault.silent, .deaf, .losing(0.3), .losing(0.5)], assignments)
  func fault(_ fault: ProbingWorld.Fault, assignment: Assignment) throws {
    var world = ProberFaultTests.world(assignment)
    world.fault = fault
    world.faultRounds = ProberFaultTests.faultRounds
    let run = world.run(rounds: ProberFaultTests.rounds)
    let events = try ProbingWorld.events(run.series)
    let calm = try #require(ProberFaultTests.calm[assignment])
    #expect(events.map(ProberFaultTests.name).filter { !calm.contains($0) } == [])
    // The fault was seen, and nothing else was.
    let verdicts = run.outcomes.flatMap { outcome in
      outcome.probers.filter { $0.health != .healthy }.map { ($0, outcome.start) }
    }
    let start = RoundsFixture.start
    let during = verdicts.filter {
      $0.0.prober == world.faulty
        && world.faultRounds.contains(Int(($0.1.seconds - start) / 600))
    }
    #expect(during.count >= 140 || fault == .silent && during.count >= 70)
    #expect(verdicts.count - during.count <= 6)
  }

  @Test("An outage of two countries is one, whoever probes them")
  func outage() throws {
    var world = ProberFaultTests.world(ProberFaultTests.assignments[0])
    for index in 0..<4 * 220 {
      let start = RoundsFixture.start + 160 * 600
      world.blocks[index].outages = [start..<start + 6 * 3_600]
    }
    let run = world.run(rounds: 220)
    #expect(run.outcomes.allSatisfy { $0.probers.allSatisfy { $0.health == .healthy } })
    let events = try ProbingWorld.events(run.series)
    #expect(Set(events.map(\.entity.description)).isSuperset(of: ["country/IR", "country/TR"]))
    #expect(Set(events.map(\.datasource.id)) == ["ping-slash24", "probing-responsive-share"])
  }

  @Test("An outage that two probers see stays one when nothing is due to one of them any more")
  func shared() throws {
    var world = ProbingWorld(networks: 2, size: 200, seed: 5) { index, _ in index < 200 ? 0 : 1 }
    // Half of the first one's blocks answer so seldom that they take hours to fall.
    for index in world.blocks.indices {
      world.blocks[index].availability = index < 100 ? 0.15 : 0.9
      let start = RoundsFixture.start + 160 * 600
      world.blocks[index].outages = [start..<start + 12 * 3_600]
    }
    world.list = BlockList(
      world.blocks.indices.map { index in
        let block = world.list[index]
        return ProbedBlock(
          block: block.block, hosts: block.hosts, availability: world.blocks[index].availability)
      })
    let run = world.run(rounds: 220)
    for outcome in run.outcomes[160...] {
      #expect(outcome.probers.allSatisfy { $0.health == .healthy })
      #expect(outcome.marks.isEmpty)
    }
    #expect(run.outcomes[200].total.down == 400)
    #expect(run.outcomes[200].total.value == 0)
  }

  @Test("A sole prober that hears nothing at all is missing, with a caution")
  func sole() throws {
    var world = ProbingWorld(networks: 2, size: 100, seed: 3) { _, _ in 3 }
    world.fault = .deaf
    world.faultRounds = 60..<100
    let run = world.run(rounds: 120)
    for outcome in run.outcomes[60..<100] {
      #expect(outcome.probers.map(\.health) == [.soleDeaf])
      #expect(outcome.marks == .instrumentNotExcluded)
      #expect(outcome.total.value.isNaN)
      #expect(outcome.total.down == 0)
    }
    #expect(run.outcomes[100].total.value >= 195)
    #expect(try ProbingWorld.events(run.series).isEmpty)
  }
}
