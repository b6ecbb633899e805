extension SlidingMedian {
  /// Adds a value within the bounds of the core; `below` already counts it.
  @usableFromInline
  mutating func insertInCore(_ value: Double) {
    let index = values.lowerBound(of: value)
    if index < values.count, values[index] == value {
      counts[index] += 1
      return
    }
    values.insert(value + 0, at: index)  // -0 becomes 0
    counts.insert(1, at: index)
    if value < middle { cursor += 1 }
  }

  /// Takes out a value within the bounds of the core; `below` no longer counts it.
  @usableFromInline
  mutating func removeFromCore(_ value: Double) {
    let index = values.lowerBound(of: value)
    precondition(index < values.count && values[index] == value, "the value is not present")
    counts[index] -= 1
    guard counts[index] == 0 else { return }
    values.remove(at: index)
    counts.remove(at: index)
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
      below -= counts[cursor]
    }
    while true {
      if cursor == values.count { refillAbove(to: rank) }
      let next = below + counts[cursor]
      if rank < next { break }
      below = next
      cursor += 1
    }
    if values.count > 6 * reach { trim() }
    middle = values[cursor]
    ties = counts[cursor]
    lowest = values[0]
    highest = values[values.count - 1]
  }

  /// Makes an emptied multiset equal to a new one.
  private mutating func reset() {
    arrivals.removeAll()
    values.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    cursor = 0
    below = 0
    ties = 0
    lowest = -.infinity
    highest = -.infinity
    middle = .nan
  }
}
