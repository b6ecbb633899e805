extension SlidingMedian {
  /// The index of the first run whose value is not smaller than `value`.
  private func coreIndex(of value: Double) -> Int {
    unsafe core.withUnsafeBufferPointer { core in
      // Halved without a branch, because none of the comparisons can be foretold: the sign of the
      // difference is the answer. `low + length` is at most `core.count`, so every index is valid.
      var low = 0
      var length = core.count
      while length > 0 {
        let half = (length &+ 1) &>> 1
        let difference = unsafe core[low &+ half &- 1].value - value
        let isSmaller = Int(truncatingIfNeeded: difference.bitPattern &>> 63)
        low &+= half & (0 &- isSmaller)
        length &-= half
      }
      return low
    }
  }

  /// Adds a value within the bounds of the core; `below` already counts it.
  @usableFromInline
  mutating func insertInCore(_ value: Double) {
    let index = coreIndex(of: value)
    if index < core.count, core[index].value == value {
      core[index].count += 1
      return
    }
    core.insert(Run(value: value), at: index)
    if value < lowerMedian { cursor += 1 }
  }

  /// Takes out a value within the bounds of the core; `below` no longer counts it.
  @usableFromInline
  mutating func removeFromCore(_ value: Double) {
    let index = coreIndex(of: value)
    precondition(index < core.count && core[index].value == value, "the value is not present")
    core[index].count -= 1
    guard core[index].count == 0 else { return }
    core.remove(at: index)
    if index < cursor { cursor -= 1 }
  }

  /// Moves the cursor to the median and brings what is derived from it up to date.
  @usableFromInline
  mutating func settle() {
    guard size > 0 else { return reset() }
    let rank = (size - 1) >> 1
    while rank < below {
      if cursor == 0 { refillBelow(to: rank) }
      cursor -= 1
      below -= core[cursor].count
    }
    while true {
      if cursor == core.count { refillAbove(to: rank) }
      let next = below + core[cursor].count
      if rank < next { break }
      below = next
      cursor += 1
    }
    if core.count > 4 * reach { trim() }
    middles = SIMD2(repeating: core[cursor].value)
    ties = core[cursor].count
    bounds = SIMD2(core[0].value, core[core.count - 1].value)
  }

  /// Makes an emptied multiset equal to a new one.
  private mutating func reset() {
    arrivals.removeAll()
    core.removeAll(keepingCapacity: true)
    cursor = 0
    below = 0
    ties = 0
    bounds = SIMD2(repeating: -.infinity)
    middles = SIMD2(repeating: .nan)
  }
}
