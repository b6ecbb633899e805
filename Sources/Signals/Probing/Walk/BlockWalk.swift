import Glibc

/// The probes of a block within one round.
public struct BlockWalk: Sendable {
  /// What A(E(b)) is taken for.
  public let availability: Double
  /// |E(b)|.
  public let hostCount: Int
  /// What a prober should do next; a walk begins with a periodic probe.
  public private(set) var advice = WalkAdvice.adaptive
  /// The probes so far.
  public private(set) var probes = 0

  private let rule: WalkRule
  private var recoveries: Int

  /// Begins a walk; see `WalkRule.begin`.
  public init(rule: WalkRule, record: BlockRecord, availability: Double, hostCount: Int) {
    self.rule = rule
    self.availability = min(
      max(availability, WalkRule.leastAvailability), WalkRule.greatestAvailability)
    self.hostCount = hostCount
    recoveries = record.isRecoveryDue ? BlockWalk.recoveries(self.availability) : 0
  }

  /// Takes the outcome of a probe sent at `time`, seconds since 1970.
  ///
  /// In profile `trinocular` a walk that is settled takes no more: its prober would not have asked.
  public mutating func take(isReply: Bool, at time: UInt32, _ record: inout BlockRecord) {
    guard advice != .settled || rule.profile == .vigil else { return }
    let before = record.belief
    probes += 1
    record.belief.take(isReply: isReply, availability: availability)
    record.count(isReply: isReply, at: time, availability: availability)
    switch rule.profile {
    case .trinocular: follow(before, &record)
    case .vigil: report(isReply: isReply, &record)
    }
  }

  /// Ends the round of a block.
  public func end(_ record: inout BlockRecord) {
    switch rule.profile {
    case .trinocular: record.report = record.belief.state
    case .vigil: break
    }
    if record.report == .down {
      // The counter runs from 0 to 255 and begins anew at 16.
      record.roundsDown = record.roundsDown == 255 ? 16 : record.roundsDown + 1
    } else {
      record.roundsDown = 0
    }
  }

  /// IODA's schedule: adaptive probes while the belief moves towards uncertainty, recovery probes of
  /// blocks that stay down.
  private mutating func follow(_ before: Belief, _ record: inout BlockRecord) {
    let (old, new) = (before.state, record.belief.state)
    let isLeaving =
      new == .uncertain || (old == .up && record.belief.value < before.value)
      || (old == .down && record.belief.value > before.value)
    if isLeaving {
      guard probes >= rule.budget else { return advice = .adaptive }
      // A walk that ends on its way is uncertain.
      if new != .uncertain { record.belief = Belief(0.5) }
      advice = .settled
    } else if old == .down, new == .down, recoveries > 0 {
      recoveries -= 1
      advice = .recovery
    } else {
      advice = .settled
    }
  }

  /// Vigil's report: up by belief, down by belief and enough negatives, else as before.
  private mutating func report(isReply: Bool, _ record: inout BlockRecord) {
    if record.belief.state == .up, isReply {
      record.report = .up
    } else if record.belief.state == .down, isConfirmed(record) {
      record.report = .down
    }
    let isSettled = record.report == .up && isReply && record.belief.state == .up
    advice = isSettled || probes >= rule.budget ? .settled : .adaptive
  }

  private func isConfirmed(_ record: BlockRecord) -> Bool {
    guard Double(record.silence) <= WalkRule.confirmed else { return false }
    return !rule.isFullScan || availability >= 0.2 || Int(record.negatives) >= hostCount
  }

  /// The probes that find an answer with a probability of 0.8.
  private static func recoveries(_ availability: Double) -> Int {
    var (count, silent) = (0, 1.0)
    while silent > 0.2, count < ProbingRound.budget {
      silent *= 1 - availability
      count += 1
    }
    return count
  }
}

extension BlockRecord {
  /// Whether a block that is down is due for recovery probes: often at first, then every 16 rounds.
  var isRecoveryDue: Bool {
    report == .down && (roundsDown <= 4 || roundsDown == 8 || roundsDown % 16 == 0)
  }

  /// Counts the outcome of a probe.
  mutating func count(isReply: Bool, at time: UInt32, availability: Double) {
    if isReply {
      lastReply = time
      firstUnanswered = 0
      negatives = 0
      silence = 0
    } else {
      if negatives == 0 { firstUnanswered = time }
      if negatives < .max { negatives += 1 }
      silence += Float(log(1 - 0.99 * availability))
    }
  }
}
