import Probing
import Scenario
import Timeline

/// What is reported of a simulated block, judged by what is known of it.
struct BlockTruth {
  private let block: SimulatedBlock
  /// The outage that is on or comes next.
  private var next = 0
  /// What is known of the outage that is on or was last.
  private var wholeRounds = 0
  private var longest = 0
  private var isFound = false
  private var isInTime = false
  private var trueDelay = Int.max
  private var onset: (after: Int64?, by: Int64)?
  private var firstProbed: Int64?
  private var wasUpBefore = false
  /// Whole rounds since the end of the last outage, until it is reported up.
  private var sinceEnd: Int?
  /// Whether it was reported up since its last outage.
  private var isUp = false

  init(_ block: SimulatedBlock) { self.block = block }

  /// Counts a round at its end.
  mutating func close(
    _ round: Range<Int64>, probed: ClosedRange<Int64>, report: BlockState,
    transition: WalkTransition?, confirmation: Int, isCounted: Bool, probes: Int,
    _ figures: inout WalkFigures
  ) {
    if isCounted {
      figures.rounds += 1
      figures.probes += probes
    }
    guard next < block.outages.count, block.outages[next].lowerBound < round.upperBound else {
      closeUp(report, isCounted, &figures)
      return
    }
    let outage = block.outages[next]
    if outage.lowerBound >= round.lowerBound {
      // It begins in this round: what the last one left is over.
      wasUpBefore = isUp
      isUp = false
      sinceEnd = nil
      (wholeRounds, longest, isFound, isInTime, trueDelay) = (0, 0, false, false, .max)
      (onset, firstProbed) = (nil, nil)
    }
    let isWhole = outage.lowerBound <= round.lowerBound && outage.upperBound >= round.upperBound
    if isWhole { wholeRounds += 1 }
    if firstProbed == nil, outage.lowerBound <= probed.lowerBound { firstProbed = round.upperBound }
    longest = max(longest, confirmation)
    if let transition, transition.from == .up {
      onset = (transition.bracket.after?.seconds, transition.bracket.by.seconds)
    }
    if report == .down, !isFound, outage.upperBound > probed.upperBound {
      isFound = true
      isInTime = wholeRounds <= BlockTruth.rounds(longest)
      trueDelay = wholeRounds - trueRounds(at: outage.lowerBound)
    }
    guard outage.upperBound <= round.upperBound else { return }
    if isCounted, wasUpBefore { countOutage(outage, &figures) }
    next += 1
    sinceEnd = 0
    if report == .up { closeUp(report, isCounted, &figures) }
  }

  /// Counts a round in which no outage was.
  private mutating func closeUp(
    _ report: BlockState, _ isCounted: Bool, _ figures: inout WalkFigures
  ) {
    if let rounds = sinceEnd {
      if report == .up {
        if isFound, isCounted {
          figures.ends += 1
          if rounds <= 1 { figures.inOne += 1 }
          if rounds <= 3 { figures.inThree += 1 }
        }
        sinceEnd = nil
        isUp = true
      } else {
        sinceEnd = rounds + 1
      }
      return
    }
    if isUp, isCounted {
      figures.healthy += 1
      if report == .down { figures.down += 1 }
      if report != .up { figures.notUp += 1 }
    }
    if report == .up { isUp = true }
  }

  private func countOutage(_ outage: Range<Int64>, _ figures: inout WalkFigures) {
    if wholeRounds >= 1 {
      figures.oneRound += 1
      if isFound { figures.oneFound += 1 }
    }
    if wholeRounds >= max(1, BlockTruth.rounds(longest)) {
      figures.outages += 1
      if isFound { figures.found += 1 }
      if isInTime { figures.inTime += 1 }
    }
    if wholeRounds >= trueRounds(at: outage.lowerBound) {
      figures.trueOutages += 1
      if trueDelay <= 0 { figures.trueInTime += 1 }
      if trueDelay <= 1 { figures.trueInNext += 1 }
    }
    guard isFound, let onset, let firstProbed else { return }
    figures.dated += 1
    if let after = onset.after, after < outage.lowerBound { figures.afterHolds += 1 }
    if onset.by < firstProbed { figures.byInTime += 1 }
    if onset.by >= outage.lowerBound { figures.byHolds += 1 }
  }

  /// T by the availability that the block has as an outage begins.
  private func trueRounds(at time: Int64) -> Int {
    BlockTruth.rounds(
      WalkRule(profile: .vigil).confirmation(
        availability: block.availability(at: time), hostCount: block.hosts.count))
  }

  private static func rounds(_ confirmation: Int) -> Int { (confirmation + 14) / 15 }
}
