import Timeline

extension TelescopeAccumulator {
  /// Counts a packet that is far from the one before, or behind one that was.
  mutating func takeFar(_ seen: Observation) {
    defer {
      border.isSingle = border.first == nil
      if border.first == nil { border.first = seen.seconds }
      border.last = seen.seconds
    }
    guard let last = border.last else {
      border.head = seen
      return
    }
    let isFar = Border.areFar(seen.seconds, last)
    if border.isSingle {
      if !isFar { releaseHead() }
    } else if border.tail != nil {
      if isFar { dropTail() } else { releaseTail() }
    }
    if isFar {
      border.tail = seen
      return
    }
    bin(seen)
    if seen.seconds < last - TelescopeAccumulator.clockStep {
      markStep(from: last, to: seen.seconds)
    }
  }

  /// Puts the first packet into its bin, if it was in doubt.
  private mutating func releaseHead() {
    if let seen = border.head { bin(seen) }
    border.head = nil
  }

  /// Puts the last packet into its bin, if it was in doubt.
  private mutating func releaseTail() {
    if let seen = border.tail { bin(seen) }
    border.tail = nil
  }

  /// Leaves the first packet out of all bins, if nobody vouched for its time.
  private mutating func dropHead() {
    if let seen = border.head { totals.strayTimes += Int(seen.packets) }
    border.head = nil
  }

  /// Leaves the last packet out of all bins, if nobody vouched for its time.
  private mutating func dropTail() {
    if let seen = border.tail { totals.strayTimes += Int(seen.packets) }
    border.tail = nil
  }

  /// Marks the minutes between which the clock was set back.
  private mutating func markStep(from: Int64, to: Int64) {
    for second in [from, to] where turn(to: second) { current.tally.hasClockStep = true }
  }

  /// Joins the ends of this part and of the one that follows it, whose bins were taken already.
  mutating func join(_ next: Border) {
    guard let first = next.first, let nextLast = next.last else { return }
    guard let last = border.last else {
      border = next
      return
    }
    if Border.areFar(first, last) {
      // A single packet waits for what comes before it or behind it as it did.
      if !border.isSingle { dropTail() }
      if next.isSingle {
        border.tail = next.head
      } else {
        if let head = next.head { totals.strayTimes += Int(head.packets) }
        border.tail = next.tail
      }
    } else {
      if border.isSingle { releaseHead() } else { releaseTail() }
      if let head = next.head { bin(head) }
      border.tail = next.tail
      if first < last - TelescopeAccumulator.clockStep { markStep(from: last, to: first) }
    }
    border.isSingle = false
    border.last = nextLast
  }

  /// Settles the ends for good: a packet far from its only neighbour is in no bin where there are
  /// others and none of them is near.
  mutating func settle() {
    park()
    let isHeadNear = border.head.map { isNearMinutes($0.seconds) } ?? true
    let isTailNear = border.tail.map { isNearMinutes($0.seconds) } ?? true
    if isHeadNear { releaseHead() } else { dropHead() }
    if isTailNear { releaseTail() } else { dropTail() }
  }

  /// Settles the ends that lie in minutes which are to be closed: the clock vouches for them.
  mutating func settle(before limit: Int64, now: Int64) {
    if let head = border.head, head.seconds < limit {
      if Border.areFar(head.seconds, now) { dropHead() } else { releaseHead() }
    }
    if let tail = border.tail, tail.seconds < limit {
      if Border.areFar(tail.seconds, now) { dropTail() } else { releaseTail() }
    }
  }

  private func isNearMinutes(_ seconds: Int64) -> Bool {
    minutes.isEmpty || minutes.keys.contains { !Border.areFar($0, seconds) }
  }

  /// Makes the minute of a time the current one; false where it is closed. O(1).
  mutating func turn(to seconds: Int64) -> Bool {
    let start = UnixTime(seconds).floored(to: Int(TelescopeBin.seconds)).seconds
    if start == currentStart { return true }
    guard start >= closedBefore else { return false }
    park()
    currentStart = start
    if let minute = minutes.removeValue(forKey: start) {
      parked -= minute.buffer.size
      current = minute
    }
    return true
  }

  /// Puts the current minute with the others.
  mutating func park() {
    guard currentStart != .max else { return }
    parked += current.buffer.size
    minutes[currentStart] = current
    current = OpenMinute()
    currentStart = .max
  }

  /// Packs the packets that wait.
  mutating func seal() {
    TelescopeAccumulator.pack(&current, scratch: &scratch, placer: &placer)
    defer { spill() }
    guard parked > 0 else { return }
    for start in minutes.keys.sorted() {
      guard var minute = minutes.removeValue(forKey: start) else { continue }
      TelescopeAccumulator.pack(&minute, scratch: &scratch, placer: &placer)
      minute.buffer = SourceBuffer()
      minutes[start] = minute
    }
    parked = 0
  }

  /// Moves packed sources into a file when they take much memory.
  mutating func spill() {
    let octets = minutes.values.reduce(0) { sum, minute in
      minute.runs.reduce(sum) { $0 + $1.octets }
    }
    guard octets > options.heldOctets else { return }
    if file == nil { file = SpillFile() }
    guard let file else { return }
    for start in minutes.keys.sorted() {
      guard var minute = minutes.removeValue(forKey: start) else { continue }
      for index in minute.runs.indices { minute.runs[index].spill(to: file) }
      minutes[start] = minute
    }
  }

  /// Packs what waits in a minute.
  static func pack(
    _ minute: inout OpenMinute, scratch: inout [UInt64], placer: inout SourcePlacer?
  ) {
    guard !minute.buffer.isEmpty else { return }
    let run = minute.buffer.seal(scratch: &scratch)
    if placer != nil {
      if var own = placer.take() {
        minute.pages.append(SketchPage(run, &own))
        placer = own
      }
      if minute.pages.count > 4, let page = SketchPage.union(minute.pages) { minute.pages = [page] }
    } else {
      minute.runs.append(run)
      if minute.runs.count > 16 { minute.runs = [SourceRun.union(minute.runs)] }
    }
  }
}
