import Probing
import TestSupport
import Testing
import Timeline

/// What a review found wrong of rounds with several probers, of reloads and of checkpoints.
struct RoundProberDefectTests {
  private typealias F = RoundsFixture

  @Test(
    "A block that one prober reaches is up, whatever another one loses", arguments: [true, false])
  func reached(isReplyFirst: Bool) {
    let list = F.list(400, availability: 0.5)
    let codes = ["IR", "TR", "IQ", "SY"]
    var probing = ProbingAccumulator(
      list, entities: F.entities(list) { ["country/\(codes[$0 / 100])"] })
    for round in 0..<30 {
      for block in 0..<400 {
        let time = Double(round * 600) + Double(block % 100)
        let isLost = block < 100 && round >= 12
        let (first, second) = isReplyFirst ? (time, time + 200) : (time + 200, time)
        probing.take(F.result(first, block: block, host: 1 + round % 20, true))
        for probe in 0..<(isLost ? 15 : 1) {
          probing.take(
            F.result(
              second + Double(probe) * 3, block: block, host: 1 + probe, !isLost, prober: 1))
        }
      }
    }
    let outcomes = probing.finish()
    for outcome in outcomes[12...] {
      #expect(outcome.probers.allSatisfy { $0.health == .healthy })
      #expect(outcome.entities[0].up == 100)
      #expect(outcome.entities[0].partial == 100)
      // The mark tells it, and the value counts: somebody reached the blocks.
      #expect(outcome.entities[0].marks == .probersDisagree && Quality.probersDisagree.isTrusted)
      #expect(outcome.entities[0].value == 100)
      #expect(outcome.entities[1].marks == [])
    }
    #expect(outcomes[..<12].allSatisfy { $0.entities[0].marks == [] })
    #expect(probing.totals.partialBlocks == 18 * 100)
  }

  @Test("Of addresses that are asked at once another one is the first in each round")
  func firstOfWave() {
    let list = F.list(60, availability: 0.5)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    // Of each ten only the lowest address answers.
    for round in 0..<40 {
      for block in 0..<60 {
        for host in 1...10 {
          probing.take(F.result(Double(round * 600), block: block, host: host, host == 1))
        }
      }
    }
    // A tenth of the first probes is answered, where half is expected: neither none nor all.
    let shares = probing.finish().map(\.total.share)
    let mean = shares.reduce(0, +) / Double(shares.count)
    #expect(abs(mean - 20) < 6)
    #expect(Set(shares).count > 5)
  }

  @Test("A fall within a round is dated to it, also when another prober saw it", arguments: [0, 1])
  func fallWithinRound(other: UInt16) throws {
    let list = F.list(1)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for round in 0..<6 {
      for (offset, prober) in [(10, UInt16(0)), (200, other)] {
        let isUp = round * 600 + offset < 2_000
        for probe in 0..<(isUp ? 1 : 14) {
          probing.take(
            F.result(
              Double(round * 600 + offset + probe * 3), block: 0, host: 1 + probe + offset / 100,
              isUp, prober: prober))
        }
      }
    }
    let changes = probing.finish().flatMap(\.changes)
    #expect(changes.map(\.transition.to) == [.down])
    #expect(changes.first?.transition.bracket.after == UnixTime(F.start + 1_810))
    #expect(changes.first?.transition.bracket.by == UnixTime(F.start + 2_000))
  }

  @Test("A block that was down and is reached is uncertain from the reply on, not from its fall on")
  func datedReach() throws {
    let list = F.list(1)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for round in 0..<16 {
      for probe in 0..<(round < 3 ? 1 : 15) {
        let isReply = round < 3 || round == 15 && probe == 7
        probing.take(
          F.result(Double(round * 600 + probe * 20), block: 0, host: 1 + probe, isReply))
      }
    }
    let changes = probing.finish().flatMap(\.changes)
    try #require(changes.map(\.transition.to) == [.down, .uncertain])
    #expect(changes[0].transition.bracket.by == UnixTime(F.start + 1_800))
    #expect(changes[1].transition.bracket.after == UnixTime(F.start + 9_120))
    #expect(changes[1].transition.bracket.by == UnixTime(F.start + 9_140))
  }

  @Test("A prober that dies during an outage does not keep it going")
  func deathDuringOutage() {
    let list = F.list(100)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    // One prober has ten blocks, the other ninety; 95 fall, the second dies, and all are up again.
    for round in 0..<40 {
      for block in 0..<100 where block < 10 || round < 20 {
        let isUp = block < 5 || !(10..<25).contains(round)
        for probe in 0..<(isUp ? 3 : 15) {
          probing.take(
            F.result(
              Double(round * 600 + block) + Double(probe) * 3, block: block, host: 1 + probe, isUp,
              prober: block < 10 ? 0 : 1))
        }
      }
    }
    let rounds = probing.finish().map { $0.entities[0] }
    #expect(rounds[9].value == 100 && rounds[19].value == 5)
    for round in rounds[24...] {
      #expect(round.missing == 90 && round.value.isNaN && round.marks.contains(.proberSilent))
    }
  }

  @Test("Many probers of one block are compared in one pass")
  func manyProbers() {
    let list = BlockList([
      ProbedBlock(
        block: Slash24(rawValue: 0x0A_0000), hosts: HostSet(), hostCount: 256, availability: 0.99)
    ])
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for prober in 0..<2_000 {
      for host in 1...3 {
        probing.take(
          F.result(
            Double(prober) / 8 + Double(host), block: 0, host: host, prober != 7,
            prober: UInt16(prober)))
      }
    }
    let outcomes = probing.finish()
    #expect(outcomes[0].total.up == 1)
    #expect(outcomes[0].total.partial == 1)
  }

  @Test("A reply among probes of the same second keeps a block up")
  func sameSecond() {
    let list = F.list(100)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for round in 0..<5 {
      for block in 0..<100 {
        for host in 2...16 {
          probing.take(
            F.result(Double(round * 600 + block), block: block, host: host, round == 0 || host == 2)
          )
        }
      }
    }
    #expect(probing.finish().allSatisfy { $0.total.up == 100 && $0.total.down == 0 })
  }

  @Test("A reload in an open round loses the results of the removed blocks alone")
  func reloadInOpenRound() {
    let list = F.list(100)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    for block in 0..<100 { probing.take(F.result(Double(block), block: block, true)) }
    let rest = BlockList((1..<99).map { list[$0] })
    probing.reload(rest, entities: F.entities(rest) { _ in ["country/IR"] })
    let outcome = probing.finish()[0]
    #expect(outcome.total.probed == 98)
    #expect(probing.totals.unlistedBlocks == 2)
  }

  @Test("A prober is not silent because its list is shorter")
  func shorterList() {
    let list = F.list(200)
    var probing = ProbingAccumulator(list, entities: F.entities(list) { _ in ["country/IR"] })
    let rest = BlockList((0..<80).map { list[$0] })
    for round in 0..<16 {
      if round == 10 {
        probing.closeRounds(before: F.start + 6_000)
        probing.reload(rest, entities: F.entities(rest) { _ in ["country/IR"] })
      }
      for block in 0..<(round < 10 ? 200 : 80) {
        probing.take(F.result(Double(round * 600 + block), block: block, true))
      }
    }
    let outcomes = probing.finish()
    #expect(outcomes.allSatisfy { $0.probers.allSatisfy { $0.health == .healthy } })
    #expect(outcomes.last?.total.value == 80)
  }

  @Test(
    "Every entity that a reload changes is marked, those of moved blocks and of two reloads too")
  func reloadMarks() {
    let list = F.list(10)
    func places(_ list: BlockList, moved: Bool) -> BlockEntities {
      F.entities(list) {
        $0 < 5 ? ["country/IR"] : $0 == 9 && moved ? ["country/TR"] : ["country/IQ"]
      }
    }
    var probing = ProbingAccumulator(list, entities: places(list, moved: false))
    for block in 0..<10 { probing.take(F.result(Double(block), block: block, true)) }
    probing.closeRounds(before: F.start + 600)
    probing.reload(list, entities: places(list, moved: true))
    #expect(probing.checkpoint().count > 0)
    let shorter = BlockList((1..<10).map { list[$0] })
    probing.reload(shorter, entities: places(shorter, moved: true))
    probing.reload(shorter, entities: places(shorter, moved: true))
    for block in 1..<10 { probing.take(F.result(600 + Double(block), block: block, true)) }
    let outcome = probing.finish().last
    #expect(outcome?.entities.count == 3)
    #expect(outcome?.entities.allSatisfy { $0.marks == .scaled } == true)
    #expect(outcome?.total.marks == .scaled)
  }

  @Test("Profile trinocular takes the availability of the new list, and a checkpoint names it")
  func availabilityOfList() throws {
    let (old, new) = (F.list(3, availability: 0.9), F.list(3, availability: 0.2))
    for (profile, expected) in [(ProbingProfile.trinocular, 0.2), (.vigil, 0.9)] {
      var probing = ProbingAccumulator(
        old, options: ProbingOptions(profile: profile),
        entities: F.entities(old) { _ in ["country/IR"] })
      probing.reload(new, entities: F.entities(new) { _ in ["country/IR"] })
      #expect(abs(probing.availability.expectedAvailability(at: 0, hour: 3) - expected) < 0.01)
    }
    let bytes = ProbingAccumulator(old, entities: F.entities(old) { _ in ["country/IR"] })
      .checkpoint()
    #expect(throws: ProbingStateError.otherRun("list of blocks, places or options")) {
      _ = try ProbingAccumulator(
        resuming: bytes, new, entities: F.entities(new) { _ in ["country/IR"] })
    }
  }

  @Test("A forged time is refused, and the age of a block is brought into its range")
  func forged() throws {
    let list = F.list(1)
    let entities = F.entities(list) { _ in ["country/IR"] }
    var probing = ProbingAccumulator(list, entities: entities)
    for round in 0..<3 { probing.take(F.result(Double(round * 600), block: 0, true)) }
    var bytes = probing.checkpoint()
    // The start of the last closed round, behind the flag that it is there.
    let last = [1] + (0..<8).map { UInt8(truncatingIfNeeded: F.start >> (8 * $0)) }
    let place = try #require(
      (0..<bytes.count - 9).first { Array(bytes[$0..<$0 + 9]) == last })
    bytes.replaceSubrange(place + 1..<place + 9, with: [0, 0, 0, 0, 0, 0, 0, 0x80])
    let sum = SealedState.checksum(bytes.dropLast(8))
    bytes.replaceSubrange(
      bytes.count - 8..<bytes.count,
      with: (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) })
    #expect(throws: ProbingStateError.invalid("it holds an impossible time")) {
      _ = try ProbingAccumulator(resuming: bytes, list, entities: entities)
    }
    var options = ProbingOptions()
    options.maxAge = 0
    #expect(options.maxAge == 1)
    options.maxAge = 1_000
    #expect(options.maxAge == 255)
  }
}
