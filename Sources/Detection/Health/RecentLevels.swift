import Timeline

/// The last hour of every entity of one source, in columns.
///
/// Slot `s` of entity `e` is at `s × entities + e`, so that one bin of all entities is contiguous.
struct RecentLevels: Sendable {
  let slots: Int
  private(set) var entities = 0
  private var values: [Float] = []
  private(set) var times: [UnixTime?]
  private var head = 0

  init(step: Int) {
    slots = max(1, 3_600 / step)
    times = Array(repeating: nil, count: slots)
  }

  mutating func grow(to count: Int) {
    guard count > entities else { return }
    var grown = [Float](repeating: .nan, count: slots * count)
    for slot in 0..<slots {
      for entity in 0..<entities { grown[slot * count + entity] = values[slot * entities + entity] }
    }
    values = grown
    entities = count
  }

  /// Stores one bin, forgetting the oldest.
  mutating func push(_ column: [Double], at time: UnixTime) {
    head = (head + 1) % slots
    times[head] = time
    let base = head * entities
    for entity in 0..<entities {
      values[base + entity] = entity < column.count ? Float(column[entity]) : .nan
    }
  }

  /// The values of an entity in bins that start at `since` or later, newest first, with times.
  func recent(_ entity: Int, since: UnixTime) -> [(time: UnixTime, value: Float)] {
    var result: [(time: UnixTime, value: Float)] = []
    for back in 0..<slots {
      let slot = (head - back + slots) % slots
      guard let time = times[slot], time >= since else { continue }
      let value = values[slot * entities + entity]
      if !value.isNaN { result.append((time, value)) }
    }
    return result
  }

  /// The oldest present value of an entity since `since`, NaN when there is none.
  func oldest(_ entity: Int, since: UnixTime) -> Float {
    for back in stride(from: slots - 1, through: 0, by: -1) {
      let slot = (head - back + slots) % slots
      guard let time = times[slot], time >= since else { continue }
      let value = values[slot * entities + entity]
      if !value.isNaN { return value }
    }
    return .nan
  }

  /// Whether an entity was above zero since `since`.
  func wasPositive(_ entity: Int, since: UnixTime) -> Bool {
    for slot in 0..<slots {
      guard let time = times[slot], time >= since else { continue }
      if values[slot * entities + entity] > 0 { return true }
    }
    return false
  }
}

extension RecentLevels {
  func encode(into writer: inout StateWriter) {
    writer.write(entities)
    writer.write(head)
    for time in times { writer.write(time) }
    for value in values { writer.write(value) }
  }

  mutating func decode(_ reader: inout StateReader) throws(StateError) {
    entities = try reader.count(width: 4 * slots)
    head = try reader.int()
    guard (0..<slots).contains(head) else { throw .malformed("health ring") }
    for slot in 0..<slots { times[slot] = try reader.optionalTime() }
    values = []
    values.reserveCapacity(slots * entities)
    for _ in 0..<slots * entities { values.append(try reader.float()) }
  }
}
