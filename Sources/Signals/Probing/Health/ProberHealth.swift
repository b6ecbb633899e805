import Glibc

/// Tells from what its probers did in a round which of them to believe.
struct ProberHealth: Equatable, Sendable {
  /// The probers by row, in the order in which they were met.
  private(set) var probers: [UInt16] = []
  private(set) var histories: [ProberHistory] = []
  private(set) var countries: Int

  /// The most probers that are judged; those beyond are believed, and counted.
  static let limit = 1_024
  /// The evidence at which a prober is deaf: a chance of one in a million.
  static let proof = 13.815_510_557_964_274
  /// The evidence at which another stands.
  static let standing = 4.605_170_185_988_092
  /// The evidence of nine tenths lost at which what a prober says is not believed until more is known.
  static let suspicion = 2.302_585_092_994_046
  /// The rounds after which what an unhealthy prober does is usual: seven days.
  static let patience = 1_008

  init(countries: Int) { self.countries = countries }

  init(probers: [UInt16], histories: [ProberHistory], countries: Int) {
    self.probers = probers
    self.histories = histories
    self.countries = countries
  }

  /// The row of each prober by its number, -1 for others.
  var rows: [Int32] {
    var rows = [Int32](repeating: -1, count: 65_536)
    for (row, prober) in probers.enumerated() { rows[Int(prober)] = Int32(row) }
    return rows
  }

  /// Makes a prober known; nothing where there are too many. O(1).
  mutating func add(_ prober: UInt16) -> Int? {
    guard probers.count < ProberHealth.limit else { return nil }
    probers.append(prober)
    histories.append(ProberHistory(countries: countries))
    return probers.count - 1
  }

  /// Goes on with the countries of another list.
  mutating func move(from old: BlockEntities, to new: BlockEntities) {
    var places = [0: 0]
    for (number, entity) in old.countryEntities.enumerated() {
      let country = old.entities[Int(entity)]
      if let place = new.countryEntities.firstIndex(where: { new.entities[Int($0)] == country }) {
        places[number + 1] = place + 1
      }
    }
    countries = new.countryCount
    for row in histories.indices { histories[row].move(places, countries: countries) }
  }

  /// Judges a round of which `counts` are those of each row, and learns from it.
  mutating func judge(_ counts: [ProberCount], start: Int64) -> [ProberVerdict] {
    let hour = UInt32(truncatingIfNeeded: start / 3_600)
    let evidence = evidence(counts)
    var verdicts: [ProberVerdict] = []
    var isFallen: [Bool] = []
    for row in counts.indices {
      histories[row].weigh(evidence[row])
      isFallen.append(histories[row].isFallen)
    }
    let active = counts.indices.filter {
      counts[$0].blocks > 0
        && !ProberHealth.isSilent(counts[$0].blocks, usual: histories[$0].usualBlocks ?? 0)
    }
    // Only what a prober hears now says that it stands.
    let stand = active.filter {
      histories[$0].standing >= ProberHealth.standing && !isFallen[$0] && evidence[$0].expected > 0
    }
    let all = active.reduce(into: (due: 0.0, heard: 0.0)) { sum, row in
      sum.due += evidence[row].due
      sum.heard += evidence[row].heard
    }
    for row in counts.indices {
      let isVouched = stand.contains { $0 != row }
      let others = (due: all.due - evidence[row].due, heard: all.heard - evidence[row].heard)
      let isOthersSilent = others.heard * ProberEvidence.nothing <= others.due
      if evidence[row].hearsNothing {
        if others.due >= ProberEvidence.leastDue, isOthersSilent {
          histories[row].isSilentWithOthers = true
        }
      } else if evidence[row].heard * ProberEvidence.nothing > evidence[row].due {
        histories[row].isSilentWithOthers = false
      }
      var verdict = ProberVerdict(
        prober: probers[row], health: .healthy, probes: counts[row].probes,
        blocks: counts[row].blocks, usualBlocks: histories[row].usualBlocks ?? 0,
        ratio: evidence[row].ratio, usualRatio: evidence[row].usual)
      if ProberHealth.isSilent(counts[row].blocks, usual: verdict.usualBlocks) {
        verdict.health = .silent
      } else if isVouched, isFallen[row] {
        verdict.health = .deaf
      } else if isVouched, histories[row].hard >= ProberHealth.suspicion {
        // A block that falls is no evidence any more, so none falls while there is a suspicion.
        verdict.health = .suspect
      } else if evidence[row].hearsNothing {
        if !isVouched, others.due < ProberEvidence.leastDue {
          // An outage that others saw too leaves them nothing that is due; it stays one.
          if !histories[row].isSilentWithOthers { verdict.health = .soleDeaf }
        } else if !isVouched || evidence[row].expected == 0 && histories[row].isNew,
          !isOthersSilent
        {
          // Too little is known yet for more, but the others hear something.
          verdict.health = .suspect
        }
      }
      verdicts.append(verdict)
      learn(row, counts[row], verdict.health, hour: hour)
    }
    makeRoom()
    return verdicts
  }

  /// Whether a prober probed under half of its usual blocks, and not by chance.
  static func isSilent(_ blocks: Int, usual: Int) -> Bool {
    blocks * 2 < usual && Double(usual - blocks) > 3 * Double(usual).squareRoot()
  }

  /// Forgets probers that did nothing for a day, if no other would find a place.
  private mutating func makeRoom() {
    guard probers.count == ProberHealth.limit else { return }
    let kept = probers.indices.filter { histories[$0].idle <= ProberHistory.day }
    probers = kept.map { probers[$0] }
    histories = kept.map { histories[$0] }
  }

  private mutating func learn(
    _ row: Int, _ count: ProberCount, _ health: ProberVerdict.Health, hour: UInt32
  ) {
    histories[row].countBlocks(count.blocks, isSilent: health == .silent)
    histories[row].idle = count.blocks > 0 ? 0 : histories[row].idle &+ 1
    switch health {
    case .silent: break
    case .healthy:
      histories[row].condemned = 0
      // What raises suspicion is not usual yet.
      guard histories[row].mild < ProberHealth.proof / 2 else { return }
      for country in count.cells.indices {
        histories[row].count(count.cells[country], country: country, hour: hour)
      }
    case .deaf, .soleDeaf, .suspect:
      histories[row].condemned += 1
      if histories[row].condemned > ProberHealth.patience {
        let blocks = histories[row].blocks
        histories[row] = ProberHistory(countries: countries)
        histories[row].blocks = blocks
      }
    }
  }

  /// What the round says of each prober.
  private func evidence(_ counts: [ProberCount]) -> [ProberEvidence] {
    let usual = counts.indices.map { row in
      (0..<countries).map { country in
        counts[row].cells[country].probes > 0 ? histories[row].usual(country: country) : nil
      }
    }
    var lost = [ProberEvidence.Ratio](repeating: .init(), count: countries)
    var own: [[ProberEvidence.Ratio]] = []
    for row in counts.indices {
      let margin = ProberEvidence.margin(counts[row], usual[row])
      var ratios = [ProberEvidence.Ratio](repeating: .init(), count: countries)
      for country in 0..<countries {
        guard let level = usual[row][country] else { continue }
        ratios[country] = .init(counts[row].cells[country], usual: level.ratio * margin)
        lost[country].add(ratios[country])
      }
      own.append(ratios)
    }
    return counts.indices.map { row in
      ProberEvidence(counts[row], own[row], usual[row].map { $0?.ratio ?? .nan }, all: lost)
    }
  }
}
