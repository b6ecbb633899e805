/// The units that were cut and not yet passed by the consumer, in the order of the file.
struct UnitQueue {
  private var units: [BlockUnit] = []
  /// The place of the first unit.
  private var first = 0
  /// The place of the first unit that no worker has looked at.
  private var next = 0
  /// The number of units that a worker took and the consumer has not passed.
  private var taken = 0
  /// The number of decompressed bytes that wait for the consumer.
  private(set) var held = 0

  /// The unit at a place, counted from the first; nil behind the last.
  subscript(place: Int) -> BlockUnit? {
    units.indices.contains(first + place) ? units[first + place] : nil
  }

  /// The number of units that no worker has looked at.
  var waiting: Int { units.count - next }

  /// Whether workers have looked at all units.
  var isAllTaken: Bool { next == units.count }

  /// Sets the result of a unit that was taken.
  mutating func finish(_ unit: BlockUnit, with result: BlockUnit.Result) {
    unit.result = result
    if case .decoded(let buffer, _, _, _) = result { held += buffer.count }
  }

  mutating func append(_ more: [BlockUnit]) { units += more }

  /// The next unit that may be a block, where fewer than `most` are taken.
  mutating func take(most: Int) -> BlockUnit? {
    while next < units.count {
      let unit = units[next]
      if unit.kind == .block {
        guard taken < most else { return nil }
        unit.isTaken = true
        taken += 1
        next += 1
        return unit
      }
      next += 1
    }
    return nil
  }

  /// Removes the first unit.
  mutating func removeFirst() {
    let unit = units[first]
    if unit.isTaken { taken -= 1 }
    if case .decoded(let buffer, _, _, _) = unit.result { held -= buffer.count }
    first += 1
    next = max(next, first)
    // Not with each unit, so that the others move but once or twice, and soon, because the units
    // that were passed hold memory until then.
    if first * 2 > units.count {
      units.removeFirst(first)
      next -= first
      first = 0
    }
  }
}
