import Timeline

/// How the signal of an entity goes on when some of its blocks cannot be judged.
///
/// The value is `factor` × the blocks that are up. While the same blocks are judged the factor stays;
/// when others are, the blocks judged both before and after carry the level over. A complete round
/// brings the factor back to 1.
struct EntityScale: Equatable, Sendable {
  private var level = Double.nan
  private var factor = 1.0

  init() {}

  init(level: Double, factor: Double) {
    self.level = level
    self.factor = factor
  }

  /// The state, for a checkpoint.
  var parts: (level: Double, factor: Double) { (level, factor) }

  /// Above it less than half of the usual blocks are judged, and there is no value.
  static let limit = 2.0

  /// Gives a round its value and marks.
  mutating func follow(_ tally: RoundTally, _ round: inout EntityRound) {
    let (up, listed) = (Double(round.up), round.listed)
    guard round.missing > 0 else {
      factor = 1
      level = up
      round.value = listed > 0 ? up : .nan
      return
    }
    let judged = Double(listed &- round.missing)
    guard judged > 0 else {
      (level, factor) = (.nan, .infinity)
      round.marks.insert(.proberSilent)
      return
    }
    if tally.hasOtherBlocks || !factor.isFinite || level.isNaN {
      let before = Double(tally.commonUpBefore)
      if before > 0, up > 0, level.isFinite {
        factor = level * Double(tally.commonUpAfter) / before / up
      } else {
        factor = Double(listed) / judged
      }
    }
    level = factor * up
    guard factor <= EntityScale.limit else {
      round.marks.insert(.proberSilent)
      return
    }
    round.value = level
    round.marks.insert(.scaled)
  }
}
