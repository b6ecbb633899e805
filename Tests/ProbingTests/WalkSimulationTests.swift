import Probing
import Scenario
import Testing

/// 2,000 simulated blocks over 30 days, half with independent replies, half with fixed responders, 1 % loss.
@Suite(.serialized)
struct WalkSimulationTests {
  static let start: Int64 = 1_573_430_400
  static let world = SimulatedReplies(
    SimulatedBlocks.random(count: 2_000, start: start, days: 30, seed: 6), seed: 6)

  static func show(_ title: String, _ figures: [WalkFigures]) {
    print(title)
    for (tenth, row) in figures.enumerated() { print(row.row("0.\(tenth + 1)")) }
    print(figures.reduce(WalkFigures(), +).row("all"))
  }

  @Test("exploration")
  func explore() {
    for (name, profile, learns, robin) in [
      ("trinocular", ProbingProfile.trinocular, false, false),
      ("vigil frozen", .vigil, false, false),
      ("vigil", .vigil, true, false), ("vigil round robin", .vigil, true, true),
    ] {
      let simulation = WalkSimulation(
        rule: WalkRule(profile: profile), world: Self.world, start: Self.start, days: 30,
        learns: learns, isRoundRobin: robin)
      Self.show(name, simulation.run())
    }
    for (name, profile) in [("trinocular", ProbingProfile.trinocular), ("vigil", .vigil)] {
      var blocks = SimulatedBlocks.random(
        count: 2_000, start: Self.start, days: 21, meanGap: .infinity, seed: 7)
      for index in blocks.indices {
        blocks[index].nightHours = 0..<8
        blocks[index].nightFactor = 0.5
      }
      let simulation = WalkSimulation(
        rule: WalkRule(profile: profile), world: SimulatedReplies(blocks, seed: 7),
        start: Self.start, days: 21, warmUp: 7)
      Self.show("nights " + name, simulation.run())
      for perDay in [-0.01, 0.01] {
        for index in blocks.indices {
          blocks[index].nightHours = 0..<0
          blocks[index].drift = .init(
            start: Self.start, perDay: perDay * blocks[index].availability * 2)
        }
        let drifting = WalkSimulation(
          rule: WalkRule(profile: profile), world: SimulatedReplies(blocks, seed: 7),
          start: Self.start, days: 21, warmUp: 7)
        Self.show("drift \(perDay) " + name, drifting.run())
      }
    }
  }
}
