import Glibc

/// What a round says of a prober: the logarithms of how much more likely its replies are if it loses
/// some of them than if it does not.
struct ProberEvidence: Equatable, Sendable {
  /// That it loses a fifth, without the country that says so the loudest if there are several.
  var mild = 0.0
  /// That it loses nine tenths, likewise.
  var hard = 0.0
  /// Its replies over those that were expected.
  var ratio = Double.nan
  /// What that ratio usually is.
  var usual = Double.nan
  /// The replies that were expected where it is known what is usual.
  var expected = 0.0
  /// The replies that are usual, everywhere; as many as were expected where that is not known.
  var due = 0.0
  /// The replies of which `due` is the expectation.
  var heard = 0.0

  /// The logarithms of likelihood ratios.
  struct Ratio: Equatable, Sendable {
    var mild = 0.0
    var hard = 0.0
    var isPresent = false

    init() {}

    /// What the first probes of a country say if `usual` times the expected replies are usual.
    init(_ cell: ProberCount.Cell, usual: Double) {
      let probes = Double(cell.probes)
      let replies = Double(cell.replies)
      let rate = min(max(usual * Double(cell.expected) / 65_535 / probes, 0.001), 0.99)
      mild = Ratio.logarithm(replies, probes, rate, rate * 0.8)
      hard = Ratio.logarithm(replies, probes, rate, rate * 0.1)
      isPresent = true
    }

    private static func logarithm(
      _ replies: Double, _ probes: Double, _ rate: Double, _ other: Double
    ) -> Double {
      replies * log(other / rate) + (probes - replies) * log((1 - other) / (1 - rate))
    }

    mutating func add(_ other: Ratio) {
      mild += other.mild
      hard += other.hard
      isPresent = isPresent || other.isPresent
    }
  }

  /// Weighs the countries of a prober; a country in which the others lose replies too is left out.
  init(_ count: ProberCount, _ own: [Ratio], _ levels: [Double], all: [Ratio]) {
    var (worstMild, worstHard, countries) = (-Double.infinity, -Double.infinity, 0)
    var (replies, usualReplies) = (0.0, 0.0)
    for (cell, level) in zip(count.cells, levels) {
      due += (level.isNaN ? 1 : level) * Double(cell.expected) / 65_535
      heard += Double(cell.replies)
    }
    for country in own.indices where own[country].isPresent {
      let cell = count.cells[country]
      replies += Double(cell.replies)
      expected += Double(cell.expected) / 65_535
      usualReplies += levels[country] * Double(cell.expected) / 65_535
      guard all[country].mild - own[country].mild <= 0 else { continue }
      countries += 1
      mild += own[country].mild
      hard += own[country].hard
      worstMild = max(worstMild, own[country].mild)
      worstHard = max(worstHard, own[country].hard)
    }
    if expected > 0 {
      ratio = replies / expected
      usual = usualReplies / expected
    }
    if countries > 1 {
      mild -= max(0, worstMild)
      hard -= max(0, worstHard)
    }
  }
}

extension ProberEvidence {
  /// The part of what is usual that a prober should hear even if chance made what it heard before too
  /// many: that less two standard errors.
  ///
  /// What is known from few replies is uncertain; a prober whose first rounds were lucky would else seem
  /// to lose some from then on, and what it does would never become usual.
  static func margin(_ count: ProberCount, _ levels: [ProberHistory.Level?]) -> Double {
    var (sum, variance) = (0.0, 0.0)
    for case (let cell, let level?) in zip(count.cells, levels) {
      let due = level.ratio * Double(cell.expected) / 65_535
      sum += due
      // The variance of a count of replies is at most the count.
      variance += due * due / max(1, level.replies)
    }
    return sum > 0 ? max(0, 1 - 2 * variance.squareRoot() / sum) : 1
  }

  /// Whether next to no reply came where at least ten were due: so few that by chance it happens once in
  /// more than 20,000 rounds. Strays aside, one in fifty.
  var hearsNothing: Bool {
    due >= ProberEvidence.leastDue && heard * ProberEvidence.nothing <= due
  }
  static let leastDue = 10.0
  static let nothing = 50.0
}

extension ProberHistory {
  /// Adds the evidence of a round.
  mutating func weigh(_ evidence: ProberEvidence) {
    let wasFallen = isFallen
    mild = min(max(0, mild + evidence.mild), ProberHealth.proof)
    hard = min(max(0, hard + evidence.hard), ProberHealth.proof)
    standing = min(max(0, standing - evidence.mild), ProberHealth.proof)
    isFallen =
      mild >= ProberHealth.proof || hard >= ProberHealth.proof
      || wasFallen && (mild > 0 || hard > 0)
  }
}
