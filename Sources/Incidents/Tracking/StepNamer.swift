import Detection
import Timeline

/// Names the steps of one event, and renames them when later bins teach better.
struct StepNamer: Sendable, Equatable {
  /// The time after which a rise that was not lost is called a recovery, and below which a dip is
  /// too short for its end to be one.
  static let patience = 6 * 3_600

  private(set) var steps: [Step] = []
  private var baseline: Double
  /// The value of the last counted step of the cut.
  private var lastCut: Double?

  init(baseline: Double) { self.baseline = baseline }

  /// Adds a completed move under its first name.
  mutating func add(_ move: StepFinder.Move) {
    var step = Step(
      kind: .relapse, after: move.after, by: move.by, until: move.until, from: move.from,
      to: move.to)
    if move.to < move.from {
      if move.to <= (lastCut ?? move.from) - 0.1 * baseline {
        step.kind = .cut
        lastCut = move.to
        for index in steps.indices
        where steps[index].kind.isRise && steps[index].until > move.after - StepNamer.patience {
          steps[index].kind = .rebound
        }
      }
    } else {
      step.kind = endsShortDip(step) ? .rebound : .rising
    }
    steps.append(step)
  }

  /// Whether a rise merely gives back what a dip of under six hours took: half of it or more, and not
  /// a tenth of the baseline beyond it.
  ///
  /// The event's first step of the cut is not a dip.
  private func endsShortDip(_ rise: Step) -> Bool {
    let firstCut = steps.firstIndex { $0.kind == .cut }
    for index in steps.indices.reversed() where !steps[index].kind.isRise && index != firstCut {
      guard rise.by - steps[index].by < StepNamer.patience else { return false }
      let dip = steps[index]
      if rise.to >= (dip.from + dip.to) / 2, rise.to <= dip.from + 0.1 * baseline { return true }
    }
    return false
  }

  /// Renames rises that the bin at `time` lost again or leaves standing; whether one was renamed.
  mutating func observe(_ value: Double, at time: UnixTime) -> Bool {
    var renamed = false
    for index in steps.indices {
      let step = steps[index]
      guard step.kind == .rising || step.kind == .recovery, time > step.until else { continue }
      if value < (step.from + step.to) / 2 {
        steps[index].kind = .return
        renamed = true
      } else if step.kind == .rising, time >= step.until + StepNamer.patience {
        steps[index].kind = .recovery
        renamed = true
      }
    }
    return renamed
  }

  /// Scales the levels that later steps are compared with; the steps stay as they were observed.
  mutating func rescale(by ratio: Double) {
    baseline *= ratio
    if let lastCut { self.lastCut = lastCut * ratio }
  }

  /// Settles what is still rising: the event has closed and nothing was lost again.
  mutating func close() {
    for index in steps.indices where steps[index].kind == .rising {
      steps[index].kind = .recovery
    }
  }
}

extension StepNamer {
  func encode(into writer: inout StateWriter) {
    writer.write(baseline)
    writer.write(lastCut != nil)
    if let lastCut { writer.write(lastCut) }
    writer.write(steps.count)
    for step in steps {
      writer.write(UInt8(Step.Kind.allCases.firstIndex(of: step.kind) ?? 0))
      writer.write(step.after)
      writer.write(step.by)
      writer.write(step.until)
      writer.write(step.from)
      writer.write(step.to)
    }
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    baseline = try reader.double()
    lastCut = try reader.flag() ? try reader.double() : nil
    for _ in 0..<(try reader.count(width: 41)) {
      let kind = Int(try reader.byte())
      guard Step.Kind.allCases.indices.contains(kind) else { throw .malformed("step") }
      let after = try reader.time()
      let by = try reader.time()
      let until = try reader.time()
      let from = try reader.double()
      steps.append(
        Step(
          kind: Step.Kind.allCases[kind], after: after, by: by, until: until, from: from,
          to: try reader.double()))
    }
  }
}
