import Glibc

/// Walks one block after another through a round.
struct BlockJudge {
  let rule: WalkRule
  /// The start of the round in milliseconds.
  let start: Int64
  /// The hour of the day.
  let hour: Int
  /// Which probers are believed, by number.
  let isValid: [Bool]
  /// Whether blocks may have several probers.
  let hasSeveral: Bool

  /// The probes that were not taken so far.
  private(set) var discarded = 0
  /// Whether healthy probers disagreed about the last block.
  private(set) var isPartial = false
  /// How the report of the last block changed.
  private(set) var transition: WalkTransition?
  /// What the last walk took for availability.
  private(set) var availability = 0.0

  /// The logarithm of the chance below which a prober's own negatives contradict another's reply.
  private static let contradiction = -8.111_728_083_308_073  // ln 0.0003

  init(rule: WalkRule, start: Int64, hour: Int, isValid: [Bool], hasSeveral: Bool) {
    self.rule = rule
    self.start = start
    self.hour = hour
    self.isValid = isValid
    self.hasSeveral = hasSeveral
  }

  /// Takes the probes of a block, in order of time.
  @inline(__always)
  mutating func judge(
    _ words: [UInt64], _ range: Range<Int>, _ record: inout BlockRecord, _ index: Int,
    _ hosts: Int, wasUp: Bool, _ table: inout AvailabilityTable, _ tally: inout RoundTally
  ) {
    isPartial = false
    transition = nil
    guard !range.isEmpty else { return record.grow() }
    availability = table.walkAvailability(at: index, hour: hour)
    var walk = rule.begin(record, availability: availability, hostCount: hosts)
    var (isFirst, hasReply) = (true, false)
    for place in range {
      let word = words[place]
      guard isValid[PackedProbe.prober(word)] else {
        discarded &+= 1
        continue
      }
      let isReply = PackedProbe.isReply(word)
      let time = UInt32(truncatingIfNeeded: (start &+ PackedProbe.milliseconds(word)) / 1_000)
      if isReply { hasReply = true }
      if isFirst {
        isFirst = false
        let expected = table.expectedAvailability(at: index, hour: hour)
        tally.first(isReply: isReply, hosts: hosts, availability: expected)
        if wasUp { table.learn(at: index, hour: hour, isReply: isReply) }
      }
      walk.take(isReply: isReply, at: time, &record)
    }
    guard !isFirst else { return record.grow() }
    transition = walk.end(&record)
    record.age = 0
    if hasSeveral, hasReply { isPartial = isContradicted(words, range) }
  }

  /// Whether a healthy prober alone would have found a block down that another reached.
  private func isContradicted(_ words: [UInt64], _ range: Range<Int>) -> Bool {
    let silence = log(1 - 0.99 * availability)
    for place in range where isValid[PackedProbe.prober(words[place])] {
      let prober = PackedProbe.prober(words[place])
      // Each prober is looked at once, at its first probe.
      if words[range.lowerBound..<place].contains(where: { PackedProbe.prober($0) == prober }) {
        continue
      }
      var negatives = 0.0
      var hasReply = false
      for word in words[place..<range.upperBound] where PackedProbe.prober(word) == prober {
        if PackedProbe.isReply(word) {
          hasReply = true
          break
        }
        negatives += 1
      }
      if !hasReply, negatives * silence <= BlockJudge.contradiction { return true }
    }
    return false
  }

  /// The probes of a block, for evidence.
  func probes(_ words: [UInt64], _ range: Range<Int>) -> [WatchedRound.Probe] {
    words[range].map { word in
      WatchedRound.Probe(
        milliseconds: start + PackedProbe.milliseconds(word), host: PackedProbe.host(word),
        prober: UInt16(truncatingIfNeeded: PackedProbe.prober(word)),
        isReply: PackedProbe.isReply(word), isValid: isValid[PackedProbe.prober(word)])
    }
  }
}

extension BlockRecord {
  /// Lets a round pass without a valid probe.
  @inline(__always)
  mutating func grow() { if age < .max { age &+= 1 } }
}
