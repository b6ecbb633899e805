public import Atlas
public import Timeline

/// Finds rounds in which addresses of a small entity fell silent together.
///
/// An entity of twenty addresses has no level that a ratio could be taken of. So each address is
/// compared with itself: of those that answered in the round before and are asked again, how many do
/// not answer? `BinomialTest` tells whether chance does that. An address answered in a round if any
/// prober heard it. Addresses should be asked in every round; one that is asked now and then is
/// compared only where two rounds in a row asked it. Eight octets a result.
///
/// Source: ZeusPing, after Padmanabhan et al., "How to Find Correlated Internet Failures" (PAM 2019).
public struct AddressDropouts: ProbeSink, Sendable {
  /// What tells chance.
  public let test: BinomialTest
  /// How often an address that answered was asked again in the next round, once dropouts were asked for.
  public private(set) var comparisons = 0
  /// The entities and rounds in which chance could be told from a common cause.
  public private(set) var tests = 0
  /// The results whose time is outside of 1970 to 2106.
  public private(set) var strayTimes = 0

  /// Address, round since 1970 and reply of each result.
  private var rows: [UInt64] = []
  private var isSorted = true

  /// What an entity saw in a round.
  private struct Count {
    /// The addresses that answered in the round before and are asked again, and who is silent of them.
    var asked = 0
    var silent = 0
    /// The addresses that were silent in the round before and answer now.
    var risen = 0
  }

  /// The expected number of dropouts from which a rate is known: that of ZeusPing.
  private static let known = 10.0
  /// What rises again ends a dropout when it is between these parts of it.
  private static let ending = 0.75...1.2
  /// As many that rise as fall, to this part, are addresses that changed hands.
  private static let churn = 0.8
  /// The rounds after which an end is not looked for.
  private static let longest = 144

  /// Creates a finder of nothing.
  public init(_ test: BinomialTest = BinomialTest()) { self.test = test }

  /// Takes a result. O(1).
  public mutating func take(_ result: ProbeResult) {
    let round = result.round / Int64(ProbingRound.seconds)
    guard result.milliseconds >= 0, result.round <= Int64(UInt32.max) else {
      strayTimes += 1
      return
    }
    let row = UInt64(result.address) << 32 | UInt64(round) << 1 | (result.isReply ? 1 : 0)
    if let last = rows.last, last > row { isSorted = false }
    rows.append(row)
  }

  /// The dropouts of the entities that are wanted, in order of time.
  ///
  /// entity is its own where ten dropouts are expected of it, and otherwise that of all addresses
  /// together; where neither is known nothing is found. O(results · log results).
  public mutating func dropouts(
    places: PlaceTable?, origins: [OriginTable], where isWanted: (Entity) -> Bool = { _ in true }
  ) -> [AddressDropout] {
    if !isSorted { rows.sort() }
    isSorted = true
    var blocks: [ProbedBlock] = []
    for row in rows {
      let block = Slash24(rawValue: UInt32(truncatingIfNeeded: row >> 40))
      if blocks.last?.block != block {
        blocks.append(
          ProbedBlock(block: block, hosts: HostSet(), hostCount: 256, availability: 1))
      }
    }
    let list = BlockList(blocks)
    let entities = BlockEntities(list, places: places, origins: origins)
    let (all, counts) = count(list, entities)
    comparisons = all.values.reduce(0) { $0 + $1.asked }
    tests = 0
    let pooled = rate(of: Array(all.values))
    var found: [AddressDropout] = []
    for (entity, rounds) in counts where isWanted(entities.entities[entity]) {
      guard let dropout = rate(of: Array(rounds.values)) ?? pooled else { continue }
      found += judge(
        rounds, of: entities.entities[entity], dropout: dropout, all: all, pooled ?? dropout)
    }
    return found.sorted {
      ($0.round, $0.entity.description) < ($1.round, $1.entity.description)
    }
  }

  /// Compares each address with itself, round by round, for all addresses and for each entity.
  private func count(
    _ list: BlockList, _ entities: BlockEntities
  ) -> (all: [Int: Count], entities: [Int: [Int: Count]]) {
    var all: [Int: Count] = [:]
    var counts: [Int: [Int: Count]] = [:]
    var before: (address: UInt32, round: Int, isReply: Bool)?
    var index = 0
    var first = 0
    while first < rows.count {
      let row = rows[first] >> 1
      var isReply = false
      while first < rows.count, rows[first] >> 1 == row {
        if rows[first] & 1 == 1 { isReply = true }
        first += 1
      }
      let address = UInt32(truncatingIfNeeded: row >> 31)
      let round = Int(row & 0x7FFF_FFFF)
      defer { before = (address, round, isReply) }
      guard let last = before, last.address == address, last.round + 1 == round else { continue }
      while list.blocks[index].rawValue != address >> 8 { index += 1 }
      func add(_ count: inout Count) {
        if last.isReply { count.asked += 1 }
        if last.isReply, !isReply { count.silent += 1 }
        if !last.isReply, isReply { count.risen += 1 }
      }
      add(&all[round, default: Count()])
      for member in entities.members[Int(entities.sets[index])] {
        add(&counts[Int(member), default: [:]][round, default: Count()])
      }
    }
    return (all, counts)
  }

  /// The probability that an address which answered does not in the next round, where it is known.
  private func rate(of counts: [Count]) -> Double? {
    let asked = Double(counts.reduce(0) { $0 + $1.asked })
    guard asked > 0 else { return nil }
    let rate = Double(counts.reduce(0) { $0 + $1.silent }) / asked
    return asked * rate * (1 - rate) >= AddressDropouts.known ? rate : nil
  }

  private mutating func judge(
    _ rounds: [Int: Count], of entity: Entity, dropout: Double, all: [Int: Count],
    _ pooled: Double
  ) -> [AddressDropout] {
    var found: [AddressDropout] = []
    for round in rounds.keys.sorted() {
      guard let count = rounds[round],
        let threshold = test.threshold(of: count.asked, dropout: dropout)
      else { continue }
      tests += 1
      guard count.silent >= threshold,
        Double(count.risen) < AddressDropouts.churn * Double(count.silent)
      else { continue }
      let others = all[round].map { ($0.asked - count.asked, $0.silent - count.silent) } ?? (0, 0)
      found.append(
        AddressDropout(
          round: AddressDropouts.time(round), entity: entity, asked: count.asked,
          silent: count.silent, threshold: threshold, dropout: dropout, othersAsked: others.0,
          othersSilent: others.1,
          isInstrumentNotExcluded: others.0 == 0
            || test.threshold(of: others.0, dropout: pooled) == nil
            || test.isCorrelated(others.1, of: others.0, dropout: pooled),
          end: end(of: count.silent, after: round, in: rounds)))
    }
    return found
  }

  /// The first round within a day in which about as many addresses rise as fell.
  private func end(of silent: Int, after round: Int, in rounds: [Int: Count]) -> UnixTime? {
    for later in round + 1...round + AddressDropouts.longest {
      guard let count = rounds[later] else { continue }
      let part = Double(count.risen) / Double(silent)
      if AddressDropouts.ending.contains(part) { return AddressDropouts.time(later) }
      let again = Double(count.silent) >= AddressDropouts.ending.lowerBound * Double(silent)
      if part > AddressDropouts.ending.upperBound || again { return nil }
    }
    return nil
  }

  private static func time(_ round: Int) -> UnixTime {
    UnixTime(Int64(round) * Int64(ProbingRound.seconds))
  }
}
