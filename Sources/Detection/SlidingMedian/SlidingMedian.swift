/// A multiset of numbers that knows its lower median at any time.
///
/// Made for the trailing window of a detector: one value leaves, one enters, the median is read.
/// The lower median is the nearest rank: of `n` sorted values the one at index
/// `ceil(n / 2) - 1`; it is always one of the values.
///
/// Only a *core* around the median is kept in order, each distinct value once with its count.
/// A value outside the core costs two comparisons and a place in a queue. When the median walks
/// to the edge of the core, the core is refilled from the queue. That is linear but rare: the
/// median moves by one rank a change at most, and the core reaches `count / 32` ranks, at least
/// 32, to either side. So a change is O(1) for a window that stays around a level, and a refill
/// every `count / 32` changes at worst for one that drifts.
///
/// Values must be finite; the two zeros are one value. Values that leave in the order
/// in which they came are found at once; any other order is correct too, and slower.
public struct SlidingMedian: Sendable {
  /// All values in the order in which they came.
  @usableFromInline var arrivals: ArrivalQueue
  /// The core: its distinct values in ascending order.
  @usableFromInline var core: [Run] = []
  /// The index of the median in the core.
  @usableFromInline var cursor = 0
  /// How many values, in and outside the core, are smaller than the one at `cursor`.
  @usableFromInline var below = 0
  /// The bounds of the core, lowest and highest: every present value between them, both included,
  /// is in it.
  ///
  /// A vector, like `middles`, because `replace` compares with it at once, and the processor
  /// stalls on loading as one what was stored in halves.
  @usableFromInline var bounds = SIMD2(repeating: -Double.infinity)
  /// How often the median is present.
  @usableFromInline var ties = 0

  /// The median in both places, NaN when there is none.
  @usableFromInline var middles = SIMD2(repeating: Double.nan)
  /// The number of values.
  @usableFromInline var size = 0

  /// The lower median; NaN when there is no value. O(1).
  @inlinable
  public var lowerMedian: Double { middles.x }

  /// The number of values, each occurrence counted.
  @inlinable
  public var count: Int { size }

  /// Creates an empty multiset with room for `expectedCount` values; it grows beyond.
  public init(expectedCount: Int) {
    arrivals = ArrivalQueue(minimumCapacity: expectedCount)
  }

  /// Creates a multiset of `values`, best given in the order in which they will leave. O(n log n).
  public init(rebuilding values: some Sequence<Double>) {
    self.init(expectedCount: values.underestimatedCount)
    for value in values {
      arrivals.append(value)
      size += 1
    }
    settle()
  }

  /// Adds a value.
  @inlinable
  public mutating func insert(_ value: Double) {
    assert(value.isFinite, "only finite values have a median")
    arrivals.append(value)
    size += 1
    if value < lowerMedian { below += 1 }
    if value >= bounds.x, value <= bounds.y { insertInCore(value) }
    settle()
  }

  /// Takes one occurrence of a value out.
  ///
  /// - Precondition: `value` is present. An absent one is a programming error; it traps, at the
  ///   latest when the values are put in order again.
  @inlinable
  public mutating func remove(_ value: Double) {
    precondition(size > 0, "no value to remove")
    arrivals.remove(value)
    size -= 1
    if value < lowerMedian { below -= 1 }
    if value >= bounds.x, value <= bounds.y { removeFromCore(value) }
    settle()
  }

  /// Takes one occurrence of `old` out and adds `new`: one step of a full window.
  ///
  /// - Precondition: `old` is present, as in `remove`.
  @inlinable
  public mutating func replace(_ old: Double, with new: Double) {
    assert(new.isFinite, "only finite values have a median")
    precondition(size > 0, "no value to replace")
    arrivals.replace(old, with: new)
    // As vectors and without branches: on which side a value falls cannot be foretold.
    let pair = SIMD2(new, old)
    let change = SIMD2<Int64>.zero.replacing(with: SIMD2(1, -1), where: pair .< middles)
    below &+= Int(change.wrappedSum())
    let isInCore = (pair .>= bounds.x) .& (pair .<= bounds.y)
    if any(isInCore) {
      if isInCore[1] { removeFromCore(old) }
      if isInCore[0] { insertInCore(new) }
      settle()
    } else {
      step()
    }
  }

  /// Moves the cursor to the median when neither the core nor the count has changed: not at all,
  /// which is usual, or by a run up or down, and between these two without a branch.
  @inlinable
  mutating func step() {
    let rank = (size &- 1) &>> 1
    let down = rank < below ? 1 : 0
    let up = rank >= below &+ ties ? 1 : 0
    guard up | down != 0 else { return }
    let next = cursor &+ up &- down
    guard next >= 0, next < core.count else { return settle() }
    let run = core[next]
    below = below &+ up &* ties &- down &* run.count
    cursor = next
    middles = SIMD2(repeating: run.value)
    ties = run.count
  }

  /// Takes all values out and keeps the room for them.
  public mutating func removeAll() {
    size = 0
    settle()
  }
}
