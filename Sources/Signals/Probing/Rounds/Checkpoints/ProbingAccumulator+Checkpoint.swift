import Wire

extension ProbingAccumulator {
  /// The whole state, with the results of open rounds, from which `init(resuming:)` goes on as if there
  /// had been no break. Outcomes that were not taken are not in it.
  ///
  /// About 60 octets a block, and eight a result of an open round.
  public func checkpoint() -> [UInt8] {
    var state = self
    state.park()
    var writer = ProbingStateWriter(reserving: list.count * 60 + 4_096)
    writer.write(state.fingerprint)
    writer.write(Int64(listVersion))
    totals.write(to: &writer)
    clocks.write(to: &writer)
    writer.write(optional: lastClosed)
    border.write(to: &writer)
    for (record, availability) in zip(records, availability.records) {
      record.write(to: &writer)
      writer.write(availability)
    }
    for reference in references { writer.write(reference.octet) }
    writer.write(reloaded.count)
    for entity in reloaded.sorted() { writer.write(entity) }
    writer.write(isTotalReloaded)
    health.write(to: &writer)
    writer.write(state.rounds.count)
    for index in state.rounds.indices { state.rounds[index].write(to: &writer) }
    return writer.sealed()
  }

  /// Goes on from a checkpoint that an accumulator of the same list, options and entities made.
  public init(
    resuming bytes: [UInt8], _ list: BlockList, options: ProbingOptions = ProbingOptions(),
    entities: BlockEntities
  ) throws(ProbingStateError) {
    self.init(list, options: options, entities: entities)
    var reader = try ProbingStateReader(bytes)
    let print: UInt64 = try reader.number()
    guard print == fingerprint else { throw .otherRun("list of blocks, places or options") }
    listVersion = try reader.tally()
    totals = try ProbingTotals(from: &reader)
    clocks = try ProberClocks(from: &reader)
    lastClosed = try reader.optionalTime()
    border = try ProbeBorder(from: &reader)
    for index in records.indices {
      records[index] = try BlockRecord(from: &reader)
      availability.records[index] = try reader.availability()
    }
    for index in references.indices { references[index] = try BlockReference(from: &reader) }
    for _ in 0..<(try reader.count(width: 8)) {
      let entity: Int = try reader.number()
      guard entities.entities.indices.contains(entity) else {
        throw .invalid("it holds an impossible entity")
      }
      reloaded.insert(entity)
    }
    isTotalReloaded = try reader.flag()
    health = try ProberHealth(from: &reader, countries: entities.countryCount)
    for _ in 0..<(try reader.count(width: 16)) {
      let round = try RoundBuffer(from: &reader)
      guard rounds.last.map({ $0.start < round.start }) ?? true,
        lastClosed.map({ $0 * 1_000 < round.start }) ?? true
      else { throw .invalid("its rounds are not in order") }
      rounds.append(round)
    }
    try reader.finish()
  }

  /// A hash of what must be the same for a run to go on.
  private var fingerprint: UInt64 {
    var hash = UInt64(list.count)
    func mix(_ word: UInt64) { hash = StateChecksum.mixed(hash, word) }
    mix(options.rule.profile == .vigil ? 1 : 0)
    mix(UInt64(truncatingIfNeeded: options.rule.budget))
    mix(options.rule.isFullScan ? 1 : 0)
    mix(UInt64(truncatingIfNeeded: options.maxAge))
    mix(UInt64(truncatingIfNeeded: options.settle))
    mix(options.isPart ? 1 : 0)
    for index in list.blocks.indices {
      mix(UInt64(list.blocks[index].rawValue) << 32 | UInt64(entities.sets[index]))
      mix(UInt64(list.hostCount(at: index)))
      mix(list.availability(at: index).bitPattern)
      let words = list.hosts[index].words
      mix(words.0 ^ words.1 << 1 ^ words.2 << 2 ^ words.3 << 3)
    }
    for entity in entities.entities {
      for octet in "\(entity)".utf8 { mix(UInt64(octet)) }
    }
    return hash
  }
}
