/// The probes of a block within one round.
public struct BlockWalk: Sendable {
  /// What A(E(b)) is taken for.
  public let availability: Double
  /// What a prober should do next; a walk begins with a periodic probe.
  @inlinable public var advice: WalkAdvice { next }
  /// The probes so far.
  @inlinable public var probes: Int { sent }

  /// Whether it is known that a probe of the round was answered, so that profile `vigil` does not report
  /// the block down at its end.
  public var isReached = false

  @usableFromInline let profile: ProbingProfile
  @usableFromInline let budget: Int
  @usableFromInline let recoveries: Int
  @usableFromInline let silenceStep: UInt32
  /// What was reported before the walk.
  private let first: BlockState
  @usableFromInline var next = WalkAdvice.adaptive
  @usableFromInline var sent = 0
  @usableFromInline var recovered = 0
  /// The time of the last probe.
  @usableFromInline var last: UInt32 = 0
  /// The time of the first reply, and of the last unanswered probe before it; 0 without one.
  @usableFromInline var reached: UInt32 = 0
  @usableFromInline var unreached: UInt32 = 0
  /// The last change of the report, before the end tells whether it is one of the round.
  private var change: WalkTransition?

  /// Begins a walk; see `WalkRule.begin`.
  public init(rule: WalkRule, record: BlockRecord, availability: Double, hostCount: Int) {
    profile = rule.profile
    budget = rule.budget
    self.availability = min(
      max(WalkRule.leastAvailability, availability), WalkRule.greatestAvailability)
    silenceStep = rule.silenceStep(of: availability, hostCount: hostCount)
    first = record.report
    recoveries =
      rule.profile == .trinocular && record.belief.state == .down && record.isRecoveryDue
      ? WalkRule.recoveries(of: self.availability) : 0
  }

  /// Takes the outcome of a probe sent at `time`, seconds since 1970; probes come in the order of time.
  ///
  /// In profile `trinocular` a walk that is settled takes no more: its prober would not have asked.
  /// O(1), without allocation.
  @inlinable
  public mutating func take(isReply: Bool, at time: UInt32, _ record: inout BlockRecord) {
    if profile == .trinocular, next == .settled { return }
    let before = record.belief
    sent += 1
    last = time
    if isReply, reached == 0 { (reached, unreached) = (time, record.lastUnanswered) }
    record.belief.take(isReply: isReply, availability: availability)
    record.note(isReply: isReply, at: time, step: silenceStep)
    switch profile {
    case .trinocular: follow(before, &record)
    case .vigil: judge(isReply: isReply, &record)
    }
  }

  /// Ends the round of a block, and returns how its report changed in it.
  @discardableResult
  public mutating func end(_ record: inout BlockRecord) -> WalkTransition? {
    if profile == .trinocular {
      if sent > 0 { report(record.belief.state, &record) }
    } else if isReached, record.report == .down {
      report(.uncertain, &record)
    }
    if record.report == .up {
      record.roundsSinceUp = 0
    } else {
      record.roundsSinceUp = record.roundsSinceUp == 255 ? 16 : record.roundsSinceUp + 1
    }
    guard let change, first != record.report else { return nil }
    return WalkTransition(from: first, to: record.report, bracket: change.bracket)
  }

  /// IODA's schedule: adaptive probes while the belief moves towards uncertainty, recovery probes of
  /// blocks that stay down, each with a budget of their own.
  @inlinable
  mutating func follow(_ before: Belief, _ record: inout BlockRecord) {
    let (old, new) = (before.state, record.belief.state)
    let isLeaving =
      new == .uncertain || (old == .up && record.belief.value < before.value)
      || (old == .down && record.belief.value > before.value)
    if isLeaving {
      guard sent - recovered >= budget else { return next = .adaptive }
      // A walk that ends on its way is uncertain.
      if new != .uncertain { record.belief = Belief(0.5) }
      next = .settled
    } else if old == .down, new == .down, recovered < recoveries {
      recovered += 1
      next = .recovery
    } else {
      next = .settled
    }
  }

  /// Vigil's report: up by belief, down by belief and a confirmed silence, else as before.
  @inlinable
  mutating func judge(isReply: Bool, _ record: inout BlockRecord) {
    let state = record.belief.state
    if state == .up {
      report(.up, &record)
    } else if state == .down, record.silence >= WalkRule.confirmedSilence, !isReached {
      report(.down, &record)
    }
    if (isReply && state == .up) || sent >= budget {
      next = .settled
    } else {
      next = record.report == .down ? .recovery : .adaptive
    }
  }

  /// Reports a state, and dates the change where it is one.
  @usableFromInline
  mutating func report(_ state: BlockState, _ record: inout BlockRecord) {
    guard state != record.report else { return }
    let (after, by) =
      state == .up
      ? (record.lastUnanswered, record.firstReply)
      // What was down and is uncertain was reached, whatever followed.
      : record.report == .down && reached > 0
        ? (unreached, reached) : (record.lastReply, record.firstUnanswered)
    change = WalkTransition(from: record.report, to: state, after: after, by: by > 0 ? by : last)
    if state == .up {
      record.lastReply = last
      record.firstUnanswered = 0
      record.firstReply = 0
    } else if record.firstUnanswered == 0 {
      record.firstUnanswered = last
    }
    record.report = state
  }
}
