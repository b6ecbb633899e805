public import Timeline

/// A round in waves: plans a wave, takes its results, plans the next one without the blocks that they
/// settled.
///
/// It remembers 9 octets a block: which addresses, by their place in the round's order, were planned, have
/// a result, and answered. A round planned at once is one wave. Waves that were planned elsewhere are to be
/// made known by `take(targets:)`, with or without results.
public struct WavePlan: ProbeSink, Sendable {
  /// What it plans with.
  public let planner: TargetPlanner
  /// The start of the round.
  public let round: UnixTime
  /// The waves planned so far.
  public private(set) var wave: Int
  /// The results of other rounds, or of addresses that no plan of this round asks.
  public private(set) var unplanned = 0

  let records: [BlockRecord]
  let availability: AvailabilityTable
  /// The prober of each block, by its place in the assignment; `nobody` where none is left.
  let probers: [UInt16]
  /// By block, a bit an address of the round's order: planned, with a result, answered.
  private(set) var planned: [UInt16]
  private(set) var known: [UInt16]
  private(set) var answered: [UInt16]
  /// By block, the addresses that earlier waves asked although the round's order does not hold them: the
  /// options were others then.
  private var strays: [UInt8]
  private var scratch: [UInt8] = []

  static let nobody = UInt16.max

  init(
    _ planner: TargetPlanner, round: UnixTime, records: [BlockRecord],
    availability: AvailabilityTable, wave: Int
  ) {
    self.wave = wave
    self.planner = planner
    self.round = round
    self.records = records
    self.availability = availability
    probers = planner.list.blocks.map {
      planner.assignment.prober(of: $0).flatMap { UInt16(exactly: $0) } ?? WavePlan.nobody
    }
    planned = [UInt16](repeating: 0, count: planner.list.count)
    known = planned
    answered = planned
    strays = [UInt8](repeating: 0, count: planner.list.count)
  }

  /// Takes an address that an earlier wave of this round asked: it counts against the budget of its block
  /// and is not asked again, whether or not there is a result. O(|E(b)|).
  public mutating func takeTarget(_ address: UInt32) {
    guard let index = planner.list.index(of: Slash24(holding: address)) else { return }
    if let bit = bit(of: address, at: index) {
      planned[index] |= bit
    } else {
      strays[index] = min(strays[index], .max - 1) + 1
    }
  }

  /// Takes all addresses of the target file of an earlier wave of this round.
  public mutating func take(targets: ProbeInput) throws(ProbeInputError) {
    for address in try ZMapScan.addresses(targets) { takeTarget(address) }
  }

  /// How many probes of a block were planned, and how many there may be in all.
  func budget(at index: Int, limit: Int) -> (used: Int, limit: Int) {
    let planned = planned[index].nonzeroBitCount
    let used = planned + Int(strays[index])
    let hosts = planner.permittedHosts(at: index).count
    let free = max(0, min(hosts, planner.options.budget) - planned)
    return (used, min(limit, used + free))
  }

  /// The bit of an address in the order of the round; nothing where it is not in there.
  private mutating func bit(of address: UInt32, at index: Int) -> UInt16? {
    planner.order(of: round).fill(
      &scratch, planner.list.blocks[index], planner.permittedHosts(at: index))
    let place = scratch.firstIndex(of: UInt8(truncatingIfNeeded: address))
    return place.map { 1 << UInt16($0) }
  }

  /// Takes what became of a probe of this round; one reply makes an address answered. O(|E(b)|).
  ///
  /// Negatives must be given too: an address without a result tells nothing.
  public mutating func take(_ result: ProbeResult) {
    guard result.round == round.seconds,
      let index = planner.list.index(of: Slash24(holding: result.address)),
      let bit = bit(of: result.address, at: index)
    else { return unplanned += 1 }
    planned[index] |= bit
    known[index] |= bit
    if result.isReply { answered[index] |= bit }
  }

  /// Plans the next wave, to be sent and answered within the seconds that are left of the round.
  ///
  /// O(blocks × budget); what is planned counts against the budget of its blocks whether or not results of
  /// it are taken.
  public mutating func next(secondsLeft: Int = ProbingRound.seconds) -> RoundPlan {
    wave += 1
    let plan = RoundPlan(self, secondsLeft: secondsLeft)
    for index in planned.indices where plan.counts[index] > 0 {
      planned[index] |= WavePlan.nextBits(planned[index], Int(plan.counts[index]))
    }
    return plan
  }

  /// The record of a block when the round began.
  func record(at index: Int) -> BlockRecord {
    index < records.count ? records[index] : planner.rule.newRecord
  }

  /// What the results so far make of a block: its record, and what is due next.
  func standing(at index: Int) -> (record: BlockRecord, advice: WalkAdvice) {
    var record = record(at: index)
    let seconds = UInt32(clamping: round.seconds)
    var walk = planner.rule.begin(
      record, availability: walkAvailability(at: index),
      hostCount: planner.list.hostCount(at: index))
    var places = known[index]
    while places != 0 {
      let bit: UInt16 = 1 << UInt16(places.trailingZeroBitCount)
      places &= ~bit
      walk.take(isReply: answered[index] & bit != 0, at: seconds, &record)
      // Who asks one address after the other would have stopped here.
      if walk.advice == .settled { break }
    }
    return (record, walk.advice)
  }

  /// A(E(b)) as a walk of this round takes it.
  func walkAvailability(at index: Int) -> Double {
    let hour = Int((round.seconds % 86_400 + 86_400) % 86_400 / 3_600)
    return availability.walkAvailability(at: index, hour: hour)
  }

  /// The lowest `count` bits that are not set.
  static func nextBits(_ bits: UInt16, _ count: Int) -> UInt16 {
    var (free, result) = (~bits, UInt16(0))
    for _ in 0..<count where free != 0 {
      let bit: UInt16 = 1 << UInt16(free.trailingZeroBitCount)
      result |= bit
      free &= ~bit
    }
    return result
  }
}
