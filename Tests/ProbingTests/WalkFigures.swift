/// What came of the blocks of a simulation, counted.
struct WalkFigures {
  /// Rounds in which the block was up all the time, and had been reported up since its last outage.
  var healthy = 0
  /// Of those: reported down, and reported down or uncertain.
  var down = 0
  var notUp = 0
  /// All rounds and the probes in them.
  var rounds = 0
  var probes = 0

  /// Outages with at least one whole round, and those reported down before their end.
  var oneRound = 0
  var oneFound = 0
  /// Outages with at least T whole rounds, T by what the walk takes for the availability.
  var outages = 0
  /// Of those: reported down before their end, and by the end of the T-th whole round.
  var found = 0
  var inTime = 0
  /// Outages with at least T whole rounds, T by the availability that the block really has, and of
  /// those the ones reported by the end of the T-th, and of the round after it.
  var trueOutages = 0
  var trueInTime = 0
  var trueInNext = 0
  /// Of the outages that were reported down: `after` is before their start, `by` is no later than the
  /// first round that was probed in them wholly, `by` is after their start.
  var dated = 0
  var afterHolds = 0
  var byInTime = 0
  var byHolds = 0
  /// Ends of outages that were reported down, and those reported up by the end of the first and of
  /// the third whole round after.
  var ends = 0
  var inOne = 0
  var inThree = 0

  /// Adds the counts of others.
  static func + (a: WalkFigures, b: WalkFigures) -> WalkFigures {
    var sum = a
    for path in [
      \WalkFigures.healthy, \.down, \.notUp, \.rounds, \.probes, \.oneRound, \.oneFound, \.outages,
      \.found, \.inTime,
      \.trueOutages, \.trueInTime, \.trueInNext, \.dated, \.afterHolds, \.byInTime, \.byHolds,
      \.ends, \.inOne,
      \.inThree,
    ] {
      sum[keyPath: path] += b[keyPath: path]
    }
    return sum
  }

  /// A share in per cent, or nothing of nothing.
  static func percent(_ part: Int, _ all: Int) -> Double {
    all == 0 ? .nan : Double(part) / Double(all) * 100
  }

  /// Reported down in rounds in which the block was up, in per cent as the other shares.
  var downShare: Double { WalkFigures.percent(down, healthy) }
  /// Reported down or uncertain in rounds in which the block was up.
  var notUpShare: Double { WalkFigures.percent(notUp, healthy) }
  /// Ends that are reported in the first whole round.
  var inOneShare: Double { WalkFigures.percent(inOne, ends) }
  /// Ends that are reported within three whole rounds.
  var inThreeShare: Double { WalkFigures.percent(inThree, ends) }
  /// Outages dated by a probe that lies in them.
  var byShare: Double { WalkFigures.percent(byHolds, dated) }

  /// A row of the tables in `Docs/Evaluation.md`.
  func row(_ name: String) -> String {
    let cells: [(Double, Int)] = [
      (WalkFigures.percent(down, healthy), 3), (WalkFigures.percent(notUp, healthy), 3),
      (Double(outages), 0), (WalkFigures.percent(found, outages), 2),
      (WalkFigures.percent(inTime, outages), 2), (WalkFigures.percent(trueInTime, trueOutages), 1),
      (WalkFigures.percent(trueInNext, trueOutages), 1),
      (WalkFigures.percent(afterHolds, dated), 2), (WalkFigures.percent(byInTime, dated), 2),
      (WalkFigures.percent(byHolds, dated), 2), (WalkFigures.percent(inOne, ends), 1),
      (WalkFigures.percent(inThree, ends), 1), (Double(probes) / Double(max(1, rounds)), 2),
      (WalkFigures.percent(oneFound, oneRound), 1),
    ]
    return "| " + ([name] + cells.map { WalkFigures.text($0.0, $0.1) }).joined(separator: " | ")
      + " |"
  }

  private static func text(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = Int((value * scale).rounded())
    guard places > 0 else { return "\(whole)" }
    let digits = String(whole % Int(scale))
    return "\(whole / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
  }
}
