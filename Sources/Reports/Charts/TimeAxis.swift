import Timeline

/// The axes of time below a plot: UTC, and the local time of an offset as a second one.
struct TimeAxis {
  let scale: TimeScale
  let layout: ChartLayout
  /// Seconds east of UTC, or nothing for no second axis.
  let offset: Int?

  /// The height that the axes take.
  var height: Double { offset == nil ? 34 : 52 }

  /// Draws gridlines from `top` to `bottom` and the axes below.
  func draw(into svg: inout SVGText, top: Double, bottom: Double) {
    svg.line(
      x1: scale.left, y1: bottom, x2: scale.right, y2: bottom, stroke: Palette.axis)
    row(into: &svg, offset: 0, y: bottom + layout.font + 5, top: top, bottom: bottom, name: "UTC")
    var below = bottom + layout.font + 20
    if let offset {
      row(
        into: &svg, offset: offset, y: bottom + layout.font + 21, top: bottom, bottom: bottom + 4,
        name: "local")
      below = bottom + layout.font + 36
      svg.label(
        "upper axis UTC; lower axis local time \(TimeText.zone(offset))", x: scale.right, y: below,
        anchor: .end, size: layout.font - 1.5, fill: Palette.muted)
    } else {
      svg.label(
        "times in UTC", x: scale.right, y: below, anchor: .end, size: layout.font - 1.5,
        fill: Palette.muted)
    }
  }

  private func row(
    into svg: inout SVGText, offset: Int, y: Double, top: Double, bottom: Double, name: String
  ) {
    svg.label(
      name, x: scale.left - 6, y: y, anchor: .end, size: layout.font - 1.5, fill: Palette.muted)
    for tick in scale.ticks(spacing: layout.font * 4.6, offset: offset) {
      let x = scale.x(tick.time)
      svg.line(
        x1: x, y1: top, x2: x, y2: offset == 0 ? bottom + 4 : bottom,
        stroke: offset == 0 ? Palette.grid : Palette.axis)
      let half = SVGText.width(of: tick.label, size: layout.font) / 2
      if x - half >= scale.left - 4, x + half <= layout.width {
        svg.label(tick.label, x: x, y: y, anchor: .middle, size: layout.font)
      }
    }
  }
}
