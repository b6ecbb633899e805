import Probing
import Scenario
import TestSupport
import Testing

/// What past results teach of blocks.
struct ProbeHistoryTests {
  /// A prober that probes as Trinocular does: in each round until an address answers, at most 15, all
  /// addresses in turn.
  private struct Prober {
    var next: [Int]

    mutating func probe(
      _ replies: SimulatedReplies, rounds: Range<Int64>, _ take: (ProbeResult) -> Void
    ) {
      for round in rounds {
        for (index, block) in replies.blocks.enumerated() {
          var time = round * 600_000 + Int64(index % 60) * 1_000
          for _ in 0..<15 {
            let host = block.hosts[next[index] % block.hosts.count]
            next[index] += 1
            let isReply = replies.isReply(block: index, host: host, at: time, prober: 0)
            take(
              ProbeResult(
                milliseconds: time, address: block.number << 8 | UInt32(host), isReply: isReply))
            if isReply { break }
            time += 3_000
          }
        }
      }
    }
  }

  private static let days: Int64 = 14
  private static let start: Int64 = 1_573_603_200  // 13 November 2019

  private static func blocks(_ count: Int, night: Double = 1) -> [SimulatedBlock] {
    var random = SeededRandom(seed: 11)
    return (0..<count).map { number in
      let size = Int.random(in: 15...256, using: &random)
      let hosts = Array((UInt8.min...UInt8.max).shuffled(using: &random).prefix(size))
      // An outage every fourth day, of 20 minutes to 14 hours.
      let outages = (0..<days / 4).map { day in
        let from = start + day * 345_600 + Int64.random(in: 0..<250_000, using: &random)
        return from..<from + Int64.random(in: 1_200..<50_000, using: &random)
      }
      return SimulatedBlock(
        number: UInt32(0x05_0000 + number), hosts: hosts,
        availability: 0.1 + 0.9 * random.unit(),
        responders: number % 2 == 0 ? .independent : .fixed, outages: outages,
        nightHours: 0..<8, nightFactor: night)
    }
  }

  private static func run(
    _ replies: SimulatedReplies, _ take: (ProbeResult) -> Void
  ) {
    var prober = Prober(next: replies.blocks.map { _ in 0 })
    let first = start / 600
    prober.probe(replies, rounds: first..<first + days * 144, take)
  }

  @Test("After 14 days A is known within 0.03 for 95 % of blocks, and E(b) is who answered")
  func recovery() {
    let replies = SimulatedReplies(ProbeHistoryTests.blocks(400), loss: 0.01, seed: 5)
    var history = ProbeHistory()
    var answered = [HostSet](repeating: HostSet(), count: replies.blocks.count)
    ProbeHistoryTests.run(replies) { result in
      history.take(result)
      if result.isReply {
        answered[Int(result.address >> 8) - 0x05_0000].insert(UInt8(result.address & 255))
      }
    }
    let (list, excluded) = history.list(rule: .all)
    #expect(excluded == 0)
    #expect(list.hosts == answered)
    var near = 0
    for (index, block) in replies.blocks.enumerated() {
      // Fixed responders answer always; the others of their block never do and are not in E(b).
      let truth = (block.responders == .fixed ? 1 : block.availability) * 0.99
      if abs(list.availability(at: index) - truth) <= 0.03 { near += 1 }
    }
    #expect(near >= 380, "\(near) of 400")
  }

  @Test("Availability that halves at night is learnt by hour of day")
  func nights() {
    let replies = SimulatedReplies(
      ProbeHistoryTests.blocks(100, night: 0.5).filter { $0.responders == .independent },
      loss: 0, seed: 5)
    var history = ProbeHistory()
    ProbeHistoryTests.run(replies) { history.take($0) }
    let (list, _) = history.list(rule: .all)
    #expect(list.count == 50)
    var near = 0
    for (index, block) in replies.blocks.enumerated() {
      let hours = list[index].hourly
      guard hours.count == 24 else {
        Issue.record("no hours")
        continue
      }
      let night = hours[0..<8].reduce(0, +) / 8
      let day = hours[8...].reduce(0, +) / 16
      let isNear =
        abs(night - block.availability / 2) < 0.05 && abs(day - block.availability) < 0.05
      if isNear { near += 1 }
    }
    // A night of 672 first probes is known within 0.04 in 95 of 100.
    #expect(near >= 45, "\(near) of 50")
  }

  @Test("Histories of other blocks and of other days merge to that of all")
  func merging() {
    let replies = SimulatedReplies(ProbeHistoryTests.blocks(30), loss: 0.01, seed: 5)
    var whole = ProbeHistory()
    var (odd, even) = (ProbeHistory(), ProbeHistory())
    var (early, late) = (ProbeHistory(), ProbeHistory())
    let middle = (ProbeHistoryTests.start + ProbeHistoryTests.days * 43_200) * 1_000
    ProbeHistoryTests.run(replies) { result in
      whole.take(result)
      if result.address >> 8 & 1 == 1 { odd.take(result) } else { even.take(result) }
      if result.milliseconds < middle { early.take(result) } else { late.take(result) }
    }
    even.merge(odd)
    #expect(even.list(rule: .all).list == whole.list(rule: .all).list)
    #expect(even.span == whole.span)
    early.merge(late)
    let (joined, all) = (early.list(rule: .all).list, whole.list(rule: .all).list)
    #expect(joined.hosts == all.hosts)
    for index in 0..<all.count {
      #expect(abs(joined.availability(at: index) - all.availability(at: index)) < 0.01)
    }
  }

  @Test("Blocks with few addresses or a low availability are left out by the rule")
  func rule() {
    var history = ProbeHistory()
    for round in Int64(0)..<300 {
      for (block, count, every) in [(UInt32(1), Int64(20), Int64(1)), (2, 10, 1), (3, 20, 15)] {
        history.take(
          ProbeResult(
            milliseconds: round * 600_000, address: block << 8 | UInt32(round % count),
            isReply: (round % count + round / count) % every == 0))
      }
    }
    let (list, excluded) = history.list()
    #expect(list.blocks.map(\.rawValue) == [1])
    #expect(excluded == 2)
    #expect(history.list(rule: BlockListRule(leastHosts: 10)).list.count == 2)
  }
}
