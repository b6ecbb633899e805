import Detection
import Incidents
import Timeline

/// One entity in small: every source as percent of its expected value, over the same time.
struct SignalPanel {
  let title: String
  /// What is said of the entity, for who cannot see the drawing.
  let words: String
  let traces: [SignalTrace]
  let window: (from: UnixTime, until: UnixTime)
  /// Annotations of the entity, drawn as bands.
  let annotations: [Annotation]
  let notices: [String]

  private static let width = 300.0
  private static let height = 118.0

  /// The drawing; signals that could not be judged are left out.
  func svg(id: String) -> String {
    let font = ChartLayout.narrow.font
    let time = TimeScale(from: window.from, until: window.until, left: 40, right: Self.width - 6)
    let value = ValueScale(largest: 120, top: 24, bottom: Self.height - 20)
    var svg = SVGText()
    for tick in [0.0, 50, 100] {
      let y = value.y(tick)
      svg.line(x1: time.left, y1: y, x2: time.right, y2: y, stroke: Palette.grid)
      svg.label("\(Count.value(tick)) %", x: time.left - 4, y: y + 4, anchor: .end, size: font)
    }
    for tick in time.ticks(spacing: 58, offset: 0) {
      let x = time.x(tick.time)
      svg.line(x1: x, y1: value.top, x2: x, y2: value.bottom + 3, stroke: Palette.grid)
      guard x + SVGText.width(of: tick.label, size: font) / 2 <= Self.width else { continue }
      svg.label(tick.label, x: x, y: Self.height - 5, anchor: .middle, size: font)
    }
    for row in annotations where row.until >= window.from && row.from < window.until {
      let x = time.clamped(row.from)
      svg.rect(
        x: x, y: value.top, width: max(1.5, time.clamped(row.until) - x),
        height: value.bottom - value.top, fill: Palette.annotationBand,
        title: "\(row.when): \(row.label)")
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
    svg.label(
      SVGText.fitting(title, width: Self.width - 10, size: font * 1.25), x: 4, y: 15,
      size: font + 1, bold: true)
    return svg.document(
      id: id, width: Self.width, height: Self.height, title: "\(title): percent of expected",
      description: description)
  }

  private var judged: [SignalTrace] {
    traces.filter { trace in trace.verdicts.contains { $0.level != nil } }
  }

  private var description: String {
    let drawn = judged.map(\.series.datasource.id).joined(separator: ", ")
    let lines = ["Drawn: \(drawn.isEmpty ? "no signal could be judged" : drawn)."]
    return ([words] + lines + notices).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
