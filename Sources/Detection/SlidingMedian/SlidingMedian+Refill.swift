extension SlidingMedian {
  /// How many ranks the core is filled to either side of the median.
  ///
  /// A wide core is refilled rarely but hit often; a sixteenth was fastest for 288 to 10,080
  /// values, whether they drift or not.
  var reach: Int { max(32, size >> 4) }

  /// Puts values above the core into it, so that it holds `rank` and what lies around it.
  ///
  /// The cursor is at the end of the core, and `below` counts all values up to `highest`.
  mutating func refillAbove(to rank: Int) {
    var found = arrivals.values(in: highest.nextUp ... .infinity)
    let wanted = rank - below + 1 + reach
    if wanted < found.count {
      let bound = found.selectRank(wanted - 1)
      found.removeAll { $0 > bound }
    }
    found.sort()
    for value in found { appendToCore(value) }
    highest = values[values.count - 1]
  }

  /// Puts values below the core into it; the mirror of `refillAbove`.
  ///
  /// The cursor is at the start of the core, and `below` counts all values under `lowest`.
  mutating func refillBelow(to rank: Int) {
    var found = arrivals.values(in: -.infinity...lowest.nextDown)
    let wanted = below - rank + reach
    if wanted < found.count {
      let bound = found.selectRank(found.count - wanted)
      found.removeAll { $0 < bound }
    }
    found.sort()
    let upperValues = values
    let upperCounts = counts
    values.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    for value in found { appendToCore(value) }
    cursor = values.count
    values += upperValues
    counts += upperCounts
    lowest = values[0]
  }

  /// Drops what lies far from the cursor.
  mutating func trim() {
    let above = values.count - cursor - 3 * reach
    if above > 0 {
      values.removeLast(above)
      counts.removeLast(above)
    }
    let under = cursor - 3 * reach
    if under > 0 {
      values.removeFirst(under)
      counts.removeFirst(under)
      cursor -= under
    }
  }

  /// Adds a value that is not smaller than any of the core.
  private mutating func appendToCore(_ value: Double) {
    if value == values.last {
      counts[counts.count - 1] += 1
    } else {
      values.append(value + 0)  // -0 becomes 0
      counts.append(1)
    }
  }
}
