/// The values of a window in the order in which they came, ready to lose any of them.
///
/// A value that leaves at the front is gone at once. One that leaves from elsewhere is noted and
/// taken out when the queue is next gone through.
@usableFromInline
struct ArrivalQueue: Sendable {
  /// A ring; its length is a power of two.
  @usableFromInline var slots: [Double]
  /// The index of the oldest value.
  @usableFromInline var head = 0
  /// How many slots are in use.
  @usableFromInline var used = 0
  /// Values that left from elsewhere than the front and still hold a slot.
  @usableFromInline var strays: [Double] = []

  init(minimumCapacity: Int) {
    var capacity = 16
    while capacity < min(minimumCapacity, 1 << 20) { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
  }

  @inlinable
  mutating func append(_ value: Double) {
    if used == slots.count { grow() }
    slots[(head &+ used) & (slots.count &- 1)] = value
    used += 1
  }

  @inlinable
  mutating func remove(_ value: Double) {
    if used > 0, slots[head] == value {
      dropFirst()
    } else {
      removeStray(value)
    }
  }

  /// Removes `old` and appends `new`.
  @inlinable
  mutating func replace(_ old: Double, with new: Double) {
    let mask = slots.count &- 1
    if used > 0, slots[head] == old {
      slots[(head &+ used) & mask] = new
      head = (head &+ 1) & mask
    } else {
      removeStray(old)
      append(new)
    }
  }

  @inlinable
  mutating func dropFirst() {
    head = (head &+ 1) & (slots.count &- 1)
    used &-= 1
  }

  mutating func removeAll() {
    head = 0
    used = 0
    strays.removeAll()
  }

  /// The values from `bottom` through `top`, in the order in which they came.
  mutating func values(from bottom: Double, through top: Double) -> [Double] {
    if !strays.isEmpty { settleStrays() }
    let capacity = used
    return unsafe Array(unsafeUninitializedCapacity: capacity) { found, foundCount in
      let first = head..<min(head + used, slots.count)
      let second = 0..<(used - first.count)
      unsafe slots.withUnsafeBufferPointer { slots in
        for part in [first, second] {
          for index in part {
            // Every value is written, and the next one over it if it was not wanted: no branch.
            let value = unsafe slots[index]
            unsafe found[foundCount] = value
            foundCount &+= (value >= bottom ? 1 : 0) & (value <= top ? 1 : 0)
          }
        }
      }
    }
  }

  /// Removes a value that is not at the front.
  @usableFromInline
  mutating func removeStray(_ value: Double) {
    // What left earlier from the middle may have come to the front since.
    while strays.count < 16, used > 0, let index = strays.firstIndex(of: slots[head]) {
      strays.remove(at: index)
      dropFirst()
      if used > 0, slots[head] == value { return dropFirst() }
    }
    strays.append(value)
    if strays.count > 32 + used / 2 { settleStrays() }
  }

  /// Frees the slots of all strays. O(n log n).
  private mutating func settleStrays() {
    strays.sort()
    var distinct: [Double] = []
    var owed: [Int] = []
    for value in strays {
      if value == distinct.last {
        owed[owed.count - 1] += 1
      } else {
        distinct.append(value)
        owed.append(1)
      }
    }
    let mask = slots.count - 1
    var kept = 0
    for offset in 0..<used {
      let value = slots[(head + offset) & mask]
      let index = distinct.lowerBound(of: value)
      if index < distinct.count, distinct[index] == value, owed[index] > 0 {
        owed[index] -= 1
      } else {
        slots[(head + kept) & mask] = value
        kept += 1
      }
    }
    precondition(used - kept == strays.count, "a removed value was not present")
    used = kept
    strays.removeAll(keepingCapacity: true)
  }

  /// Doubles the ring.
  @usableFromInline
  mutating func grow() {
    let mask = slots.count - 1
    var wider = [Double](repeating: 0, count: slots.count * 2)
    for offset in 0..<used { wider[offset] = slots[(head + offset) & mask] }
    slots = wider
    head = 0
  }
}
