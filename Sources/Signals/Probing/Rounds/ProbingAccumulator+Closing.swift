import Timeline

extension ProbingAccumulator {
  /// Judges a round: its probers first, then its blocks.
  mutating func close(_ buffer: consuming RoundBuffer) -> RoundOutcome {
    let start = buffer.start / 1_000
    var outcome = RoundOutcome(start: UnixTime(start))
    outcome.listVersion = listVersion
    var round = buffer
    let hour = Int(start / 3_600 % 24)
    let unjudged = totals.unjudgedProbes
    let counts = count(&round, hour: hour)
    totals.foldedPackets &+= round.folds.packets
    totals.repeatedReplies &+= round.folds.replies
    outcome.probers = health.judge(counts, start: start)
    if outcome.probers.contains(where: { $0.health == .soleDeaf }) {
      outcome.marks.insert(.instrumentNotExcluded)
    }
    let tallies = walk(
      &round, hour: hour, hasOthers: totals.unjudgedProbes > unjudged, &outcome)
    sum(tallies, &outcome)
    lastClosed = start
    totals.rounds &+= 1
    return outcome
  }

  /// Sorts and folds the results, leaves out those of addresses that are not listed, and counts what
  /// each prober did.
  private mutating func count(_ round: inout RoundBuffer, hour: Int) -> [ProberCount] {
    var counter = ProberCounter(health, countries: entities.countryCount)
    health = ProberHealth(countries: 1)
    var (unlisted, unlistedBlocks) = (0, 0)
    var sorter = self.sorter
    self.sorter = BucketSorter()
    let (list, bitmap, places, records) = (self.list, self.bitmap, self.entities, self.records)
    let availability = self.availability
    round.eachBucket(&sorter) { bucket, sorter, count in
      let range = bitmap.range(of: bucket)
      return unsafe sorter.words.withUnsafeMutableBufferPointer { words in
        // `read` stays below `count`, which the words hold, and `kept` below `read`.
        var (read, kept) = (0, 0)
        for index in range {
          let number = Int(list.blocks[index].rawValue & 0xFFF)
          // Results that came before a reload may be of blocks that are not listed any more.
          while read < count, unsafe PackedProbe.block(words[read]) < number {
            unlistedBlocks &+= 1
            read &+= 1
          }
          guard read < count, unsafe PackedProbe.block(words[read]) == number else { continue }
          let hosts = list.hosts[index]
          let isKnown = hosts.count > 0
          let country =
            records[index].report == .up ? Int(places.countries[Int(places.sets[index])]) : -1
          while read < count, unsafe PackedProbe.block(words[read]) == number {
            let word = unsafe words[read]
            read &+= 1
            guard !isKnown || hosts.contains(PackedProbe.host(word)) else {
              unlisted &+= 1
              continue
            }
            unsafe words[kept] = word
            kept &+= 1
            let isReply = PackedProbe.isReply(word)
            guard
              let row = counter.count(
                PackedProbe.prober(word), isReply: isReply, block: index), country >= 0
            else { continue }
            counter.countFirst(
              row, country, isReply: isReply,
              expected: availability.expectedAvailability(at: index, hour: hour))
          }
        }
        unlistedBlocks &+= count &- read
        return kept
      }
    }
    totals.unlistedBlocks &+= unlistedBlocks
    totals.unlistedAddresses &+= unlisted
    totals.unjudgedProbes &+= counter.unjudged
    self.sorter = sorter
    health = counter.health
    return counter.counts
  }

  /// Walks all blocks and counts them by the set of their entities.
  private mutating func walk(
    _ round: inout RoundBuffer, hour: Int, hasOthers: Bool, _ outcome: inout RoundOutcome
  ) -> [RoundTally] {
    var tallies = [RoundTally](repeating: RoundTally(), count: entities.members.count)
    var isValid = [Bool](repeating: true, count: 65_536)
    for verdict in outcome.probers where verdict.health != .healthy {
      isValid[Int(verdict.prober)] = false
    }
    var (words, place): ([UInt64], Int) = ([], 0)
    var judge = BlockJudge(
      rule: options.rule, start: round.start, hour: hour, isValid: isValid,
      hasSeveral: hasOthers || outcome.probers.count { $0.blocks > 0 } > 1)
    for bucket in 0..<PackedProbe.buckets {
      let range = bitmap.range(of: bucket)
      guard !range.isEmpty else { continue }
      let count = round.isEmpty ? 0 : round.loadSorted(bucket, into: &words, from: &place)
      var first = 0
      for index in range {
        let number = Int(list.blocks[index].rawValue & 0xFFF)
        var end = first
        while end < count, PackedProbe.block(words[end]) == number { end &+= 1 }
        judgeBlock(index, words, first..<end, &judge, &tallies, &outcome)
        first = end
      }
    }
    totals.discardedProbes &+= judge.discarded
    return tallies
  }

  @inline(__always)
  private mutating func judgeBlock(
    _ index: Int, _ words: [UInt64], _ range: Range<Int>, _ judge: inout BlockJudge,
    _ tallies: inout [RoundTally], _ outcome: inout RoundOutcome
  ) {
    var record = records[index]
    let before = state(of: record)
    let wasJudged = record.lastReply > 0 || record.report != .uncertain
    let set = Int(entities.sets[index])
    judge.judge(
      words, range, &record, index, list.hostCount(at: index), wasUp: before == .up,
      &availability, &tallies[set])
    records[index] = record
    let after = state(of: record)
    tallies[set].count(after, references[index])
    if judge.isPartial {
      tallies[set].partial &+= 1
      totals.partialBlocks &+= 1
    }
    if before != after, wasJudged, options.keepsChanges {
      let (start, end) = (outcome.start, outcome.end)
      let bracket = TimeBracket(
        after: record.lastReply > 0 && after == .missing ? UnixTime(Int64(record.lastReply)) : nil,
        by: after == .missing ? end : start)
      outcome.changes.append(
        BlockChange(
          block: list.blocks[index], round: start,
          transition: before == .missing || after == .missing
            ? WalkTransition(from: before, to: after, bracket: bracket)
            : judge.transition ?? WalkTransition(from: before, to: after, bracket: bracket)))
    }
    if !options.watched.isEmpty, options.watched.contains(list.blocks[index]) {
      outcome.watched.append(
        WatchedRound(
          block: list.blocks[index], before: before, after: after, belief: record.belief.value,
          availability: judge.availability, probes: judge.probes(words, range)))
    }
  }

  /// Adds up what was counted for each entity, and scales where blocks are missing.
  private mutating func sum(_ tallies: [RoundTally], _ outcome: inout RoundOutcome) {
    var total = RoundTally()
    var sums = [RoundTally](repeating: RoundTally(), count: entities.entities.count)
    for (set, tally) in tallies.enumerated() {
      total.merge(tally)
      for entity in entities.members[set] { sums[Int(entity)].merge(tally) }
    }
    outcome.entities.reserveCapacity(sums.count)
    var isCertain: [Bool] = []
    isCertain.reserveCapacity(sums.count)
    for (entity, tally) in sums.enumerated() {
      var round = EntityRound(tally)
      let kind = BlockReference.place(of: entities.entities[entity].kind)
      let scale = EntityScale(tally, kind: kind)
      scale.follow(&round)
      isCertain.append(scale.isCertain)
      if reloaded.contains(entity) { round.marks.insert(.scaled) }
      finish(&round, outcome.marks)
      outcome.entities.append(round)
    }
    outcome.total = EntityRound(total)
    let scale = EntityScale(total, kind: 0)
    scale.follow(&outcome.total)
    if isTotalReloaded { outcome.total.marks.insert(.scaled) }
    finish(&outcome.total, outcome.marks)
    reloaded = []
    isTotalReloaded = false
    refresh(isCertain, total: scale.isCertain)
  }

  /// Takes the present state of judged blocks for their reference, of the kinds of which all entities
  /// of a block are certain.
  private mutating func refresh(_ isCertain: [Bool], total: Bool) {
    let kinds = entities.members.indices.map { set in
      // The reference of all blocks together is that of countries, with the blocks of none.
      var kinds: UInt8 = entities.countries[set] == 0 && !total ? 0b1110 : 0b1111
      for entity in entities.members[set] where !isCertain[Int(entity)] {
        kinds &= ~(1 << UInt8(BlockReference.place(of: entities.entities[Int(entity)].kind)))
      }
      return kinds
    }
    for index in records.indices {
      let state = state(of: records[index])
      guard state != .missing, records[index].wasProbed else { continue }
      let certain = kinds[Int(entities.sets[index])]
      // What is up for the first time is missed from then on, also where others are missing.
      references[index].refresh(
        state == .up ? certain | references[index].unknown : certain, isUp: state == .up)
    }
  }

  private func finish(_ round: inout EntityRound, _ marks: Quality) {
    if round.hasDisagreement { round.marks.insert(.probersDisagree) }
    round.marks.formUnion(marks)
    // One prober that hears nothing cannot tell its own failure from everybody else's.
    if marks.contains(.instrumentNotExcluded) { round.value = .nan }
  }
}
