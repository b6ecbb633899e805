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
  /// Whether a healthy prober alone would have found the last block down that another reached.
  private(set) var isPartial = false
  /// How the report of the last block changed.
  private(set) var transition: WalkTransition?
  /// What the last walk took for availability.
  private(set) var availability = 0.0
  /// What each prober of a block heard that has several, and where it stands by number where many are.
  private var views: [View] = []
  private var places: [Int: Int] = [:]

  private struct View {
    var prober: Int
    var negatives = 0.0
    var hasReply = false
  }

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
    let hasReply = words[range].contains { word in
      PackedProbe.isReply(word) && isValid[PackedProbe.prober(word)]
    }
    if hasSeveral, hasReply { compare(words, range) }
    var walk = rule.begin(record, availability: availability, hostCount: hosts)
    walk.isReached = hasReply
    var isFirst = true
    // Replies that came with negatives are taken behind them.
    var replies = 0
    for place in range {
      let word = words[place]
      let time = UInt32(truncatingIfNeeded: (start &+ PackedProbe.milliseconds(word)) / 1_000)
      if !isValid[PackedProbe.prober(word)] {
        discarded &+= 1
      } else if !isPartial || !isContradicted(PackedProbe.prober(word)) {
        let isReply = PackedProbe.isReply(word)
        if isFirst {
          isFirst = false
          let expected = table.expectedAvailability(at: index, hour: hour)
          tally.first(isReply: isReply, hosts: hosts, availability: expected)
          if wasUp { table.learn(at: index, hour: hour, isReply: isReply) }
        }
        if isReply { replies &+= 1 } else { walk.take(isReply: false, at: time, &record) }
      } else {
        // If the block fell behind the reply, this is when.
        record.noteUnanswered(at: time)
      }
      if replies > 0,
        place &+ 1 == range.upperBound || !PackedProbe.areTogether(word, words[place &+ 1])
      {
        for _ in 0..<replies { walk.take(isReply: true, at: time, &record) }
        replies = 0
      }
    }
    guard !isFirst else { return record.grow() }
    transition = walk.end(&record)
    record.age = 0
  }

  /// Compares what the healthy probers of a block heard that one of them reached. O(probes).
  private mutating func compare(_ words: [UInt64], _ range: Range<Int>) {
    let prober = PackedProbe.prober(words[range.lowerBound])
    guard words[range].contains(where: { PackedProbe.prober($0) != prober }) else { return }
    views.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    let isLarge = range.count > 64
    for word in words[range] where isValid[PackedProbe.prober(word)] {
      let prober = PackedProbe.prober(word)
      let known = isLarge ? places[prober] : views.firstIndex { $0.prober == prober }
      let place = known ?? views.count
      if known == nil {
        views.append(View(prober: prober))
        if isLarge { places[prober] = place }
      }
      if PackedProbe.isReply(word) {
        views[place].hasReply = true
      } else {
        views[place].negatives += 1
      }
    }
    let silence = log(1 - 0.99 * availability)
    for place in views.indices {
      // From here on a view has a reply or contradicts one.
      if views[place].negatives * silence > BlockJudge.contradiction {
        views[place].hasReply = true
      }
      if !views[place].hasReply { isPartial = true }
    }
  }

  /// Whether a prober alone would have found the block down that another reached.
  private func isContradicted(_ prober: Int) -> Bool {
    guard rule.profile == .vigil else { return false }
    let place =
      places.isEmpty ? views.firstIndex { $0.prober == prober } : places[prober]
    return place.map { !views[$0].hasReply } ?? false
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
