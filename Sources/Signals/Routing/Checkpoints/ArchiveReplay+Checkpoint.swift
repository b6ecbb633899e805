import Timeline

extension ArchiveReplay {
  /// All that the replay knows between two bins, to go on from with `init(resuming:)`.
  ///
  /// Take it after a call of `next()` that did not throw. Its size: eight octets a prefix for every
  /// 64 sessions, and 9 (IPv6: 21) besides; 16 for each event that waits. O(size).
  public func checkpoint() -> [UInt8] {
    var writer = CheckpointWriter(.replay)
    writer.write(options)
    writer.write(position)
    engine.write(to: &writer)
    for collector in collectors.sorted(by: { $0.number < $1.number }) {
      collector.write(to: &writer)
    }
    return writer.sealed()
  }

  /// Goes on where a checkpoint was taken, with the same files and newer ones.
  ///
  /// The bins are those that a replay of all files would have given after that point, if every file
  /// was there that begins up to a minute behind it. Files that were read by then are passed over
  /// and may be gone. `options` must be those of the checkpoint, but for `until`; `places` must place
  /// every prefix as they did then. Throws what planning a replay throws, and `invalidCheckpoint`
  /// where the checkpoint is damaged, of another version or of other options. What is visible is
  /// counted anew: O(prefixes × sessions / 64).
  public init(
    resuming checkpoint: [UInt8], files: [ArchiveFile], options: VisibilityOptions,
    places: any PlaceResolver, cadence: [String: Int] = [:]
  ) throws(VisibilityError) {
    guard options.bin > 0 else { throw .invalidStep(options.bin) }
    var reader = try CheckpointReader(checkpoint, .replay)
    try reader.check(options)
    let position = try reader.time()
    guard UnixTime(position).floored(to: options.bin).seconds == position else {
      throw CheckpointReader.malformed("position")
    }
    var engine = VisibilityEngine(options: options, places: places)
    try engine.read(from: &reader)
    var plans = try ArchiveReplay.plans(of: files)
    var collectors: [Collector] = []
    for number in engine.state.collectors.indices {
      let name = engine.state.collectors[number].name
      var plan = plans.removeValue(forKey: name) ?? CollectorPlan(name: name)
      var gaps = try plan.read(from: &reader)
      let previous = plan.previous ?? .min
      plan.tables.removeAll { $0.time < position }
      plan.updates.removeAll { $0.time <= previous }
      try plan.arrange(cadence: cadence[name])
      if !engine.state.collectors[number].hasTable, !plan.updates.isEmpty {
        _ = try ArchiveReplay.start(of: plan)
      }
      // A gap that lasts ends with the first of the files behind it, which may be new.
      let isLost = engine.state.collectors[number].gapEnd > previous
      if isLost { engine.state.collectors[number].gapEnd = plan.updates.first?.time ?? .max }
      gaps += plan.gaps(isLost: isLost)
      if !plan.updates.isEmpty { engine.state.collectors[number].hasUpdates = true }
      engine.state.add(
        marks: plan.tables.map(\.time) + gaps.map(\.from), to: number, from: position)
      collectors.append(Collector(number: number, plan: plan, gaps: gaps))
    }
    try reader.finish()
    for name in plans.keys.sorted() {
      guard var plan = plans[name] else { continue }
      try plan.arrange(cadence: cadence[name])
      plan.start = try ArchiveReplay.start(of: plan)
      let number = engine.addCollector(name, hasUpdates: !plan.updates.isEmpty)
      let gaps = plan.gaps()
      engine.state.add(
        marks: plan.tables.map(\.time) + gaps.map(\.from), to: number, from: position)
      collectors.append(Collector(number: number, plan: plan, gaps: gaps))
    }
    self.options = options
    self.engine = engine
    self.position = position
    self.collectors = collectors.sorted { $0.plan.name < $1.plan.name }
    (knownEnd, end) = ArchiveReplay.ends(of: collectors, until: options.until)
    settleEnd()
  }
}

extension ArchiveReplay.Collector {
  /// Writes which files were read, and what is to be known of them.
  fileprivate func write(to writer: inout CheckpointWriter) {
    var plan = plan
    plan.drop(updates: nextUpdates, tables: nextTable)
    writer.write(optional: plan.start)
    writer.write(optional: plan.previous)
    writer.write(plan.isNamed)
    writer.write(plan.distances.count)
    for (distance, count) in plan.distances.sorted(by: { $0.key < $1.key }) {
      writer.write(distance)
      writer.write(count)
    }
    // Gaps before a file that was read already, because it begins soon.
    let pending = gaps[nextGap...].filter { $0.until <= plan.previous ?? .min }
    writer.write(pending.count)
    for gap in pending {
      writer.write(gap.from)
      writer.write(gap.until)
    }
  }
}

extension CollectorPlan {
  /// Reads what was written, and returns the gaps that are still to come before files that were read.
  fileprivate mutating func read(
    from reader: inout CheckpointReader
  ) throws(VisibilityError) -> [(from: Int64, until: Int64)] {
    start = try reader.optionalTime()
    previous = try reader.optionalTime()
    isNamed = try reader.flag()
    for _ in 0..<(try reader.count(width: 16)) {
      let distance = try reader.number(from: 1, to: 1 << 41, "distance of files")
      distances[distance] = try reader.tally()
    }
    var gaps: [(from: Int64, until: Int64)] = []
    for _ in 0..<(try reader.count(width: 16)) {
      gaps.append((try reader.time(), try reader.time()))
    }
    return gaps
  }
}

extension RoutingState {
  /// Makes moments known at which a collector's table is due or its updates go missing, and parts
  /// there what waits. Those before `start` are past.
  fileprivate mutating func add(marks: [Int64], to collector: Int, from start: Int64) {
    let old = Set(collectors[collector].marks)
    let step = Int64(options.bin)
    for mark in Set(marks).subtracting(old).sorted() {
      guard let part = collectors[collector].split(at: mark, step: step) else { continue }
      // The notes of who was heard last no longer stand where they did.
      for number in collectors[collector].sessions where sessions[number].segment == part {
        sessions[number].segment = .min
      }
    }
    collectors[collector].marks = old.union(marks).filter { $0 >= start }.sorted()
  }
}
