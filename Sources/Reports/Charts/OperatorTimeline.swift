import Detection
import Incidents
import Timeline

/// One row an operator, one bar a source, shaded while the signal is below its level.
struct OperatorTimeline {
  /// A row: its label and its signals, in order of datasource.
  struct Row {
    let label: String
    let traces: [SignalTrace]
    /// Where the row's cut was ranked, widened by the bin.
    let cut: (from: UnixTime, until: UnixTime)?
  }

  let rows: [Row]
  let window: (from: UnixTime, until: UnixTime)
  let offset: Int?
  let title: String
  let notices: [String]
  let credits: [String]

  private static let barHeight = 7.0

  var description: String {
    let names = rows.map(\.label).joined(separator: "; ")
    return
      ([
        "For each operator a bar a source from \(window.from.minuteText) to "
          + "\(window.until.minuteText) UTC, light while below the warning threshold and solid "
          + "while below the critical one. Rows: \(names)."
      ] + notices).joined(separator: " ")
  }

  func svg(_ layout: ChartLayout, id: String, isAlone: Bool = false) -> String {
    let isNarrow = layout.left < 60
    let left = isNarrow ? 30.0 : 230.0
    let time = TimeScale(from: window.from, until: window.until, left: left, right: layout.plotEnd)
    let top = isAlone ? 46.0 : 24.0
    var svg = SVGText()
    var bars = SVGText()
    var y = top + 4
    for (index, row) in rows.enumerated() {
      if index > 0 {
        bars.line(x1: 4, y1: y - 3, x2: layout.plotEnd, y2: y - 3, stroke: Palette.grid)
      }
      let height = Double(max(1, row.traces.count)) * (Self.barHeight + 2)
      if isNarrow {
        bars.label(
          SVGText.fitting(row.label, width: layout.width - 8, size: layout.font), x: 4,
          y: y + layout.font - 1, size: layout.font)
        y += layout.font + 4
      } else {
        bars.label(
          SVGText.fitting(row.label, width: left - 12, size: layout.font), x: 4,
          y: y + height / 2 + layout.font * 0.35 - 1, size: layout.font)
      }
      let rowTop = y
      for trace in row.traces {
        draw(trace, y: y, time: time, into: &bars, hatch: "url(#\(id)-h)")
        y += Self.barHeight + 2
      }
      if let cut = row.cut, time.contains(cut.from) || time.contains(cut.until) {
        let x = time.clamped(cut.from)
        bars.rect(
          x: x, y: rowTop - 1.5, width: max(1.5, time.clamped(cut.until) - x), height: height + 1,
          fill: Palette.ink, title: "cut between \(cut.from.minuteText) and \(cut.until.clock) UTC")
      }
      y += max(6, isNarrow ? 6 : layout.font + 4 - height)
    }
    legend(into: &svg, layout: layout, y: isAlone ? 36 : 14)
    if isAlone {
      svg.label(
        SVGText.fitting("\(title) (UTC)", width: layout.width - 8, size: layout.font + 1), x: 4,
        y: 16, size: layout.font + 1, bold: true)
    }
    let axis = TimeAxis(scale: time, layout: layout, offset: offset)
    axis.draw(into: &svg, top: top, bottom: y)
    svg.raw(bars.text)
    y += axis.height
    let credit = isAlone ? credits.map { (text: "Data: \($0)", isNotice: false) } : []
    for line in notices.map({ (text: $0, isNotice: true) }) + credit {
      svg.label(
        SVGText.fitting(line.text, width: layout.width - 8, size: layout.font - 1),
        x: layout.plotEnd, y: y + layout.font, anchor: .end, size: layout.font - 1,
        fill: line.isNotice ? Palette.notice : Palette.muted, bold: line.isNotice)
      y += layout.font + 4
    }
    return svg.document(
      id: id, width: layout.width, height: y + 4, title: title, description: description,
      attributes: " class=\"\(layout.name)\"")
  }

  private func legend(into svg: inout SVGText, layout: ChartLayout, y: Double) {
    var x = 4.0
    for datasource in Set(rows.flatMap { $0.traces.map(\.series.datasource) }).sorted() {
      svg.rect(x: x, y: y - 9, width: 14, height: 9, fill: Palette.color(of: datasource))
      svg.label(datasource.id, x: x + 18, y: y, size: layout.font - 1)
      x += 30 + SVGText.width(of: datasource.id, size: layout.font)
    }
    let words = "light: warning; solid: critical; line: no verdict; gap: no values"
    guard x + SVGText.width(of: words, size: layout.font - 1) < layout.width else { return }
    svg.label(words, x: x + 6, y: y, size: layout.font - 1, fill: Palette.muted)
  }

  /// The state of a pixel column: the worst of its bins.
  private enum State: Int, Comparable {
    case missing, unjudged, normal, marked, warning, critical

    static func < (a: State, b: State) -> Bool { a.rawValue < b.rawValue }
  }

  private func draw(
    _ trace: SignalTrace, y: Double, time: TimeScale, into svg: inout SVGText, hatch: String
  ) {
    let columns = Int(time.right - time.left)
    guard columns > 0 else { return }
    var states = Array(repeating: State.missing, count: columns)
    for index in trace.verdicts.indices {
      let start = trace.series.time(at: index)
      guard start >= time.from, start < time.until else { continue }
      let from = min(columns - 1, max(0, Int(time.x(start) - time.left)))
      let until = min(columns, max(from + 1, Int(time.x(start + trace.series.step) - time.left)))
      let state = state(of: trace, at: index)
      for column in from..<until { states[column] = max(states[column], state) }
    }
    let color = Palette.color(of: trace.series.datasource)
    var start = 0
    while start < columns {
      var end = start + 1
      while end < columns, states[end] == states[start] { end += 1 }
      let x = time.left + Double(start)
      let width = Double(end - start)
      let place = "x=\"\(x.px)\" width=\"\(width.px)\""
      let bar = "\(place) y=\"\(y.px)\" height=\"\(Self.barHeight.px)\""
      switch states[start] {
      case .missing: break
      case .unjudged:
        svg.raw("<rect \(place) y=\"\((y + 3).px)\" height=\"1\" fill=\"#b5b5b5\"/>")
      case .normal: svg.raw("<rect \(bar) fill=\"#f1f1f1\"/>")
      case .marked: svg.raw("<rect \(bar) fill=\"\(hatch)\" fill-opacity=\".6\"/>")
      case .warning: svg.raw("<rect \(bar) fill=\"\(color)\" fill-opacity=\".4\"/>")
      case .critical: svg.raw("<rect \(bar) fill=\"\(color)\"/>")
      }
      start = end
    }
  }

  private func state(of trace: SignalTrace, at index: Int) -> State {
    if trace.series.values[index].isNaN { return .missing }
    if !trace.series.marks(at: index).isTrusted { return .marked }
    return switch trace.verdicts[index].level {
    case nil: .unjudged
    case .normal: .normal
    case .warning: .warning
    case .critical: .critical
    }
  }
}
