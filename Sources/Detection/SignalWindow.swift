public import Timeline

/// The recent past of one signal: what was observed, and what the detector let into its history.
///
/// It is the *window* part of a signal's state. It holds the bins of `[t − seconds, t)` once `t` is
/// about to be judged. Observed values leave out what source health does not trust; entered values
/// differ from them where a detector kept a fall out of its history, and cost memory only then.
public struct SignalWindow: Sendable, Equatable {
  /// The length of a bin in seconds.
  public let step: Int
  /// The number of bins.
  public let capacity: Int
  private var observed: ValueRing
  private var entered: ValueRing?
  /// The start of the newest bin; nothing before the first.
  public private(set) var newest: UnixTime?
  /// The start of the oldest bin whose entered value is present.
  public private(set) var oldestEntered: UnixTime?
  /// The number of entered values.
  public private(set) var enteredCount = 0
  private var newestSlot = 0

  /// Creates an empty window of `seconds`, at least one bin long.
  public init(seconds: Int, step: Int) {
    self.step = step
    capacity = max(1, seconds / step)
    observed = ValueRing(capacity: capacity)
  }

  /// The start of the oldest bin that the window reaches back to.
  public var reach: UnixTime? { newest.map { $0 - step * (capacity - 1) } }

  private func slot(of time: UnixTime) -> Int? {
    guard let newest, time <= newest else { return nil }
    let back = (newest - time) / step
    guard back < capacity else { return nil }
    return (newestSlot - back + capacity) % capacity
  }

  private func enteredValue(_ slot: Int) -> Double { entered?[slot] ?? observed[slot] }

  /// The observed and trusted value of a bin, NaN where there is none.
  public func observedValue(at time: UnixTime) -> Double {
    slot(of: time).map { observed[$0] } ?? .nan
  }

  /// The value that entered the history for a bin, NaN where there is none.
  public func enteredValue(at time: UnixTime) -> Double {
    slot(of: time).map { enteredValue($0) } ?? .nan
  }

  /// Moves on so that the window ends just before `time`, and hands over what falls out of it.
  ///
  /// Amortised O(1) a bin; a gap longer than the window costs O(window).
  public mutating func advance(before time: UnixTime, evicting body: (Double) -> Void) {
    guard let newest else { return }
    let missing = (time - newest) / step - 1
    guard missing > 0 else { return }
    if missing >= capacity {
      for slot in 0..<capacity {
        let value = enteredValue(slot)
        if !value.isNaN { body(value) }
      }
      removeAll()
      return
    }
    for _ in 0..<missing {
      if let value = push(observed: .nan, entered: .nan) { body(value) }
    }
    if enteredCount == 0 { removeAll() }
  }

  /// Appends the bin at `time` and returns the entered value that fell out, if one did.
  ///
  /// `time` must be one step after `newest`, or the first.
  public mutating func append(observed value: Double, entered: Double, at time: UnixTime) -> Double?
  {
    if newest == nil { newest = time - step }
    return push(observed: value, entered: entered)
  }

  private mutating func push(observed value: Double, entered enteredNow: Double) -> Double? {
    guard let last = newest else { return nil }
    let time = last + step
    let slot = (newestSlot + 1) % capacity
    let evicted = enteredValue(slot)
    newest = time
    newestSlot = slot
    observed[slot] = value
    if entered != nil {
      entered?[slot] = enteredNow
    } else if enteredNow.bitPattern != value.bitPattern, !(enteredNow.isNaN && value.isNaN) {
      var ring = observed
      ring[slot] = enteredNow
      entered = ring
    }
    if !evicted.isNaN {
      enteredCount -= 1
      if capacity == 1 { oldestEntered = nil } else { findOldest() }
    }
    if !enteredNow.isNaN {
      enteredCount += 1
      if oldestEntered == nil { oldestEntered = time }
    }
    if (time.seconds / Int64(step)) % Int64(capacity) == 0 { dropEqualHistory() }
    return evicted.isNaN ? nil : evicted
  }

  private mutating func findOldest() {
    guard enteredCount > 0, let oldest = oldestEntered, let newest else {
      oldestEntered = nil
      return
    }
    var time = oldest + step
    while time <= newest {
      if let slot = slot(of: time), !enteredValue(slot).isNaN {
        oldestEntered = time
        return
      }
      time = time + step
    }
    oldestEntered = nil
  }

  /// Gives back the second ring once it says nothing that the first does not; once a turn, by the
  /// clock, so that a run that was cut keeps the same state as one that was not.
  private mutating func dropEqualHistory() {
    guard let ring = entered else { return }
    for slot in 0..<capacity where ring[slot] != observed[slot] {
      if !(ring[slot].isNaN && observed[slot].isNaN) { return }
    }
    entered = nil
  }

  /// Takes back the observation of a bin that turned out not to be trusted.
  public mutating func distrust(_ time: UnixTime) {
    guard let slot = slot(of: time), !observed[slot].isNaN else { return }
    if entered == nil { entered = observed }
    observed[slot] = .nan
  }

  /// Forgets what was kept out: the history becomes what was observed, from `first` on. O(window).
  public mutating func enterObserved(since first: UnixTime? = nil) {
    var history: [(time: UnixTime, value: Double)] = []
    forEachObserved { if $0 >= first ?? $0 { history.append(($0, $1)) } }
    entered = nil
    if let first, let reach, first > reach {
      var ring = ValueRing(capacity: capacity)
      for point in history { if let slot = slot(of: point.time) { ring[slot] = point.value } }
      entered = ring
    }
    enteredCount = history.count
    oldestEntered = history.first?.time
  }

  /// Multiplies all values, because what observes them has changed. O(window).
  public mutating func scale(by ratio: Double) {
    observed.scale(by: ratio)
    entered?.scale(by: ratio)
  }

  /// Empties the window.
  public mutating func removeAll() {
    self = SignalWindow(copyingShapeOf: self)
  }

  private init(copyingShapeOf other: SignalWindow) {
    step = other.step
    capacity = other.capacity
    observed = ValueRing(capacity: other.capacity)
  }

  /// Calls `body` for each observed value, oldest first. O(window).
  public func forEachObserved(_ body: (UnixTime, Double) -> Void) {
    guard let newest else { return }
    for back in stride(from: capacity - 1, through: 0, by: -1) {
      let value = observed[(newestSlot - back + capacity) % capacity]
      if !value.isNaN { body(newest - step * back, value) }
    }
  }

  /// The entered values, oldest first. O(window).
  public var enteredValues: [Double] {
    (0..<capacity).compactMap { offset in
      let value = enteredValue((newestSlot + 1 + offset) % capacity)
      return value.isNaN ? nil : value
    }
  }
}

extension SignalWindow {
  /// Writes the window: times, then four or eight bytes a bin.
  public func encode(into writer: inout StateWriter) {
    writer.write(newest)
    guard newest != nil else { return }
    let first = (newestSlot + 1) % capacity
    observed.encode(from: first, count: capacity, into: &writer)
    writer.write(entered != nil)
    entered?.encode(from: first, count: capacity, into: &writer)
  }

  /// Reads what `encode(into:)` wrote for a window of the same shape.
  public init(seconds: Int, step: Int, decoding reader: inout StateReader) throws(StateError) {
    self.init(seconds: seconds, step: step)
    newest = try reader.optionalTime()
    guard let newest else { return }
    newestSlot = capacity - 1
    try observed.decode(from: 0, count: capacity, &reader)
    if try reader.flag() {
      var ring = ValueRing(capacity: capacity)
      try ring.decode(from: 0, count: capacity, &reader)
      entered = ring
    }
    for slot in 0..<capacity where !enteredValue(slot).isNaN {
      enteredCount += 1
      if oldestEntered == nil { oldestEntered = newest - step * (capacity - 1 - slot) }
    }
  }
}
