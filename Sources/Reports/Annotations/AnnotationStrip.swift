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
      let prefix = row.count == 1 ? "" : "\(Count.text(row.count)) × "
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
      let room = max(60, layout.plotEnd - x - width - 4)
      var text = SVGText.fitting(band.text, width: min(room, 300), size: layout.font - 1)
      var textWidth = SVGText.width(of: text, size: layout.font - 1)
      let isLeft = layout.plotEnd - x - width < min(textWidth, 90) + 6
      if isLeft {
        text = SVGText.fitting(band.text, width: x - layout.left - 6, size: layout.font - 1)
        textWidth = SVGText.width(of: text, size: layout.font - 1)
      }
      let start = isLeft ? x - textWidth - 4 : x
      let end = isLeft ? x + width : x + width + textWidth + 6
      let lane = lanes.firstIndex { $0 < start } ?? lanes.count
      if lane == lanes.count { lanes.append(end) } else { lanes[lane] = end }
      let y = Double(lane + countLane) * height + 2
      svg.rect(x: x, y: y, width: width, height: height - 3, fill: "#8c6bb1", title: band.title)
      svg.label(
        text, x: isLeft ? x - 4 : x + width + 4, y: y + layout.font - 1,
        anchor: isLeft ? .end : .start, size: layout.font - 1)
    }
    let total = Double(lanes.count + countLane) * height + 4
    return svg.document(
      id: id, width: layout.width, height: total, title: "Annotations",
      description: bands.map(\.title).joined(separator: ". "),
      attributes: " class=\"\(layout.name)\"")
  }
}
