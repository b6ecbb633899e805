import Probing
import Testing
import Timeline

/// Profile `vigil`: confirmed silence, held reports, changes dated back.
struct VigilWalkTests {
  let rule = WalkRule(profile: .vigil)

  /// Rounds of a block, each a list of outcomes; a probe every three seconds from the round's start.
  private func run(
    _ rounds: [[Bool]], availability: Double, record: inout BlockRecord, from first: Int = 1,
    hostCount: Int = 50
  ) -> [WalkTransition?] {
    rounds.enumerated().map { index, outcomes in
      var walk = rule.begin(record, availability: availability, hostCount: hostCount)
      for (place, isReply) in outcomes.enumerated() {
        walk.take(isReply: isReply, at: UInt32((first + index) * 600 + 3 * place), &record)
      }
      return walk.end(&record)
    }
  }

  private let silent = [Bool](repeating: false, count: 15)

  @Test("K is the least with (1 - 0.99 A)^K at most 0.0003, whatever A from 0.1 to 0.99 by 0.0001")
  func confirmation() {
    for step in 1_000...9_900 {
      let availability = Double(step) / 10_000
      var (k, chance) = (0, 1.0)
      while chance > 0.0003 {
        chance *= 1 - 0.99 * availability
        k += 1
      }
      var record = rule.newRecord
      var walk = rule.begin(record, availability: availability, hostCount: 256)
      walk.take(isReply: true, at: 1, &record)
      var negatives = 0
      while record.report != .down, negatives < 200 {
        negatives += 1
        walk.take(isReply: false, at: UInt32(1 + negatives), &record)
      }
      let stated = rule.confirmation(availability: availability, hostCount: 256)
      #expect(negatives == k && stated == k, "availability \(availability)")
    }
  }

  @Test(
    "An outage is down after K ÷ 15 rounds",
    arguments: [
      (0.1, 6), (0.11, 5), (0.12, 5), (0.13, 4), (0.16, 4), (0.17, 3), (0.23, 3), (0.24, 2),
      (0.42, 2), (0.43, 1), (0.99, 1),
    ])
  func rounds(availability: Double, rounds: Int) {
    var record = rule.newRecord
    _ = run([[true]], availability: availability, record: &record)
    let transitions = run(
      [[Bool]](repeating: silent, count: rounds), availability: availability, record: &record,
      from: 2)
    #expect(transitions.dropLast().allSatisfy { $0 == nil })
    #expect(transitions.last??.to == .down)
  }

  @Test("A block of which nothing is known is uncertain, and up with its first reply")
  func beginning() {
    var record = rule.newRecord
    #expect(record.report == .uncertain && !record.isPending)
    let transitions = run([[false, false], [false, true]], availability: 0.5, record: &record)
    #expect(
      transitions == [
        nil,
        WalkTransition(
          from: .uncertain, to: .up,
          bracket: TimeBracket(after: UnixTime(1_200), by: UnixTime(1_203))),
      ])
  }

  @Test("Between up and down the last report holds, marked pending")
  func pending() {
    var record = rule.newRecord
    _ = run([[true], silent], availability: 0.2, record: &record)
    #expect(record.report == .up)
    #expect(record.isPending)
    #expect(record.isSilent)
    _ = run([[true]], availability: 0.2, record: &record, from: 3)
    #expect(record.report == .up && !record.isPending && !record.isSilent)
  }

  @Test("A change is dated back to the probes that first showed it, whatever follows in its round")
  func dates() {
    var record = rule.newRecord
    let replyAmid =
      [Bool](repeating: false, count: 10) + [true] + [Bool](repeating: false, count: 4)
    let down = run(
      [[true], silent, silent, replyAmid], availability: 0.2, record: &record)
    // 37 negatives are needed; the reply after the fortieth does not move the date.
    let fall = TimeBracket(after: UnixTime(600), by: UnixTime(1_200))
    #expect(
      down.compactMap { $0 }.dropFirst() == [WalkTransition(from: .up, to: .down, bracket: fall)])
    #expect(record.fall == fall)
    // That reply was no recovery, since a confirmed silence follows.
    #expect(record.firstReply == 2_430)
    let up = run(
      [silent, silent, silent, [false, false, true, false, true]], availability: 0.2,
      record: &record, from: 5)
    #expect(
      up.compactMap { $0 } == [
        WalkTransition(
          from: .down, to: .up,
          bracket: TimeBracket(after: UnixTime(4_803), by: UnixTime(4_806)))
      ])
    #expect(record.fall == nil && record.lastReply == 4_812)
  }

  @Test("Changes that undo each other within a round are none")
  func undone() {
    var record = rule.newRecord
    let transitions = run(
      [[true], [Bool](repeating: false, count: 8) + [true, true]], availability: 0.8,
      record: &record)
    #expect(transitions[1] == nil)
    #expect(record.report == .up)
  }

  @Test("A block that is not up gets fifteen probes a round, one that is up stops at a reply")
  func budget() {
    var record = rule.newRecord
    _ = run([[true]], availability: 0.5, record: &record)
    for (outcome, expected) in [(true, 1), (false, 15), (false, 15)] {
      var walk = rule.begin(record, availability: 0.5, hostCount: 50)
      while walk.advice != .settled { walk.take(isReply: outcome, at: 5_000, &record) }
      walk.end(&record)
      #expect(walk.probes == expected)
    }
    #expect(record.report == .down)
    var walk = rule.begin(record, availability: 0.5, hostCount: 50)
    walk.take(isReply: false, at: 9_000, &record)
    #expect(walk.advice == .recovery)
  }

  @Test("Full scan wants as many negatives as addresses where availability is below 0.2")
  func fullScan() {
    var scan = rule
    scan.isFullScan = true
    for (availability, hosts, expected) in [(0.1, 256, 256), (0.1, 15, 78), (0.3, 256, 24)] {
      #expect(scan.confirmation(availability: availability, hostCount: hosts) == expected)
      var record = scan.newRecord
      var walk = scan.begin(record, availability: availability, hostCount: hosts)
      walk.take(isReply: true, at: 1, &record)
      var negatives = 0
      while record.report != .down, negatives < 300 {
        negatives += 1
        walk.take(isReply: false, at: UInt32(1 + negatives), &record)
      }
      #expect(negatives == expected)
    }
  }

  @Test("The counter of silence stops instead of running over")
  func endless() {
    var record = rule.newRecord
    var walk = rule.begin(record, availability: 0.99, hostCount: 50)
    for time in 1...100_000 { walk.take(isReply: false, at: UInt32(time), &record) }
    #expect(record.silence == .max)
    #expect(record.report == .down)
  }

  @Test("Tables of millions of blocks stay small")
  func sizes() {
    #expect(MemoryLayout<BlockRecord>.stride == 32)
    #expect(MemoryLayout<AvailabilityRecord>.stride == 28)
  }
}
