import Probing
import Scenario
import Testing

/// 2,000 simulated blocks over 30 days, half with independent replies and half with fixed responders,
/// 1 % loss; the tables are those of `Docs/Evaluation.md`.
@Suite(.serialized)
struct WalkSimulationTests {
  private static let start: Int64 = 1_573_430_400
  private static let outages = SimulatedReplies(
    SimulatedBlocks.random(count: 2_000, start: start, days: 30, seed: 6), seed: 6)

  /// Blocks without an outage, changed as a world needs.
  private static func healthy(
    _ change: (inout SimulatedBlock) -> Void
  ) -> SimulatedReplies {
    var blocks = SimulatedBlocks.random(
      count: 2_000, start: start, days: 21, meanGap: .infinity, seed: 7)
    for index in blocks.indices { change(&blocks[index]) }
    return SimulatedReplies(blocks, seed: 7)
  }

  private static func simulation(
    _ profile: ProbingProfile, _ world: SimulatedReplies = outages
  ) -> WalkSimulation {
    WalkSimulation(world, rule: WalkRule(profile: profile), start: start, days: 30)
  }

  /// Three weeks, of which the first is for learning.
  private static func learnt(
    _ profile: ProbingProfile, _ world: SimulatedReplies
  ) -> WalkSimulation {
    var simulation = simulation(profile, world)
    simulation.days = 21
    simulation.warmUp = 7
    return simulation
  }

  private static func sum(_ tenths: [WalkFigures]) -> WalkFigures {
    tenths.reduce(WalkFigures(), +)
  }

  private static func show(_ title: String, _ tenths: [WalkFigures]) {
    print(title)
    for (tenth, figures) in tenths.enumerated() { print(figures.row("0.\(tenth + 1)")) }
    print(sum(tenths).row("all"))
  }

  /// What profile `vigil` promises whatever it takes for the availability.
  private func expectPromises(_ tenths: [WalkFigures]) {
    for (tenth, figures) in tenths.enumerated() {
      #expect(figures.outages > 1_000 && figures.healthy > 500_000)
      #expect(figures.found == figures.outages, "tenth \(tenth + 1)")
      #expect(figures.inTime == figures.outages, "tenth \(tenth + 1)")
      #expect(figures.afterHolds == figures.dated, "tenth \(tenth + 1)")
      #expect(figures.byInTime == figures.dated, "tenth \(tenth + 1)")
      #expect(figures.downShare <= 0.1, "tenth \(tenth + 1)")
      #expect(figures.notUpShare <= 0.1, "tenth \(tenth + 1)")
      // The last round before an outage ends without a reply at a chance of (1 - A)^15.
      #expect(figures.byShare >= [85, 95, 98][min(tenth, 2)], "tenth \(tenth + 1)")
      #expect(figures.inThreeShare >= 95, "tenth \(tenth + 1)")
      if tenth >= 3 { #expect(figures.inOneShare >= 95, "tenth \(tenth + 1)") }
      // K is at most 15.
      if tenth >= 4 { #expect(figures.oneFound == figures.oneRound, "tenth \(tenth + 1)") }
    }
  }

  @Test("Profile vigil keeps every promise in each tenth of availability, which it learns")
  func vigil() {
    let tenths = Self.simulation(.vigil).run().tenths
    Self.show("vigil", tenths)
    expectPromises(tenths)
    // By the availability that a block really has, an outage may come a round late: that of blocks at
    // the edge of a T, of which less was learnt by chance.
    let all = Self.sum(tenths)
    #expect(WalkFigures.percent(all.trueInTime, all.trueOutages) >= 97)
    for figures in tenths {
      #expect(WalkFigures.percent(figures.trueInNext, figures.trueOutages) >= 99)
    }
  }

  @Test("With the availability of the list alone T is that of the availability to the letter")
  func list() {
    var simulation = Self.simulation(.vigil)
    simulation.learns = false
    let tenths = simulation.run().tenths
    Self.show("vigil, availability of the list", tenths)
    expectPromises(tenths)
    for figures in tenths { #expect(figures.trueInTime == figures.trueOutages) }
  }

  @Test("Profile trinocular beside it")
  func trinocular() {
    let tenths = Self.simulation(.trinocular).run().tenths
    Self.show("trinocular", tenths)
    #expect(tenths[0].notUpShare > 5, "sparse blocks flicker")
    #expect(Self.sum(tenths).downShare > 0.1)
    for figures in tenths.dropFirst(3) { #expect(figures.oneFound == figures.oneRound) }
  }

  @Test("Full scan of sparse blocks finds the outages that last long enough")
  func fullScan() {
    var rule = WalkRule(profile: .vigil)
    rule.isFullScan = true
    let tenths = WalkSimulation(Self.outages, rule: rule, start: Self.start, days: 30).run().tenths
    Self.show("vigil, full scan", tenths)
    #expect(tenths[0].found == tenths[0].outages && tenths[0].inTime == tenths[0].outages)
    #expect(tenths[0].downShare <= 0.01)
  }

  @Test("Nights of halved availability are no outages after a week of learning")
  func nights() {
    let world = Self.healthy {
      $0.nightHours = 0..<8
      $0.nightFactor = 0.5
    }
    let plain = Self.learnt(.trinocular, world).run().tenths
    Self.show("nights, trinocular", plain)
    let (tenths, learnt) = Self.learnt(.vigil, world).run()
    Self.show("nights, vigil", tenths)
    #expect(Self.sum(tenths).downShare <= 0.1)
    // Half of less than 0.2 is below what is believed.
    for figures in tenths.dropFirst() { #expect(figures.downShare <= 0.1) }
    #expect(Self.sum(plain).downShare > 20 * Self.sum(tenths).downShare)
    // What is expected of all blocks together is unbiased, by night as by day.
    for (hour, factor) in [(2, 0.5), (6, 0.5), (12, 1.0), (20, 1.0)] {
      var (expected, true_) = (0.0, 0.0)
      for (index, block) in world.blocks.enumerated() {
        expected += learnt.expectedAvailability(at: index, hour: hour)
        true_ += 0.99 * factor * block.availability
      }
      #expect(abs(expected / true_ - 1) < 0.02, "hour \(hour)")
    }
  }

  @Test("Availability that drifts is followed", arguments: [-0.02, 0.02])
  func drift(perDay: Double) {
    let world = Self.healthy {
      $0.drift = .init(start: Self.start, perDay: perDay * $0.availability)
    }
    let plain = Self.learnt(.trinocular, world).run().tenths
    Self.show("drift of \(perDay), trinocular", plain)
    let tenths = Self.learnt(.vigil, world).run().tenths
    Self.show("drift of \(perDay), vigil", tenths)
    for figures in tenths { #expect(figures.downShare <= 0.1) }
    #expect(Self.sum(plain).downShare > 10 * Self.sum(tenths).downShare)
  }

  @Test("Rounds that begin where the last one ended mislead about fixed responders")
  func places() {
    let world = Self.healthy { _ in }
    var errors: [Double] = []
    for isRoundRobin in [false, true] {
      var simulation = Self.learnt(.vigil, world)
      simulation.isRoundRobin = isRoundRobin
      let (tenths, learnt) = simulation.run()
      Self.show(isRoundRobin ? "healthy, round robin" : "healthy, vigil", tenths)
      let fixed = world.blocks.indices.filter { world.blocks[$0].responders == .fixed }
      let wrong = fixed.count {
        abs(Double(learnt.records[$0].mean) / 65_535 - 0.99 * world.blocks[$0].availability) > 0.04
      }
      errors.append(WalkFigures.percent(wrong, fixed.count))
    }
    print("fixed responders, availability wrong by more than 0.04: \(errors) %")
    #expect(errors[0] < 2)
    #expect(errors[1] > 20)
  }
}
