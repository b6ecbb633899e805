/// Why a block is probed.
public enum ProbeKind: String, CaseIterable, Sendable {
  /// The first probe of a block in a round; others follow only where it does not settle the matter.
  case periodic
  /// The state of the block is in doubt.
  case adaptive
  /// The block is down, and may be up again with few addresses answering.
  case recovery
}

extension ProbeKind {
  /// Why a block is probed when a round begins.
  init(_ record: BlockRecord, profile: ProbingProfile) {
    switch (profile, record.report) {
    case (.vigil, .up): self = record.belief.state == .up ? .periodic : .adaptive
    case (.vigil, .down): self = .recovery
    case (.trinocular, .up): self = .periodic
    case (.trinocular, .down): self = record.isRecoveryDue ? .recovery : .periodic
    case (_, .uncertain), (_, .missing): self = .adaptive
    }
  }

  /// Why a block is probed further within a round.
  init(_ advice: WalkAdvice, _ record: BlockRecord) {
    self = advice == .recovery || record.report == .down ? .recovery : .adaptive
  }
}
