/// In which order the addresses of a block are asked in a round.
///
/// E(b) is shuffled once by seed and block, as a ring. A round begins where the number of the round, times
/// a stride, falls on the ring. The stride is the least number from the budget on that has no divisor in
/// common with |E(b)|. After |E(b)| rounds, a cycle, the ring is turned to a place that the seed, the block
/// and the cycle draw. So, without anything being remembered,
/// - in each cycle each address comes first exactly once, second exactly once, and so on;
/// - rounds in a row ask different addresses until the ring is used up, as a prober does that goes on from
///   where it stopped;
/// - no address is tied to an hour of the day, as it would be where |E(b)| divides the rounds of a day, and
///   availability by hour can be learnt of addresses that answer always or never.
struct AddressOrder {
  private let seed: UInt64
  private let budget: Int
  private let number: Int64

  /// Creates the orders of a round.
  init(seed: UInt64, budget: Int, round: Int64) {
    self.seed = seed
    self.budget = budget
    number = round / Int64(ProbingRound.seconds)
  }

  /// Replaces `order` with the last octets of the addresses to ask, at most the budget. O(|E(b)|).
  func fill(_ order: inout [UInt8], _ block: Slash24, _ hosts: HostSet) {
    order.removeAll(keepingCapacity: true)
    hosts.append(to: &order)
    let count = order.count
    guard count > 1 else { return }
    var hash = PlanHash(seed, 1, UInt64(block.rawValue))
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, hash.next(below: last + 1))
    }
    let place = start(block, count)
    let end = min(budget, count)
    // The ring from `place` on, in front of what it was taken from.
    for step in 0..<end {
      let index = place + step
      order.append(order[index < count ? index : index - count])
    }
    order.removeFirst(count)
  }

  private func start(_ block: Slash24, _ count: Int) -> Int {
    var step = budget
    while AddressOrder.hasCommonDivisor(step, count) { step += 1 }
    var (cycle, turn) = number.quotientAndRemainder(dividingBy: Int64(count))
    if turn < 0 { (cycle, turn) = (cycle - 1, turn + Int64(count)) }
    var hash = PlanHash(seed, 2, UInt64(block.rawValue), UInt64(bitPattern: cycle))
    return (Int(turn) * step + hash.next(below: count)) % count
  }

  private static func hasCommonDivisor(_ a: Int, _ b: Int) -> Bool {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a != 1
  }
}

extension HostSet {
  /// Appends the hosts, ascending. O(hosts).
  func append(to list: inout [UInt8]) {
    append(words.0, 0, to: &list)
    append(words.1, 64, to: &list)
    append(words.2, 128, to: &list)
    append(words.3, 192, to: &list)
  }

  private func append(_ word: UInt64, _ base: UInt8, to list: inout [UInt8]) {
    var rest = word
    while rest != 0 {
      list.append(base + UInt8(rest.trailingZeroBitCount))
      rest &= rest - 1
    }
  }
}
