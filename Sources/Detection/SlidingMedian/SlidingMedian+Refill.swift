extension SlidingMedian {
  /// How many ranks the core is filled to either side of the median.
  ///
  /// A wide core is refilled rarely but hit often; see `Docs/Performance.md` for the choice.
  var reach: Int { max(32, size >> 5) }

  /// Puts values above the core into it, so that it holds `rank` and what lies around it.
  ///
  /// The cursor is at the end of the core, and `below` counts all values up to `highest`.
  mutating func refillAbove(to rank: Int) {
    let wanted = rank - below + 1 + reach
    // As far up as the last `reach` runs of the core reach down: about as many, and cheap to find.
    let near = core.isEmpty ? .infinity : 2 * highest - core[max(0, core.count - reach)].value
    var found = arrivals.values(from: highest.nextUp, through: near)
    if 2 * found.count < wanted {
      found = arrivals.values(from: highest.nextUp, through: .infinity)
    }
    if found.count > 2 * wanted {
      let bound = found.selectRank(wanted)
      found.removeAll { $0 > bound }
    }
    found.sort()
    append(found)
    highest = core[core.count - 1].value
  }

  /// Puts values below the core into it; the mirror of `refillAbove`.
  ///
  /// The cursor is at the start of the core, and `below` counts all values under `lowest`.
  mutating func refillBelow(to rank: Int) {
    let wanted = below - rank + reach
    let near = core.isEmpty ? -.infinity : 2 * lowest - core[min(core.count, reach) - 1].value
    var found = arrivals.values(from: near, through: lowest.nextDown)
    if 2 * found.count < wanted {
      found = arrivals.values(from: -.infinity, through: lowest.nextDown)
    }
    if found.count > 2 * wanted {
      let bound = found.selectRank(found.count - wanted)
      found.removeAll { $0 < bound }
    }
    found.sort()
    let upper = core
    core.removeAll(keepingCapacity: true)
    append(found)
    cursor = core.count
    core += upper
    lowest = core[0].value
  }

  /// Drops what lies far from the cursor.
  mutating func trim() {
    let above = core.count - cursor - reach
    if above > 0 { core.removeLast(above) }
    let under = cursor - reach
    if under > 0 {
      core.removeFirst(under)
      cursor -= under
    }
  }

  /// Adds values in ascending order, none smaller than any of the core.
  private mutating func append(_ values: [Double]) {
    for value in values {
      if let last = core.last, last.value == value {
        core[core.count - 1].count += 1
      } else {
        core.append(Run(value: value))
      }
    }
  }
}
