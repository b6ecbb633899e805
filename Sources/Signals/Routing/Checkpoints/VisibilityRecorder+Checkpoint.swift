import Timeline

extension VisibilityRecorder {
  /// All that was gathered, to go on from with `init(resuming:)` beside a replay's checkpoint.
  ///
  /// Take both between the same two bins: entities are kept by their numbers in the replay's engine.
  /// Eight octets a change of a value, four a bin.
  public func checkpoint() -> [UInt8] {
    var writer = CheckpointWriter(.recorder)
    writer.write(optional: start?.seconds)
    writer.write(step)
    writer.write(count)
    writer.write(tracks.count)
    for track in tracks { track.write(to: &writer) }
    return writer.sealed()
  }

  /// Goes on where a checkpoint was taken; throws `invalidCheckpoint` where that is damaged or of
  /// another version.
  public init(resuming checkpoint: [UInt8]) throws(VisibilityError) {
    var reader = try CheckpointReader(checkpoint, .recorder)
    self.init([])
    start = try reader.optionalTime().map { UnixTime($0) }
    step = try reader.number(to: Int(Int32.max), "step")
    count = try reader.number(to: Int(Int32.max), "number of bins")
    for _ in 0..<(try reader.count(width: 24)) {
      tracks.append(try Track(from: &reader, bins: count))
    }
    try reader.finish()
  }
}

extension VisibilityRecorder.Track {
  fileprivate func write(to writer: inout CheckpointWriter) {
    writer.write(measure.rawValue)
    ledger.write(to: &writer)
    writer.write(refusals.map(\.rawValue))
    writer.write(values.count)
    for entity in values.indices {
      writer.write(values[entity].count)
      for change in values[entity] {
        writer.write(change.bin)
        writer.write(change.value)
      }
      writer.write(rebases[entity].count)
      for rebase in rebases[entity] {
        writer.write(rebase.bin)
        writer.write(rebase.ratio.bitPattern)
      }
      writer.write(marked[entity])
    }
  }

  fileprivate init(from reader: inout CheckpointReader, bins: Int) throws(VisibilityError) {
    guard let measure = VisibilityMeasure(rawValue: try reader.text()) else {
      throw CheckpointReader.malformed("measure")
    }
    self.init(measure: measure)
    ledger = try RebaseLedger(from: &reader)
    refusals = (try reader.numbers() as [UInt32]).map { Quality(rawValue: $0) }
    guard refusals.count == bins else { throw CheckpointReader.malformed("number of bins") }
    let entities = try reader.count(width: 24)
    if entities > 0 { grow(entities - 1) }
    for entity in 0..<entities {
      var last: Int32 = -1
      for _ in 0..<(try reader.count(width: 8)) {
        let bin: Int32 = try reader.number()
        guard bin > last, bin < bins else { throw CheckpointReader.malformed("bin") }
        last = bin
        values[entity].append((bin, try reader.number()))
      }
      for _ in 0..<(try reader.count(width: 12)) {
        let bin: Int32 = try reader.number()
        guard bin >= 0, bin < bins else { throw CheckpointReader.malformed("bin") }
        rebases[entity].append((bin, Double(bitPattern: try reader.number())))
      }
      marked[entity] = try reader.numbers()
      guard marked[entity].allSatisfy({ $0 >= 0 && $0 < bins }) else {
        throw CheckpointReader.malformed("bin")
      }
    }
  }
}

extension RebaseLedger {
  /// More entities than all systems and their parts in all countries that a checkpoint may name.
  private static let entityLimit = 1 << 22

  fileprivate func write(to writer: inout CheckpointWriter) {
    writer.write(pending.count)
    for (entity, change) in pending.sorted(by: { $0.key < $1.key }) {
      writer.write(entity)
      // A count of an only change is never zero.
      writer.write(change.counts?.old ?? 0)
      writer.write(change.counts?.new ?? 0)
      writer.write(change.ratio.bitPattern)
    }
    writer.write(broken.sorted())
    writer.write(judgedPeers != nil)
    writer.write(judgedPeers?.count ?? 0)
    for peer in judgedPeers ?? [] {
      writer.write(peer.collector)
      writer.write(peer.peer)
    }
    writer.write(isInterrupted)
  }

  fileprivate init(from reader: inout CheckpointReader) throws(VisibilityError) {
    for _ in 0..<(try reader.count(width: 32)) {
      let entity = try reader.number(to: RebaseLedger.entityLimit, "entity")
      let old = try reader.tally()
      let new = try reader.tally()
      pending[entity] = Change(
        ratio: Double(bitPattern: try reader.number()), counts: old > 0 ? (old, new) : nil)
    }
    broken = Set(try reader.numbers() as [Int])
    guard broken.allSatisfy({ $0 >= 0 && $0 <= RebaseLedger.entityLimit }) else {
      throw CheckpointReader.malformed("entity")
    }
    let hasPeers = try reader.flag()
    var peers: [FullFeedPeer] = []
    for _ in 0..<(try reader.count(width: 29)) {
      peers.append(FullFeedPeer(collector: try reader.text(), peer: try reader.peer()))
    }
    judgedPeers = hasPeers ? peers : nil
    isInterrupted = try reader.flag()
  }
}
