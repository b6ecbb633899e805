import Detection
import Incidents
import Timeline

/// One signal over time: value, expected value, thresholds, events and marks.
struct SignalChart {
  let trace: SignalTrace
  /// The signal's own events.
  let events: [Event]
  let thresholds: (warning: Double, critical: Double)?
  let window: (from: UnixTime, until: UnixTime)
  /// Seconds east of UTC of the second axis.
  let offset: Int?
  /// The entity's name for people.
  let name: String
  let notices: [String]
  /// Whose data are drawn; only for a figure that stands alone.
  let credits: [String]

  var title: String {
    "\(name) (\(trace.series.entity)): \(trace.series.datasource.title), \(trace.series.unit)"
  }

  /// What the drawing shows, for who cannot see it.
  var description: String {
    var parts = [
      "Signal \(trace.series.datasource) from \(window.from.minuteText) to "
        + "\(window.until.minuteText) UTC in bins of \(TimeText.length(trace.series.step))."
    ]
    for event in events {
      let end =
        event.recovery.map { "recovered \(TimeText.between($0, step: event.step))" }
        ?? "open at the end of the data"
      parts.append(
        "Event, \(event.level.name): \(TimeText.beginning(of: event, warning: thresholds?.warning));"
          + " lowest \(Count.value(event.minimum)) of \(Count.value(event.baseline)) expected; "
          + "\(end).")
    }
    if events.isEmpty { parts.append("No event of this signal is drawn.") }
    return (parts + notices).joined(separator: " ")
  }

  /// The drawing. `isAlone` adds what a page says once: title in full, legend, credits.
  func svg(_ layout: ChartLayout, id: String, isAlone: Bool = false, data: String = "") -> String {
    let top = 34.0
    let bottom = top + layout.plotHeight
    let time = TimeScale(
      from: window.from, until: window.until, left: layout.left, right: layout.plotEnd)
    let reducer = LineReducer(
      time: time, value: ValueScale(largest: largest, top: top, bottom: bottom))
    let axis = TimeAxis(scale: time, layout: layout, offset: offset)
    var svg = SVGText()
    drawBackground(into: &svg, reducer: reducer, hatch: "url(#\(id)-h)")
    for value in reducer.value.ticks {
      let y = reducer.value.y(value)
      svg.line(x1: time.left, y1: y, x2: time.right, y2: y, stroke: Palette.grid)
      svg.label(
        Count.value(value), x: time.left - 6, y: y + layout.font * 0.35, anchor: .end,
        size: layout.font)
    }
    axis.draw(into: &svg, top: top, bottom: bottom)
    drawLines(into: &svg, reducer: reducer)
    drawMarks(into: &svg, reducer: reducer, layout: layout)
    let color = Palette.color(of: trace.series.datasource)
    svg.rect(x: time.left, y: 7, width: 11, height: 11, fill: color)
    let heading =
      isAlone ? title + " (UTC)" : "\(trace.series.datasource.title): \(trace.series.unit)"
    svg.label(
      SVGText.fitting(heading, width: time.right - time.left - 17, size: layout.heading * 1.12),
      x: time.left + 17, y: 17, size: layout.heading, bold: true)
    var y = bottom + axis.height
    for line in footer(isAlone: isAlone) {
      svg.label(
        SVGText.fitting(line.text, width: layout.width - 10, size: layout.font - 1),
        x: isAlone ? time.left : time.right, y: y + layout.font, anchor: isAlone ? .start : .end,
        size: layout.font - 1, fill: line.isNotice ? Palette.notice : Palette.muted,
        bold: line.isNotice)
      y += layout.font + 4
    }
    return svg.document(
      id: id, width: layout.width, height: y + 4, title: title, description: description,
      attributes: " class=\"\(layout.name)\"\(data)")
  }

  private func footer(isAlone: Bool) -> [(text: String, isNotice: Bool)] {
    var lines = notices.map { (text: $0, isNotice: true) }
    guard isAlone else { return lines }
    lines.append(
      (
        "Solid: value. Dashed: expected value. Tinted: below the warning and the critical "
          + "threshold. Shaded, with a bar on top: event.", false
      ))
    lines.append(
      (
        "Hatched: marked bins, not used. Grey: no values. Triangles: steps down and up. "
          + "Several bins in a pixel column: lowest and highest are drawn.", false
      ))
    for credit in credits { lines.append(("Data: \(credit)", false)) }
    return lines
  }

  private var largest: Double {
    var largest = 0.0
    for index in trace.series.values.indices {
      let time = trace.series.time(at: index)
      guard time >= window.from, time < window.until else { continue }
      if let value = trace.series.value(at: index), value > largest { largest = value }
      let baseline = trace.verdicts[index].baseline
      if baseline > largest { largest = baseline }
    }
    return largest
  }

  private func drawLines(into svg: inout SVGText, reducer: LineReducer) {
    let series = trace.series
    let baseline = reducer.lines(
      trace.verdicts.map(\.baseline), start: series.start, step: series.step)
    svg.path(
      LineReducer.path(baseline),
      attributes: "fill=\"none\" stroke=\"\(Palette.baseline)\" stroke-width=\"1\""
        + " stroke-dasharray=\"4 3\"")
    let values = reducer.lines(series.values, start: series.start, step: series.step)
    svg.path(
      LineReducer.path(values),
      attributes: "fill=\"none\" stroke=\"\(Palette.color(of: series.datasource))\""
        + " stroke-width=\"1.6\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
  }
}
