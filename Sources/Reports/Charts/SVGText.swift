import Timeline

/// Elements of an SVG drawing, written one after another.
struct SVGText {
  private(set) var text = ""

  /// Where a text is held.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func raw(_ element: String) { text += element }

  mutating func rect(
    x: Double, y: Double, width: Double, height: Double, fill: String, title: String? = nil
  ) {
    guard width > 0, height > 0 else { return }
    let place =
      "x=\"\(x.px)\" y=\"\(y.px)\" width=\"\(width.px)\" height=\"\(height.px)\" fill=\"\(fill)\""
    text += title.map { "<rect \(place)><title>\($0.xml)</title></rect>" } ?? "<rect \(place)/>"
  }

  mutating func line(
    x1: Double, y1: Double, x2: Double, y2: Double, stroke: String, dash: String? = nil,
    width: Double = 1
  ) {
    let dashes = dash.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    text +=
      "<path d=\"M\(x1.px) \(y1.px)L\(x2.px) \(y2.px)\" stroke=\"\(stroke)\""
      + " stroke-width=\"\(width.px)\"\(dashes) fill=\"none\"/>"
  }

  mutating func label(
    _ content: String, x: Double, y: Double, anchor: Anchor = .start, size: Double,
    fill: String = Palette.ink, bold: Bool = false
  ) {
    let weight = bold ? " font-weight=\"600\"" : ""
    text +=
      "<text x=\"\(x.px)\" y=\"\(y.px)\" text-anchor=\"\(anchor.rawValue)\""
      + " font-size=\"\(size.px)\" fill=\"\(fill)\"\(weight)>\(content.xml)</text>"
  }

  mutating func path(_ data: String, attributes: String, title: String? = nil) {
    guard !data.isEmpty else { return }
    text +=
      title.map { "<path d=\"\(data)\" \(attributes)><title>\($0.xml)</title></path>" }
      ?? "<path d=\"\(data)\" \(attributes)/>"
  }

  /// Wraps the elements into a drawing with a name and a description.
  ///
  /// `id` makes the drawing's inner names unique on a page; `attributes` go to the root element.
  func document(
    id: String, width: Double, height: Double, title: String, description: String,
    attributes: String = ""
  ) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width.px) \(height.px)\""
      + " role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\""
      + " font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif\""
      + "\(attributes)>"
      + "<title id=\"\(id)-t\">\(title.xml)</title><desc id=\"\(id)-d\">\(description.xml)</desc>"
      + "<defs><pattern id=\"\(id)-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
      + " patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
      + "<path d=\"M0 0V6\" stroke=\"#6b6b6b\" stroke-width=\"2\"/></pattern></defs>"
      + "<rect width=\"\(width.px)\" height=\"\(height.px)\" fill=\"#fff\"/>" + text + "</svg>"
  }

  /// The width that a text takes, estimated for a sans-serif face.
  static func width(of text: String, size: Double) -> Double {
    Double(text.displayWidth) * size * 0.56
  }

  /// The text cut to a width, with an ellipsis where something was cut.
  static func fitting(_ text: String, width limit: Double, size: Double) -> String {
    guard width(of: text, size: size) > limit else { return text }
    var cut = text
    while !cut.isEmpty, width(of: cut + "…", size: size) > limit { cut.removeLast() }
    return cut + "…"
  }
}

extension Double {
  /// A coordinate with at most one decimal.
  var px: String {
    let text = fixed(1)
    if text.hasSuffix(".0") { return text == "-0.0" ? "0" : String(text.dropLast(2)) }
    return text
  }
}
