import Timeline

/// How the signal of an entity goes on when some of its blocks cannot be judged.
///
/// Each block has a reference: what it was when the level of its entities was last certain. The value
/// is the judged blocks that are up × those that were up at the reference ÷ the judged ones of these.
/// While too many are missing the reference stays, so the factor changes with who is judged alone,
/// never with what they are. A block without a reference counts 1, and is missed by nobody.
struct EntityScale: Equatable, Sendable {
  /// The blocks that were up at the reference.
  let all: UInt32
  /// Those of them that are judged.
  let judged: UInt32
  /// The judged blocks with a reference that are up.
  private let up: UInt32
  /// The judged ones without one.
  private let newUp: UInt32

  /// The scale of an entity whose kind is at a place.
  init(_ tally: RoundTally, kind: Int) {
    all = tally.referenceUp[kind]
    judged = tally.judgedReferenceUp[kind]
    up = tally.knownUp[kind]
    newUp = tally.count(.up) &- up
  }

  /// Whether so few are missing, at most a hundredth of those that were or are up, that what the others
  /// are now is the new reference.
  var isCertain: Bool {
    let missing = UInt64(all &- judged) * 100
    return missing <= UInt64(all) && missing <= UInt64(up) + UInt64(newUp) + UInt64(all &- judged)
  }

  /// Gives a round its value and marks.
  func follow(_ round: inout EntityRound) {
    guard round.listed > 0 else { return }
    guard round.missing < round.listed else {
      round.marks.insert(.proberSilent)
      return
    }
    guard judged < all else {
      round.value = Double(round.up)
      return
    }
    // With less than half of them the others say too little.
    guard judged > 0, UInt64(judged) * 2 >= UInt64(all) else {
      round.marks.insert(.proberSilent)
      return
    }
    round.value = Double(up) * Double(all) / Double(judged) + Double(newUp)
    round.marks.insert(.scaled)
  }
}
