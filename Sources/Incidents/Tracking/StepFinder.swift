import Detection
import Timeline

/// Finds the runs of bins that make steps, one present bin at a time.
///
/// A run moves the same way by more than `threshold` in each bin. It is a step when its total
/// exceeds `3 √(from + to)` and is a tenth of the baseline, or else both a quarter of `from` and 2 %
/// of the baseline; see Docs/Incidents.md.
struct StepFinder: Sendable, Equatable {
  /// A run that qualifies as a step, not yet named.
  struct Move: Sendable, Equatable {
    var after: UnixTime
    var by: UnixTime
    var until: UnixTime
    var from: Double
    var to: Double
  }

  private(set) var baseline: Double
  private(set) var threshold: Double
  private var last: (time: UnixTime, value: Double)?
  fileprivate var run: Run?

  fileprivate struct Run: Sendable, Equatable {
    var after: UnixTime
    var from: Double
    var until: UnixTime
    var to: Double
    /// The first bin at which the move reached a tenth of the baseline.
    var reached: UnixTime?
    var steepest: UnixTime
    var steepestMove: Double
  }

  /// Creates a finder for an event with a baseline and the signal's noise before it.
  init(baseline: Double, noise: Double) {
    self.baseline = baseline
    threshold = max(3 * 1.4826 * noise, 0.002 * baseline)
  }

  static func == (a: StepFinder, b: StepFinder) -> Bool {
    a.baseline == b.baseline && a.threshold == b.threshold && a.run == b.run
      && a.last?.time == b.last?.time && a.last?.value == b.last?.value
  }

  /// Takes the next present bin; returns the step that it completes, if it does.
  mutating func observe(_ value: Double, at time: UnixTime) -> Move? {
    guard let previous = last else {
      last = (time, value)
      return nil
    }
    last = (time, value)
    let move = value - previous.value
    let isMove = abs(move) > threshold
    if isMove, var current = run, (current.to - current.from) * move > 0 {
      current.extend(to: value, at: time, move: abs(move), tenth: 0.1 * baseline)
      run = current
      return nil
    }
    let finished = finish()
    if isMove {
      var started = Run(
        after: previous.time, from: previous.value, until: time, to: previous.value, reached: nil,
        steepest: time, steepestMove: 0)
      started.extend(to: value, at: time, move: abs(move), tenth: 0.1 * baseline)
      run = started
    }
    return finished
  }

  /// Scales the levels that the next bins are compared with, those of a run that is going on too.
  mutating func rescale(by ratio: Double) {
    baseline *= ratio
    threshold *= ratio
    if let last { self.last = (last.time, last.value * ratio) }
    run?.scale(by: ratio)
  }

  /// Ends the run that is going on; returns it if it is a step.
  mutating func finish() -> Move? {
    defer { run = nil }
    return unfinished
  }

  /// The run that is going on, if it would be a step as it stands.
  var unfinished: Move? {
    guard let run else { return nil }
    let total = abs(run.to - run.from)
    guard total > 3 * (run.from + run.to).squareRoot() else { return nil }
    guard total >= 0.1 * baseline || (total >= 0.25 * run.from && total >= 0.02 * baseline) else {
      return nil
    }
    return Move(
      after: run.after, by: run.reached ?? run.steepest, until: run.until, from: run.from,
      to: run.to)
  }
}

extension StepFinder.Run {
  fileprivate mutating func scale(by ratio: Double) {
    from *= ratio
    to *= ratio
    steepestMove *= ratio
  }

  fileprivate mutating func extend(
    to value: Double, at time: UnixTime, move: Double, tenth: Double
  ) {
    to = value
    until = time
    if reached == nil, abs(to - from) >= tenth { reached = time }
    if move > steepestMove {
      steepestMove = move
      steepest = time
    }
  }
}

extension StepFinder {
  func encode(into writer: inout StateWriter) {
    writer.write(baseline)
    writer.write(threshold)
    writer.write(last != nil)
    if let last {
      writer.write(last.time)
      writer.write(last.value)
    }
    writer.write(run != nil)
    if let run {
      writer.write(run.after)
      writer.write(run.from)
      writer.write(run.until)
      writer.write(run.to)
      writer.write(run.reached)
      writer.write(run.steepest)
      writer.write(run.steepestMove)
    }
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    baseline = try reader.double()
    threshold = try reader.double()
    if try reader.flag() {
      let time = try reader.time()
      last = (time, try reader.double())
    }
    if try reader.flag() {
      let after = try reader.time()
      let from = try reader.double()
      let until = try reader.time()
      let to = try reader.double()
      let reached = try reader.optionalTime()
      let steepest = try reader.time()
      run = Run(
        after: after, from: from, until: until, to: to, reached: reached, steepest: steepest,
        steepestMove: try reader.double())
    }
  }
}
