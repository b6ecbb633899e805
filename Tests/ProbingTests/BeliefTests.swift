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

  @Test(
    "A belief at its floor is up after three replies at an availability below 0.1155, two above")
  func rising() {
    for step in 100...990 {
      var belief = Belief(Belief.floor)
      var replies = 0
      while belief.state != .up, replies < 10 {
        belief.take(isReply: true, availability: Double(step) / 1_000)
        replies += 1
      }
      #expect(replies == (step <= 115 ? 3 : 2), "availability \(step) / 1,000")
    }
  }

  @Test(
    "Recovery probes come in rounds 0 to 4, 8 and every 16th, as many as find a reply 4 times in 5",
    arguments: [(0.1, 15), (0.15, 10), (0.3, 5), (0.5, 3), (0.8, 1), (0.99, 1)])
  func recovery(availability: Double, count: Int) {
    let rule = WalkRule(profile: .trinocular)
    var record = BlockRecord(belief: Belief(Belief.floor), report: .down)
    record.roundsSinceUp = 1
    var due: [Int] = []
    for round in 1...600 {
      var walk = rule.begin(record, availability: availability, hostCount: 50)
      var probes = 0
      while walk.advice != .settled {
        walk.take(isReply: false, at: UInt32(round * 600), &record)
        probes += 1
      }
      if probes > 1 {
        due.append(round)
        #expect(probes == 1 + count)
      }
      walk.end(&record)
    }
    #expect(due.prefix(8) == [1, 2, 3, 4, 8, 16, 32, 48])
    // The counter runs to 255 and begins anew at 16: 240 rounds later everything comes again.
    #expect(due.filter { $0 >= 240 }.prefix(4) == [240, 256, 272, 288])
  }

  @Test("A walk that is still on its way at the end of its budget is uncertain")
  func forced() {
    let rule = WalkRule(profile: .trinocular)
    var record = rule.newRecord
    var walk = rule.begin(record, availability: 0.1, hostCount: 50)
    while walk.advice != .settled { walk.take(isReply: false, at: 600, &record) }
    walk.end(&record)
    // Fifteen negatives alone would leave it at 0.956.
    #expect(record.belief.value == 0.5)
    #expect(record.report == .uncertain)
  }

  @Test("A settled walk of profile trinocular takes no more")
  func settled() {
    let rule = WalkRule(profile: .trinocular)
    var record = rule.newRecord
    var walk = rule.begin(record, availability: 0.5, hostCount: 50)
    walk.take(isReply: true, at: 600, &record)
    let before = record
    for _ in 0..<20 { walk.take(isReply: false, at: 601, &record) }
    #expect(record == before)
    #expect(walk.probes == 1)
  }
}
