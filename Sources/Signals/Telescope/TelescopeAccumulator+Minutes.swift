public import Timeline

extension TelescopeAccumulator {
  /// Adds a part that follows this one in the capture. O(minutes of both).
  ///
  /// The parts must have been made with the same options.
  public mutating func merge(_ next: TelescopeAccumulator) {
    var next = next
    next.park()
    park()
    totals.merge(next.totals)
    for (start, minute) in next.minutes {
      var own = minutes.removeValue(forKey: start) ?? OpenMinute()
      parked -= own.buffer.size
      own.tally.merge(minute.tally)
      var added = minute
      TelescopeAccumulator.pack(&added, scratch: &scratch, placer: &placer)
      own.runs += added.runs
      own.pages += added.pages
      if own.runs.count > 16 { own.runs = [SourceRun.union(own.runs)] }
      if own.pages.count > 4, let page = SketchPage.union(own.pages) { own.pages = [page] }
      parked += own.buffer.size
      minutes[start] = own
    }
    join(next.border)
    spill()
  }

  /// Counts packets that the kernel or a buffer dropped about a time.
  public mutating func recordDropped(_ count: Int, at time: UnixTime) {
    guard count > 0 else { return }
    totals.dropped += count
    if turn(to: time.seconds) { current.tally.dropped += count }
  }

  /// Ends the capture: gives out all minutes that saw a packet, in order of time.
  public mutating func finish() -> [TelescopeMinute] {
    settle()
    park()
    return take(minutes.keys.sorted())
  }

  /// The time before which all minutes of a live capture are closed; nothing before the first closed.
  public var closedUntil: UnixTime? { closedBefore == .min ? nil : UnixTime(closedBefore) }

  /// Gives out the minutes of a live capture that are closed by now, in order of time; packets of
  /// them that are still to come are late. Needs `closingDelay`.
  public mutating func takeClosed(at now: UnixTime) -> [TelescopeMinute] {
    guard let delay = options.closingDelay else { return [] }
    let limit = (now - delay).floored(to: Int(TelescopeBin.seconds)).seconds
    guard limit > closedBefore else { return [] }
    settle(before: limit, now: now.seconds)
    if currentStart < limit { park() }
    closedBefore = limit
    return take(minutes.keys.filter { $0 < limit }.sorted())
  }

  private mutating func take(_ starts: [Int64]) -> [TelescopeMinute] {
    starts.compactMap { start in
      guard var minute = minutes.removeValue(forKey: start) else { return nil }
      parked -= minute.buffer.size
      TelescopeAccumulator.pack(&minute, scratch: &scratch, placer: &placer)
      // The sets are joined by whoever reads them, perhaps on several threads.
      return TelescopeMinute(
        start: UnixTime(start), tally: minute.tally, runs: minute.runs, pages: minute.pages)
    }
  }
}
