import Detection
import Incidents
import Timeline

extension SignalChart {
  /// Draws what lies behind the lines: threshold bands, gaps, events, marked bins.
  func drawBackground(into svg: inout SVGText, reducer: LineReducer, hatch: String) {
    drawBands(into: &svg, reducer: reducer)
    let (top, bottom) = (reducer.value.top, reducer.value.bottom)
    for run in runs(reducer, where: { trace.series.values[$0].isNaN }) where run.count > 1 {
      block(
        trace.series.time(at: run.lowerBound), trace.series.time(at: run.upperBound), into: &svg,
        reducer: reducer, fill: Palette.missing, title: "no values")
    }
    for (from, until) in [(window.from, trace.series.start), (trace.series.end, window.until)]
    where from < until {
      block(
        from, until, into: &svg, reducer: reducer, fill: Palette.missing, title: "not observed")
    }
    for event in events {
      let start = reducer.time.clamped(event.onset.by)
      let end = reducer.time.clamped(event.recovery?.by ?? event.observedUntil)
      let width = max(end - start, 1)
      svg.raw(
        "<rect x=\"\(start.px)\" y=\"\(top.px)\" width=\"\(width.px)\""
          + " height=\"\((bottom - top).px)\" fill=\"\(Palette.event)\" fill-opacity=\".09\"/>")
      for span in event.levels.sorted(by: { $0.level < $1.level }) {
        let from = reducer.time.clamped(span.onset.by)
        let until = reducer.time.clamped(span.recovery?.by ?? event.observedUntil)
        svg.rect(
          x: from, y: top - 8, width: max(until - from, 1.5), height: 5,
          fill: Palette.color(of: span.level), title: "\(span.level.name): \(event.id)")
      }
    }
    for run in runs(reducer, where: { !trace.series.marks(at: $0).isTrusted }) {
      let names = Set(run.flatMap { trace.series.marks(at: $0).names }).sorted()
      block(
        trace.series.time(at: run.lowerBound), trace.series.time(at: run.upperBound), into: &svg,
        reducer: reducer, fill: hatch,
        title: "marked, not used: \(names.joined(separator: ", "))", opacity: 0.5)
    }
  }

  private func drawBands(into svg: inout SVGText, reducer: LineReducer) {
    guard let thresholds else { return }
    let series = trace.series
    var columns: [[(x: Double, baseline: Double)]] = [[]]
    var column = -1
    for index in reducer.bins(count: series.count, start: series.start, step: series.step) {
      let baseline = trace.verdicts[index].baseline
      let x = reducer.time.x(series.time(at: index))
      guard baseline.isFinite else {
        if columns.last?.isEmpty == false { columns.append([]) }
        continue
      }
      guard Int(x) != column || columns[columns.count - 1].isEmpty else { continue }
      column = Int(x)
      columns[columns.count - 1].append((x, baseline))
    }
    let bands = [
      (thresholds.warning, thresholds.critical, Palette.warningBand),
      (thresholds.critical, 0, Palette.criticalBand),
    ]
    for (upper, lower, color) in bands {
      var path = ""
      for run in columns where run.count > 1 {
        for (index, point) in run.enumerated() {
          path +=
            "\(index == 0 ? "M" : "L")\(point.x.px) \(reducer.value.y(point.baseline * upper).px)"
        }
        if lower == 0, let first = run.first, let last = run.last {
          let bottom = reducer.value.bottom.px
          path += "L\(last.x.px) \(bottom)L\(first.x.px) \(bottom)Z"
        } else {
          for point in run.reversed() {
            path += "L\(point.x.px) \(reducer.value.y(point.baseline * lower).px)"
          }
          path += "Z"
        }
      }
      svg.path(path, attributes: "fill=\"\(color)\"")
    }
  }

  /// The runs of consecutive bins within the window for which a condition holds.
  private func runs(_ reducer: LineReducer, where holds: (Int) -> Bool) -> [Range<Int>] {
    let series = trace.series
    var runs: [Range<Int>] = []
    for index in reducer.bins(count: series.count, start: series.start, step: series.step)
    where holds(index) {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  private func block(
    _ from: UnixTime, _ until: UnixTime, into svg: inout SVGText, reducer: LineReducer,
    fill: String, title: String, opacity: Double = 1
  ) {
    let x = reducer.time.clamped(from)
    let end = reducer.time.clamped(until)
    let (top, bottom) = (reducer.value.top, reducer.value.bottom)
    svg.raw(
      "<rect x=\"\(x.px)\" y=\"\(top.px)\" width=\"\(max(end - x, 1).px)\""
        + " height=\"\((bottom - top).px)\" fill=\"\(fill)\" fill-opacity=\"\(opacity.px)\">"
        + "<title>\(title.xml)</title></rect>")
  }
}
