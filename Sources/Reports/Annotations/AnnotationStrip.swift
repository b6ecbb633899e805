import Timeline

/// The annotations on the time axis of the signals: bands in lanes, and a count on crowded days.
struct AnnotationStrip {
  let annotations: [Annotation]
  let window: (from: UnixTime, until: UnixTime)
  let offset: Int?

  /// More rows than this on one local day become a count.
  static let crowd = 3

  /// A band as drawn: one row, or a crowded day's count.
  struct Band {
    let from: UnixTime
    let until: UnixTime
    let text: String
    let title: String
    let isCount: Bool
  }

  /// The bands within the window, crowded days first.
  var bands: [Band] {
    let zone = offset ?? 0
    let shown = annotations.filter { $0.until >= window.from && $0.from < window.until }
    let isShort = { (row: Annotation) in
      row.until <= (row.from + zone).floored(to: 86_400) - zone + 86_400
    }
    let days = Dictionary(grouping: shown.filter(isShort)) {
      ($0.from + zone).floored(to: 86_400)
    }
    let crowded = days.filter { $0.value.count > Self.crowd }
    var bands: [Band] = []
    for (day, rows) in crowded.sorted(by: { $0.key < $1.key }) {
      let count = rows.reduce(0) { $0 + $1.count }
      let numbers = rows.map { String($0.row) }.joined(separator: ", ")
      bands.append(
        Band(
          from: day - zone, until: day - zone + 86_400, text: Count.text(count),
          title: "\(TimeText.day(day)): \(Count.text(count)) in rows \(numbers)", isCount: true))
    }
    for row in shown
    where !isShort(row) || crowded[(row.from + zone).floored(to: 86_400)] == nil {
      let prefix = row.count == 1 ? "" : "(\(Count.text(row.count))) "
      bands.append(
        Band(
          from: row.from, until: row.until, text: prefix + row.label,
          title: "\(row.when): \(row.label) (\(row.source), row \(row.row))", isCount: false))
    }
    return bands
  }

  func svg(_ layout: ChartLayout, id: String) -> String {
    let time = TimeScale(
      from: window.from, until: window.until, left: layout.left, right: layout.plotEnd)
    let height = layout.font + 6
    var lanes: [Double] = []
    var svg = SVGText()
    let bands = bands
    let countLane = bands.contains(where: \.isCount) ? 1 : 0
    for band in bands {
      let x = time.clamped(band.from)
      let width = max(2, time.clamped(band.until) - x)
      if band.isCount {
        svg.rect(
          x: x + 0.5, y: 2, width: width - 1, height: height - 2, fill: "#d9dfe8", title: band.title
        )
        let fits = SVGText.width(of: band.text, size: layout.font) <= width
        if fits {
          svg.label(
            band.text, x: x + width / 2, y: layout.font + 2, anchor: .middle, size: layout.font,
            bold: true)
        }
        continue
      }
      let label = Label(
        band.text, from: x, until: x + width, left: layout.left, right: layout.plotEnd,
        size: layout.font - 1)
      let lane = lanes.firstIndex { $0 < label.start } ?? lanes.count
      if lane == lanes.count { lanes.append(label.end) } else { lanes[lane] = label.end }
      let y = Double(lane + countLane) * height + 2
      svg.rect(
        x: x, y: y, width: width, height: height - 3, fill: Palette.annotation, title: band.title)
      svg.label(
        label.text, x: label.x, y: y + layout.font - 1, anchor: label.anchor,
        size: layout.font - 1)
    }
    let total = Double(lanes.count + countLane) * height + 4
    return svg.document(
      id: id, width: layout.width, height: total, title: "Annotations",
      description: bands.map(\.title).joined(separator: ". "),
      attributes: " class=\"\(layout.name)\"")
  }
}

/// The place of a band's label: right of it, within it or left of it, wherever it fits.
private struct Label {
  let text: String
  let x: Double
  let anchor: SVGText.Anchor
  /// What label and band take together.
  let start: Double
  let end: Double

  init(
    _ words: String, from: Double, until: Double, left: Double, right: Double, size: Double
  ) {
    // Longer labels are cut: the rows are listed below.
    let wanted = min(300, SVGText.width(of: words, size: size))
    let rooms = [right - until - 6, until - from - 8, from - left - 6]
    let widest = rooms.max() ?? 0
    let room = rooms.first { $0 >= wanted } ?? widest
    text = SVGText.fitting(words, width: max(0, min(room, 300)), size: size)
    let width = SVGText.width(of: text, size: size)
    switch rooms.firstIndex(of: room) {
    case 1: (x, anchor, start, end) = (from + 4, .start, from, until + 2)
    case 2: (x, anchor, start, end) = (from - 4, .end, from - width - 4, until + 2)
    default: (x, anchor, start, end) = (until + 4, .start, from, until + width + 8)
    }
  }
}
