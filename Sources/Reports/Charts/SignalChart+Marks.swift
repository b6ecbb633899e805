import Incidents
import Timeline

extension SignalChart {
  /// Draws where events began, crossed the rule, stepped and recovered.
  func drawMarks(into svg: inout SVGText, reducer: LineReducer, layout: ChartLayout) {
    let (top, bottom) = (reducer.value.top, reducer.value.bottom)
    var labels = LabelRow(until: reducer.time.right)
    for event in events {
      let end = event.recovery?.by ?? event.observedUntil
      labels.occupy(reducer.time.clamped(event.onset.by), reducer.time.clamped(end))
    }
    for event in events {
      let began = reducer.time.clamped(event.began.after ?? event.began.by)
      let beganEnd = reducer.time.clamped(event.began.by + event.step)
      svg.raw(
        "<rect x=\"\(began.px)\" y=\"\(top.px)\" width=\"\(max(1.5, beganEnd - began).px)\""
          + " height=\"\((bottom - top).px)\" fill=\"\(Palette.event)\" fill-opacity=\".55\">"
          + "<title>\("began to fall \(TimeText.between(event.began, step: event.step, zoned: true))".xml)"
          + "</title></rect>")
      flag(event.onset, of: event, "below the threshold", into: &svg, reducer: reducer)
      if let recovery = event.recovery {
        flag(recovery, of: event, "recovered", into: &svg, reducer: reducer)
      }
      for step in event.steps { mark(step, of: event, into: &svg, reducer: reducer) }
      labels.place(
        "began \(TimeText.clock(event.began, step: event.step))", x: began - 3, anchor: .end,
        into: &svg, y: top - 2,
        layout: layout, left: reducer.time.left)
      if let recovery = event.recovery, event.duration > reducer.time.seconds / 10 {
        labels.place(
          "back \(TimeText.clock(recovery, step: event.step))",
          x: reducer.time.clamped(recovery.by) + 4,
          anchor: .start, into: &svg, y: top - 2, layout: layout,
          left: reducer.time.left)
      }
    }
  }

  private func flag(
    _ bracket: TimeBracket, of event: Event, _ words: String, into svg: inout SVGText,
    reducer: LineReducer
  ) {
    guard reducer.time.contains(bracket.by) else { return }
    let x = reducer.time.x(bracket.by)
    let (top, bottom) = (reducer.value.top, reducer.value.bottom)
    let bin = TimeText.bin(bracket.by, step: event.step)
    svg.path(
      "M\(x.px) \(top.px)V\(bottom.px)",
      attributes: "stroke=\"\(Palette.event)\" stroke-dasharray=\"2 2\" fill=\"none\"",
      title: "\(words) in \(bin) of \(TimeText.day(bracket.by)) UTC")
  }

  private func mark(
    _ step: Step, of event: Event, into svg: inout SVGText, reducer: LineReducer
  ) {
    guard reducer.time.contains(step.by) else { return }
    let x = reducer.time.x(step.by)
    let index = trace.series.index(of: step.by)
    let value = index.flatMap { trace.series.value(at: $0) } ?? step.to
    // Above the line, so that the move itself stays visible.
    let y = max(reducer.value.top + 9, reducer.value.y(value) - 3)
    let when = TimeText.between(step.bracket, step: event.step, zoned: true)
    let title =
      "\(step.kind.rawValue): \(when), \(Count.value(step.from)) to \(Count.value(step.to))"
    let isFull = step.kind == .cut || step.kind == .recovery
    let triangle =
      step.kind.isRise
      ? "M\(x.px) \((y - 8).px)l4 7h-8Z" : "M\(x.px) \(y.px)l4 -7h-8Z"
    svg.path(
      triangle,
      attributes: "fill=\"\(isFull ? Palette.ink : "#fff")\" stroke=\"\(Palette.ink)\"",
      title: title)
  }
}

/// Labels on one line of a drawing; one that would cover another is left out.
struct LabelRow {
  private var taken: [ClosedRange<Double>] = []
  private let right: Double

  /// Creates an empty row that ends at `right`.
  init(until right: Double) { self.right = right }

  /// Keeps labels away from what is drawn between two places.
  mutating func occupy(_ from: Double, _ until: Double) {
    taken.append(from...max(from, until))
  }

  /// Draws a label if its place is free and within the row.
  mutating func place(
    _ text: String, x: Double, anchor: SVGText.Anchor, into svg: inout SVGText, y: Double,
    layout: ChartLayout, left: Double
  ) {
    let size = layout.font - 1
    let width = SVGText.width(of: text, size: size)
    let start = anchor == .end ? x - width : anchor == .middle ? x - width / 2 : x
    guard start >= left, start + width <= right else { return }
    let range = start...start + width
    guard !taken.contains(where: { $0.overlaps(range) }) else { return }
    taken.append(range)
    svg.label(text, x: x, y: y, anchor: anchor, size: size)
  }
}
