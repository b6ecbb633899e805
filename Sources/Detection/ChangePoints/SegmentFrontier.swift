/// The state of functional pruning: for each level that the running segment may have, where that
/// segment starts in the best segmentation, and at what cost.
///
/// The levels are cut into pieces. A piece knows the candidate start that is best for its levels
/// and that candidate's cost as a parabola, `least + weight × (level − mean)²`. The order of two
/// candidates at a level never changes, because each new value adds the same to both; so a piece
/// only ever shrinks, when a start at the newest value becomes cheaper than it.
struct SegmentFrontier {
  /// The levels for which one start is best.
  ///
  /// The numbers go in pairs so that each is stored and loaded as one: a pair stored in halves and
  /// loaded whole would stall the processor, and this is the innermost loop.
  struct Piece {
    /// The lowest and the highest level.
    var levels: SIMD2<Double>
    /// The mean of the values since `start`, and their number.
    var sample = SIMD2<Double>.zero
    /// The cost at the mean (everything before `start`, its penalty, the squared error since), and
    /// one over the number of values.
    var cost: SIMD2<Double>
    /// The index of the first value of the segment.
    var start: Int

    /// A piece whose segment has no value yet.
    @inline(__always)
    init(lower: Double, upper: Double, cost: Double, start: Int) {
      levels = SIMD2(lower, upper)
      self.cost = SIMD2(cost, 0)
      self.start = start
    }

    /// Counts `value` in and returns the least cost over the levels of the piece.
    @inline(__always)
    mutating func observe(_ value: Double) -> Double {
      let weight = sample.y + 1
      let inverse = 1 / weight
      let distance = value - sample.x
      let shift = distance * inverse
      let mean = sample.x + shift
      let least = cost.x + distance * shift * sample.y
      sample = SIMD2(mean, weight)
      cost = SIMD2(least, inverse)
      let level = Swift.min(Swift.max(mean, levels.x), levels.y)
      return least + weight * (level - mean) * (level - mean)
    }

    /// Drops the levels at which the piece costs more than `bound`, which is not below its cost.
    ///
    /// The interval may end up empty.
    @inline(__always)
    mutating func shrink(to bound: Double) {
      let radius = ((bound - cost.x) * cost.y).squareRoot()
      levels = SIMD2(
        Swift.max(levels.x, sample.x - radius), Swift.min(levels.y, sample.x + radius))
    }
  }

  private let range: ClosedRange<Double>
  private let penalty: Double
  /// The pieces by ascending level in the first `used` elements; what lies behind them is idle.
  private var pieces: [Piece]
  private var used = 1
  /// Where the pieces of the next step are written.
  private var spare: [Piece]
  /// How many values have been seen.
  private var count = 0

  init(range: ClosedRange<Double>, penalty: Double) {
    self.range = range
    self.penalty = penalty
    let all = Piece(lower: range.lowerBound, upper: range.upperBound, cost: 0, start: 0)
    pieces = Array(repeating: all, count: 64)
    spare = pieces
  }

  /// Takes the next value and returns the start of the last segment of the best segmentation.
  mutating func observe(_ value: Double) -> Int {
    // Between any two pieces, and at both ends, a new one may appear.
    if spare.count < 2 * used + 1 {
      spare += spare
      pieces += pieces
    }
    count += 1
    let used = used
    let penalty = penalty
    let count = count
    let range = range
    var bestStart = 0
    let kept = unsafe pieces.withUnsafeMutableBufferPointer { pieces in
      unsafe spare.withUnsafeMutableBufferPointer { spare in
        var best = Double.infinity
        for index in 0..<used {
          let cost = unsafe pieces[index].observe(value)
          if cost < best {
            best = cost
            bestStart = unsafe pieces[index].start
          }
        }
        // A segment may start at the next value, at this cost whatever its level.
        let bound = best + penalty
        var reached = range.lowerBound
        var kept = 0
        for index in 0..<used {
          var piece = unsafe pieces[index]
          guard piece.cost.x < bound else { continue }
          piece.shrink(to: bound)
          guard piece.levels.x < piece.levels.y else { continue }
          if piece.levels.x > reached {
            unsafe spare[kept] = Piece(
              lower: reached, upper: piece.levels.x, cost: bound, start: count)
            kept &+= 1
          }
          reached = piece.levels.y
          unsafe spare[kept] = piece
          kept &+= 1
        }
        if reached < range.upperBound {
          unsafe spare[kept] = Piece(
            lower: reached, upper: range.upperBound, cost: bound, start: count)
          kept &+= 1
        }
        return kept
      }
    }
    self.used = kept
    swap(&pieces, &spare)
    return bestStart
  }
}
