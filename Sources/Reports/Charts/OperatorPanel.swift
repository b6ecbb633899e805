import Detection
import Incidents
import Timeline

/// One operator in small: every source as percent of its expected value, over the same time.
struct OperatorPanel {
  let row: Anatomy.Row
  let traces: [SignalTrace]
  let window: (from: UnixTime, until: UnixTime)
  let notices: [String]

  private static let width = 300.0
  private static let height = 118.0

  /// The drawing; signals that could not be judged are left out and named.
  func svg(id: String) -> String {
    let layout = ChartLayout.narrow
    let time = TimeScale(
      from: window.from, until: window.until, left: 40, right: Self.width - 6)
    let value = ValueScale(largest: 120, top: 24, bottom: Self.height - 20)
    var svg = SVGText()
    for tick in [0.0, 50, 100] {
      let y = value.y(tick)
      svg.line(x1: time.left, y1: y, x2: time.right, y2: y, stroke: Palette.grid)
      svg.label(
        "\(Count.value(tick)) %", x: time.left - 4, y: y + 4, anchor: .end, size: layout.font)
    }
    for tick in time.ticks(spacing: 58, offset: 0) {
      let x = time.x(tick.time)
      svg.line(x1: x, y1: value.top, x2: x, y2: value.bottom + 3, stroke: Palette.grid)
      let half = SVGText.width(of: tick.label, size: layout.font) / 2
      guard x + half <= Self.width else { continue }
      svg.label(tick.label, x: x, y: Self.height - 5, anchor: .middle, size: layout.font)
    }
    let reducer = LineReducer(time: time, value: value)
    for trace in judged.reversed() {
      let ratios = trace.verdicts.map { $0.ratio.isNaN ? .nan : min(1.2, $0.ratio) * 100 }
      svg.path(
        LineReducer.path(
          reducer.lines(ratios, start: trace.series.start, step: trace.series.step)),
        attributes: "fill=\"none\" stroke=\"\(Palette.color(of: trace.series.datasource))\""
          + " stroke-width=\"1.4\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
    }
    let rank = row.rank.map { "\($0)  " } ?? ""
    let title = "\(rank)\(row.label)"
    svg.label(
      SVGText.fitting(title, width: Self.width - 10, size: layout.font * 1.25), x: 4, y: 15,
      size: layout.font + 1, bold: true)
    return svg.document(
      id: id, width: Self.width, height: Self.height, title: "\(title): percent of expected",
      description: description)
  }

  private var judged: [SignalTrace] {
    traces.filter { trace in trace.verdicts.contains { $0.level != nil } }
  }

  private var description: String {
    let drawn = judged.map(\.series.datasource.id).joined(separator: ", ")
    let text =
      "\(row.mechanism.rawValue). \(row.rule). Drawn: \(drawn.isEmpty ? "nothing" : drawn)."
    return ([text] + notices).joined(separator: " ")
  }
}
