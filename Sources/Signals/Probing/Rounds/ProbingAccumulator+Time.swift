import Timeline

extension ProbingAccumulator {
  /// The rounds without results between two others that are closed like them: a day of them.
  static let fill: Int64 = 144
  /// The open rounds beside the current one at which the oldest is closed if two probers, or the only
  /// one, have come past it.
  static let manyOpen = 12
  /// Those at which it is closed whatever the clocks say: more than one that is a day ahead opens.
  static let mostOpen = 150

  /// Takes a result that is not known to belong to the current round.
  mutating func takeApart(_ result: ProbeResult) {
    let time = result.milliseconds
    // Records hold seconds in 32 bits.
    guard time >= 0, time < 4_294_967_296_000 else { return totals.strayTimes &+= 1 }
    defer { setQuick() }
    if border.isClear, let last = border.last, !ProbeBorder.areFar(time, last) {
      border.last = time
      return admit(result)
    }
    defer {
      border.isSingle = border.first == nil
      if border.first == nil { border.first = time }
      border.last = time
    }
    guard let last = border.last else { return border.head = result }
    let isFar = ProbeBorder.areFar(time, last)
    if border.isSingle {
      if !isFar { releaseHead() }
    } else if border.tail != nil {
      if isFar { dropTail() } else { releaseTail() }
    }
    if isFar { border.tail = result } else { admit(result) }
  }

  /// Puts a result into its round.
  private mutating func admit(_ result: ProbeResult) {
    let round = result.round
    if let last = lastClosed, round <= last { return totals.late &+= 1 }
    var before: Int64? = clocks.note(result.prober, result.milliseconds)
    turn(to: round)
    put(result)
    guard !options.isPart else { return }
    // A prober that is behind a round's end for the first time may end it, and the next one too.
    while let first = rounds.first.map({ min($0.start, current.start) }) ?? openStart {
      let due = first + dueLength
      let limit = clocks.limit(
        of: first, due: due, result.prober, at: result.milliseconds, before: before)
      guard let limit = limit ?? (isCrowded(due) ? due : nil) else { return }
      before = nil
      park()
      let latest = limit - dueLength
      close { $0 * 1_000 <= latest }
    }
  }

  /// Whether so many rounds are open that the oldest, which is to be closed at `due`, is.
  private func isCrowded(_ due: Int64) -> Bool {
    rounds.count >= ProbingAccumulator.mostOpen
      || rounds.count >= ProbingAccumulator.manyOpen && clocks.second >= due
  }

  private var openStart: Int64? { current.start == .max ? nil : current.start }

  /// The milliseconds from the start of a round to when it is closed.
  private var dueLength: Int64 { Int64(ProbingRound.seconds + options.settle) * 1_000 }

  /// Makes a round the current one.
  private mutating func turn(to round: Int64) {
    let start = round * 1_000
    guard current.start != start else { return }
    park()
    if let index = rounds.firstIndex(where: { $0.start == start }) {
      current = rounds.remove(at: index)
    } else {
      current = RoundBuffer(start: start)
    }
  }

  /// Puts the current round with the others.
  mutating func park() {
    quickFirst = .max
    quickEnd = .min
    guard current.start != .max else { return }
    let index = rounds.firstIndex { $0.start > current.start } ?? rounds.count
    rounds.insert(current, at: index)
    current = RoundBuffer(start: .max)
  }

  /// Sets which times may go the quick way.
  private mutating func setQuick() {
    quickFirst = .max
    quickEnd = .min
    guard border.isClear, current.start != .max, clocks.witness == nil else { return }
    quickFirst = current.start
    quickEnd = current.start + Int64(ProbingRound.seconds) * 1_000
    if !options.isPart, let first = rounds.first {
      quickEnd = min(quickEnd, min(first.start, current.start) + dueLength)
    }
  }

  private mutating func releaseHead() {
    if let result = border.head { admit(result) }
    border.head = nil
  }

  private mutating func releaseTail() {
    if let result = border.tail { admit(result) }
    border.tail = nil
  }

  private mutating func dropHead() {
    if border.head != nil { totals.strayTimes &+= 1 }
    border.head = nil
  }

  private mutating func dropTail() {
    if border.tail != nil { totals.strayTimes &+= 1 }
    border.tail = nil
  }

  /// Joins the ends of this part and of the one that follows it, whose rounds were taken already.
  mutating func join(_ next: ProbeBorder) {
    guard let first = next.first, let nextLast = next.last else { return }
    guard let last = border.last else { return border = next }
    if ProbeBorder.areFar(first, last) {
      // A single result waits for what comes before it or behind it as it did.
      if !border.isSingle { dropTail() }
      if next.isSingle {
        border.tail = next.head
      } else {
        if next.head != nil { totals.strayTimes &+= 1 }
        border.tail = next.tail
      }
    } else {
      if border.isSingle { releaseHead() } else { releaseTail() }
      if let head = next.head { admit(head) }
      border.tail = next.tail
    }
    border.isSingle = false
    border.last = nextLast
  }

  /// Settles the ends for good: a result far from its only neighbour is in no round where there are
  /// others and none of them is near.
  mutating func settle() {
    park()
    if let head = border.head {
      if isNearRounds(head.milliseconds) { releaseHead() } else { dropHead() }
    }
    if let tail = border.tail {
      if isNearRounds(tail.milliseconds) { releaseTail() } else { dropTail() }
    }
    park()
  }

  private func isNearRounds(_ time: Int64) -> Bool {
    if rounds.isEmpty, lastClosed == nil { return true }
    return rounds.contains { !ProbeBorder.areFar($0.start, time) }
      || lastClosed.map { !ProbeBorder.areFar($0 * 1_000, time) } ?? false
  }

  /// Closes, in order, the open rounds whose start, in seconds, is due.
  mutating func close(_ isDue: (Int64) -> Bool) {
    park()
    while let first = rounds.first, isDue(first.start / 1_000) {
      let buffer = rounds.removeFirst()
      let start = buffer.start / 1_000
      let size = Int64(ProbingRound.seconds)
      var gap = 0
      if let last = lastClosed {
        let empty = (start - last) / size - 1
        if empty > ProbingAccumulator.fill {
          gap = Int(empty)
          totals.gapRounds &+= gap
          skip(rounds: empty)
        } else if empty > 0 {
          for _ in 0..<empty { closeEmpty() }
        }
      }
      var outcome = close(buffer)
      outcome.gapBefore = gap
      waiting.append(outcome)
    }
  }

  /// Closes the round after the last one, of which there are no results.
  mutating func closeEmpty() {
    guard let last = lastClosed else { return }
    waiting.append(close(RoundBuffer(start: (last + Int64(ProbingRound.seconds)) * 1_000)))
  }

  /// Lets rounds pass of which there are no outcomes.
  private mutating func skip(rounds: Int64) {
    for index in records.indices {
      records[index].age = UInt8(min(255, Int64(records[index].age) + rounds))
    }
  }

  /// Adds a part that follows this one in the input. O(results of the part).
  ///
  /// Both must have been made with the same list and options, the part as one, before any of its
  /// rounds was closed. A part knows of no round that is closed: of the rounds that are closed here its
  /// results are late, those that folding removed with them, but for blocks that are not listed.
  public mutating func merge(_ next: ProbingAccumulator) {
    var next = next
    next.park()
    park()
    totals.merge(next.totals)
    clocks.merge(next.clocks)
    for buffer in next.rounds {
      if let last = lastClosed, buffer.start / 1_000 <= last {
        totals.late &+= buffer.count &+ buffer.folds.packets
        continue
      }
      turn(to: buffer.start / 1_000)
      if current.isEmpty { current = buffer } else { current.merge(buffer) }
    }
    park()
    join(next.border)
    park()
  }
}
