import Glibc

/// What is learnt of one block; see `ProbeHistory`.
struct BlockHistory: Sendable {
  /// First probes of a round.
  private struct Tally: Sendable {
    var probes: UInt16 = 0
    var replies: UInt16 = 0

    mutating func add(_ other: Tally) {
      probes = UInt16(clamping: Int(probes) + Int(other.probes))
      replies = UInt16(clamping: Int(replies) + Int(other.replies))
    }
  }

  /// The probability below which a silence is an outage.
  private static let chance = -8.111_728_083_308_073  // ln 0.0003
  /// What a block is thought to answer at the least, when a silence is judged.
  private static let leastShare = 0.05

  /// The addresses that ever answered.
  private(set) var hosts = HostSet()
  /// First probes of addresses that ever answered, by hour of day.
  private var tallies = [Tally](repeating: Tally(), count: 24)
  /// First probes of each address that were not answered, until it answers.
  private var unanswered = [UInt8](repeating: 0, count: 256)
  /// First probes, not answered, of addresses before they first answered; their hours are not kept.
  private var early: UInt32 = 0
  /// All first probes while the block was up, also of addresses that never answered.
  private var probes: UInt32 = 0
  private var replies: UInt32 = 0
  /// First probes of the silence that goes on: the address, and its hour of day.
  private var silent: [(host: UInt8, hour: UInt8)] = []
  /// The probes since the last reply.
  private var silence: UInt32 = 0
  private var isOut = false
  private var lastRound: Int64 = .min
  /// The probes of the last round: all packets of a prober to an address are one.
  private var current: [Probe] = []
  /// The addresses in `current`.
  private var currentHosts = HostSet()
  /// The places in `current` by prober and address, once they are too many to be looked through.
  private var places: [UInt32: Int] = [:]
  /// The probes of a round that are looked through.
  private static let mostSought = 64

  /// A probe of an address by a prober in a round.
  private struct Probe: Sendable {
    let prober: UInt16
    let host: UInt8
    var isReply: Bool
  }

  /// Takes a result; those of an earlier round than the last are no first probes.
  mutating func take(_ result: ProbeResult) {
    let round = result.round
    let host = UInt8(truncatingIfNeeded: result.address)
    guard round >= lastRound else {
      return count(host, BlockHistory.hour(of: round), result.isReply, isFirst: false)
    }
    if round > lastRound {
      endRound()
      lastRound = round
    }
    if currentHosts.contains(host), let place = place(of: result.prober, host) {
      if result.isReply { current[place].isReply = true }
      return
    }
    currentHosts.insert(host)
    if !places.isEmpty { places[BlockHistory.key(result.prober, host)] = current.count }
    current.append(Probe(prober: result.prober, host: host, isReply: result.isReply))
    if places.isEmpty, current.count > BlockHistory.mostSought {
      for (place, probe) in current.enumerated() {
        places[BlockHistory.key(probe.prober, probe.host)] = place
      }
    }
  }

  /// Where the probe of an address by a prober stands in the last round.
  private func place(of prober: UInt16, _ host: UInt8) -> Int? {
    places.isEmpty
      ? current.lastIndex { $0.host == host && $0.prober == prober }
      : places[BlockHistory.key(prober, host)]
  }

  private static func key(_ prober: UInt16, _ host: UInt8) -> UInt32 {
    UInt32(prober) << 8 | UInt32(host)
  }

  /// Counts the probes of the last round, of which no packet is to come.
  private mutating func endRound() {
    guard !current.isEmpty else { return }
    let hour = BlockHistory.hour(of: lastRound)
    // Taken out, so that its memory has one owner; kept for the next round.
    var probes: [Probe] = []
    swap(&probes, &current)
    for (place, probe) in probes.enumerated() {
      count(probe.host, hour, probe.isReply, isFirst: place == 0)
    }
    probes.removeAll(keepingCapacity: true)
    swap(&probes, &current)
    currentHosts = HostSet()
    places = [:]
  }

  /// The hour of day in which a round begins.
  private static func hour(of round: Int64) -> UInt8 {
    let second = round % 86_400
    return UInt8((second < 0 ? second + 86_400 : second) / 3_600)
  }

  private mutating func count(_ host: UInt8, _ hour: UInt8, _ isReply: Bool, isFirst: Bool) {
    guard isReply else {
      silence = min(silence + 1, 1 << 20)
      guard !isOut else { return }
      if isFirst { silent.append((host, hour)) }
      if isBeyondChance {
        isOut = true
        silent = []
      }
      return
    }
    if !hosts.contains(host) { admit(host) }
    endSilence()
    if isFirst, !isOut {
      tallies[Int(hour)].add(Tally(probes: 1, replies: 1))
      probes &+= 1
      replies &+= 1
    }
    isOut = false
    silence = 0
  }

  /// Counts a silence that was none of an outage.
  private mutating func endSilence() {
    for probe in silent { miss(probe.host, probe.hour) }
    silent = []
  }

  private mutating func miss(_ host: UInt8, _ hour: UInt8) {
    probes &+= 1
    if hosts.contains(host) {
      tallies[Int(hour)].add(Tally(probes: 1))
    } else if unanswered[Int(host)] < .max {
      unanswered[Int(host)] += 1
    }
  }

  /// Takes an address among those that ever answered, with what it left unanswered before.
  private mutating func admit(_ host: UInt8) {
    hosts.insert(host)
    early &+= UInt32(unanswered[Int(host)])
    unanswered[Int(host)] = 0
  }

  /// Whether the silence is longer than a block is silent by chance. The share of replies is taken for
  /// half of what it was: nights answer less than days, and few probes tell little.
  private var isBeyondChance: Bool {
    let share = (Double(replies) + 1) / (Double(probes) + 10) / 2
    return Double(silence) * log(1 - max(share, BlockHistory.leastShare)) < BlockHistory.chance
  }

  /// Ends the results: a silence that is no outage yet counts.
  mutating func end() {
    endRound()
    endSilence()
    silence = 0
  }

  /// Adds what was learnt of the same block from other results; `self` ends first.
  mutating func merge(_ other: BlockHistory) {
    end()
    var other = other
    other.end()
    let before = hosts
    for host in UInt8.min...UInt8.max {
      if before.contains(host) {
        early &+= UInt32(other.unanswered[Int(host)])
      } else if other.hosts.contains(host) {
        admit(host)
      } else {
        let sum = Int(unanswered[Int(host)]) + Int(other.unanswered[Int(host)])
        unanswered[Int(host)] = UInt8(clamping: sum)
      }
    }
    for hour in 0..<24 { tallies[hour].add(other.tallies[hour]) }
    early &+= other.early
    probes &+= other.probes
    replies &+= other.replies
    lastRound = max(lastRound, other.lastRound)
  }

  /// A(E(b)); 0 where no first probe met an address that ever answered.
  var availability: Double {
    let (probes, replies) = totals
    return probes > 0 ? replies / probes : 0
  }

  private var totals: (probes: Double, replies: Double) {
    tallies.reduce((Double(early), 0)) { ($0.0 + Double($1.probes), $0.1 + Double($1.replies)) }
  }

  /// A by hour of day, scaled to the same mean as A, because what came before an address first answered
  /// has no hour; none where an hour has fewer probes than asked for.
  func hours(leastProbes: Int) -> [Double] {
    guard tallies.allSatisfy({ Int($0.probes) >= max(1, leastProbes) }) else { return [] }
    let (probes, _) = totals
    let scale = (probes - Double(early)) / probes
    return tallies.map { min(1, Double($0.replies) / Double($0.probes) * scale) }
  }
}
