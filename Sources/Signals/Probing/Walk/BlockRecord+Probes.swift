extension BlockRecord {
  /// Whether a block that is not up is due for recovery probes: often at first, then every 16 rounds.
  var isRecoveryDue: Bool {
    roundsSinceUp <= 4 || roundsSinceUp == 8 || roundsSinceUp % 16 == 0
  }

  /// Notes the time of a probe and adds to the silence or ends it.
  ///
  /// Of a block that is not reported up the times of its fall stay as they are, and those of its
  /// recovery are noted.
  @inlinable
  mutating func note(isReply: Bool, at time: UInt32, step: UInt32) {
    if isReply {
      silence = 0
      if report == .up {
        lastReply = time
        firstUnanswered = 0
      } else if firstReply == 0 {
        firstReply = time
      }
    } else {
      let (sum, isOver) = silence.addingReportingOverflow(step)
      silence = isOver ? .max : sum
      // A reply that a confirmed silence follows was none of a recovery.
      if silence >= WalkRule.confirmedSilence { firstReply = 0 }
      noteUnanswered(at: time)
    }
  }

  /// Notes the time of an unanswered probe, and that alone.
  @inlinable
  mutating func noteUnanswered(at time: UInt32) {
    if firstUnanswered == 0 { firstUnanswered = time }
    if firstReply == 0 { lastUnanswered = time }
  }
}
