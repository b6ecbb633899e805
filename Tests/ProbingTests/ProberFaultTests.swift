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
  /// The events of the same worlds without a fault.
  static let calm: [Bool: Set<String>] = {
    var result: [Bool: Set<String>] = [:]
    for byEntity in [false, true] {
      let run = world(byEntity: byEntity).run(rounds: rounds)
      result[byEntity] = Set(((try? ProbingWorld.events(run.series)) ?? []).map(name))
    }
    return result
  }()

  static func world(byEntity: Bool) -> ProbingWorld {
    ProbingWorld(networks: 20, size: 220, seed: 11) { index, random in
      byEntity ? UInt16(index / 220) : UInt16.random(in: 0..<20, using: &random)
    }
  }

  static func name(_ event: Event) -> String {
    "\(event.entity) \(event.datasource) \(event.onset)"
  }

  @Test(
    "No event exists that the run without the fault lacks",
    arguments: [ProbingWorld.Fault.silent, .deaf, .losing(0.3), .losing(0.5)], [false, true])
  func fault(_ fault: ProbingWorld.Fault, byEntity: Bool) throws {
    var world = ProberFaultTests.world(byEntity: byEntity)
    world.fault = fault
    world.faultRounds = ProberFaultTests.faultRounds
    let run = world.run(rounds: ProberFaultTests.rounds)
    let events = try ProbingWorld.events(run.series)
    let calm = try #require(ProberFaultTests.calm[byEntity])
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
    var world = ProberFaultTests.world(byEntity: false)
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
