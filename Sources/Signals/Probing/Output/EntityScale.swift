import Timeline

/// How the signal of an entity goes on when some of its blocks cannot be judged.
///
/// Each block has a reference: what it was when the level of its entities was last certain. The value
/// is the judged blocks that were up at the reference and are × those that were ÷ the judged ones of
/// these, and likewise those that were not up then, for which the factor is at most 2: so it is never
/// more than the blocks that there are. While too many are missing the reference stays, so the factors
/// change with who is judged alone, never with what they are. A block without a reference counts 1.
struct EntityScale: Equatable, Sendable {
  /// The blocks that were up at the reference.
  let all: UInt32
  /// Those of them that are judged.
  let judged: UInt32
  /// The judged blocks that were up at the reference and are up.
  private let stillUp: UInt32
  /// The blocks that were not up at the reference, the judged ones of them, and those that are up.
  private let others: UInt32
  private let judgedOthers: UInt32
  private let risenUp: UInt32
  /// The judged ones without one.
  private let newUp: UInt32

  /// The scale of an entity whose kind is at a place.
  init(_ tally: RoundTally, kind: Int) {
    all = tally.referenceUp[kind]
    judged = tally.judgedReferenceUp[kind]
    stillUp = tally.stillUp[kind]
    others = tally.known[kind] &- all
    judgedOthers = tally.judgedKnown[kind] &- judged
    risenUp = tally.knownUp[kind] &- stillUp
    newUp = tally.count(.up) &- tally.knownUp[kind]
  }

  /// Whether so few are missing, at most a hundredth of those that were or are up, that what the others
  /// are now is the new reference.
  var isCertain: Bool {
    let missing = UInt64(all &- judged) * 100
    return missing <= UInt64(all)
      && missing <= UInt64(stillUp) + UInt64(risenUp) + UInt64(newUp) + UInt64(all &- judged)
  }

  /// Gives a round its value and marks.
  func follow(_ round: inout EntityRound) {
    guard round.listed > 0 else { return }
    guard round.missing < round.listed else {
      round.marks.insert(.proberSilent)
      return
    }
    // With less than half of them the others say too little, be it of those that were up, or of all: who
    // was not up when its prober died would stay so for ever.
    let (known, judgedKnown) = (UInt64(all) + UInt64(others), UInt64(judged) + UInt64(judgedOthers))
    guard UInt64(judged) * 2 >= UInt64(all), judgedKnown * 2 >= known else {
      round.marks.insert(.proberSilent)
      return
    }
    guard judged < all else {
      round.value = Double(round.up)
      return
    }
    let risen = judgedOthers > 0 ? min(2, Double(others) / Double(judgedOthers)) : 0
    round.value =
      Double(stillUp) * Double(all) / Double(judged) + Double(risenUp) * risen + Double(newUp)
    round.marks.insert(.scaled)
  }
}
