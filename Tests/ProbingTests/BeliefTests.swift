import Probing
import Testing

/// The walk of the belief, against the figures that IODA's constants give.
struct BeliefTests {
  @Test(
    "A block that falls silent is down after as many rounds and probes as the constants say",
    arguments: [
      (0.1, 3, 37), (0.15, 2, 29), (0.2, 3, 31), (0.25, 2, 24), (0.3, 2, 20), (0.37, 1, 15),
      (0.5, 1, 10), (0.7, 1, 6), (0.9, 1, 3), (0.98, 1, 2),
    ])
  func falling(availability: Double, rounds: Int, probes: Int) {
    let rule = WalkRule(profile: .trinocular)
    var record = rule.newRecord
    var (round, sent) = (0, 0)
    while record.report != .down, round < 10 {
      round += 1
      var walk = rule.begin(record, availability: availability, hostCount: 50)
      while walk.advice != .settled {
        walk.take(isReply: false, at: UInt32(round * 600), &record)
        sent += 1
      }
      walk.end(&record)
    }
    #expect(round == rounds)
    #expect(sent == probes)
  }
}
