import Probing
import Scenario

/// How what was reported compares with what was.
struct LoopFigures {
  /// Outages of at least as many rounds as it takes to be sure of them.
  private(set) var outages = 0
  /// Of them, those never reported.
  private(set) var missed = 0
  /// Those reported after more rounds than it takes with the availability that the walk believes, and
  /// with the one that the block has.
  private(set) var late = 0
  private(set) var lateByTruth = 0
  /// Shares of healthy rounds reported down, by tenth of availability.
  private(set) var falseDown: [Double] = []
  /// The share of healthy rounds reported not up after up.
  private(set) var notUp = 0.0
  private var ends = (low: [0, 0], high: [0, 0], first: [0, 0])

  /// Of ends at an availability of at least 0.15, the share seen within three rounds; below it; of those
  /// at 0.4 or more, the share seen in the first.
  var endShare: Double { Double(ends.high[1]) / Double(max(1, ends.high[0])) }
  var endShareLow: Double { Double(ends.low[1]) / Double(max(1, ends.low[0])) }
  var endShareFirst: Double { Double(ends.first[1]) / Double(max(1, ends.first[0])) }

  init(_ loop: ClosedLoop) {
    var (healthy, down) = ([Int](repeating: 0, count: 10), [Int](repeating: 0, count: 10))
    var wasUp = 0
    var fell = 0
    for (index, block) in loop.blocks.enumerated() {
      let tenth = min(9, Int(block.availability * 10))
      let needed = LoopFigures.rounds(block.availability)
      var before = BlockState.uncertain
      for (number, reports) in loop.reports.enumerated() {
        let start = ClosedLoop.start + Int64(number) * 600
        let report = reports[index]
        // Rounds that touch an outage, or come within a recovery, are judged below.
        let isHealthy = !block.outages.contains {
          $0.lowerBound < start + 600 && $0.upperBound > start - 6 * 600
        }
        if isHealthy {
          healthy[tenth] += 1
          if report == .down { down[tenth] += 1 }
          if before == .up {
            wasUp += 1
            if report != .up { fell += 1 }
          }
        }
        before = report
      }
      for outage in block.outages {
        count(
          outage, needed, loop.reports.map { $0[index] }, loop.confirmations.map { $0[index] },
          block.availability)
      }
    }
    falseDown = zip(down, healthy).map { Double($0) / Double(max(1, $1)) }
    notUp = Double(fell) / Double(max(1, wasUp))
  }

  private mutating func count(
    _ outage: Range<Int64>, _ needed: Int, _ reports: [BlockState], _ confirmations: [Int],
    _ availability: Double
  ) {
    // The first and last round that lie in the outage as a whole.
    let first = Int((outage.lowerBound - ClosedLoop.start + 599) / 600)
    let end = Int((outage.upperBound - ClosedLoop.start) / 600)
    guard end - first >= needed, end + 3 < reports.count, reports[first - 1] == .up else { return }
    outages += 1
    guard let seen = (first - 1..<end).first(where: { reports[$0] == .down }) else {
      return missed += 1
    }
    let took = seen - first + 1
    if took > needed { lateByTruth += 1 }
    let believed = confirmations[(first...max(first, seen))].max() ?? 0
    if took > (believed + 14) / 15 { late += 1 }
    // The first round that lies behind it as a whole, or the one in which it ends.
    let back = Int((outage.upperBound - ClosedLoop.start + 599) / 600)
    let isBack = (end..<min(back + 3, reports.count)).contains { reports[$0] == .up }
    if availability >= 0.15 {
      ends.high[0] += 1
      if isBack { ends.high[1] += 1 }
    } else {
      ends.low[0] += 1
      if isBack { ends.low[1] += 1 }
    }
    guard availability >= 0.4 else { return }
    ends.first[0] += 1
    if (end...min(back, reports.count - 1)).contains(where: { reports[$0] == .up }) {
      ends.first[1] += 1
    }
  }

  /// T: the rounds that it takes to be sure of an outage.
  private static func rounds(_ availability: Double) -> Int {
    switch availability {
    case ..<0.11: 6
    case ..<0.13: 5
    case ..<0.17: 4
    case ..<0.24: 3
    case ..<0.43: 2
    default: 1
    }
  }
}
