extension SlidingMedian {
  /// How many ranks the core is filled to either side of the median.
  ///
  /// A wide core is refilled rarely but hit often: a sixteenth makes steady series a third slower,
  /// a sixty-fourth drifting ones an eighth.
  var reach: Int { max(32, size >> 5) }

  /// Puts values above the core into it, so that it holds `rank` and what lies around it.
  ///
  /// The cursor is at the end of the core, and `below` counts all values up to `bounds.y`.
  mutating func refillAbove(to rank: Int) {
    let wanted = rank - below + 1 + reach
    // As far up as the last `reach` runs of the core reach down: about as many, and cheap to find.
    let near = core.isEmpty ? .infinity : 2 * bounds.y - core[max(0, core.count - reach)].value
    var found = arrivals.values(from: bounds.y.nextUp, through: near)
    if 2 * found.count < wanted {
      found = arrivals.values(from: bounds.y.nextUp, through: .infinity)
    }
    if found.count > 2 * wanted {
      let bound = found.selectRank(wanted)
      found.removeAll { $0 > bound }
    }
    found.sort()
    append(found)
    bounds.y = core[core.count - 1].value
  }

  /// Puts values below the core into it; the mirror of `refillAbove`.
  ///
  /// The cursor is at the start of the core, and `below` counts all values under `bounds.x`.
  mutating func refillBelow(to rank: Int) {
    let wanted = below - rank + reach
    let near = core.isEmpty ? -.infinity : 2 * bounds.x - core[min(core.count, reach) - 1].value
    var found = arrivals.values(from: near, through: bounds.x.nextDown)
    if 2 * found.count < wanted {
      found = arrivals.values(from: -.infinity, through: bounds.x.nextDown)
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
    bounds.x = core[0].value
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
