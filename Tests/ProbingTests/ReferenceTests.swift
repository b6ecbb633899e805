import Probing
import TestSupport
import Testing

/// Profile `trinocular` beside an independent prober that was written from the same description.
struct ReferenceTests {
  @Test("The walk does what IODA's prober does on 10,000 random histories")
  func histories() {
    var random = SeededRandom(seed: 6)
    let rule = WalkRule(profile: .trinocular)
    var (rounds, recoveries, differences) = (0, 0, 0)
    for _ in 0..<10_000 {
      let availability = 0.05 + 0.97 * random.unit()
      var reference = ReferenceProber(availability: availability)
      var record = rule.newRecord
      // What the block does, which changes now and then: as it should, silent, sparse or at random.
      var chance = availability
      for round in 0..<60 {
        if random.unit() < 0.08 {
          chance = [availability, 0, 0, 0.05, random.unit()][Int(random.unit() * 5)]
        }
        var replies: [Bool] = []
        let sent = reference.round {
          replies.append(random.unit() < chance)
          return replies[replies.count - 1]
        }
        var walk = rule.begin(record, availability: availability, hostCount: 100)
        var kinds: [ReferenceProber.Kind] = [.periodic]
        for (index, isReply) in replies.enumerated() {
          walk.take(isReply: isReply, at: UInt32(1_000_000 + round * 600 + index * 3), &record)
          if index + 1 < replies.count {
            kinds.append(walk.advice == .recovery ? .recovery : .adaptive)
          }
        }
        let isSettled = walk.advice == .settled
        walk.end(&record)
        rounds += 1
        recoveries += sent.count { $0 == .recovery }
        let state: BlockState =
          switch reference.settled {
          case .up: .up
          case .uncertain: .uncertain
          case .down: .down
          }
        if kinds != sent || !isSettled || record.report != state
          || abs(record.belief.value - reference.probabilityUp) > 1e-9
        {
          differences += 1
        }
      }
    }
    #expect(differences == 0)
    #expect(rounds == 600_000)
    #expect(recoveries > 10_000, "recovery probes were among them")
  }
}
