/// The measures of a drawing: one for wide pages and print, one for phones.
struct ChartLayout {
  /// The name, which is also the class of the drawing on a page.
  let name: String
  /// The width of the drawing.
  let width: Double
  /// The left edge of the plot.
  let left: Double
  /// The space right of the plot.
  let right: Double
  /// The height of a signal's plot.
  let plotHeight: Double
  /// The size of text.
  let font: Double

  /// For screens from a tablet up, for print and for figures that stand alone.
  static let wide = ChartLayout(
    name: "wide", width: 960, left: 62, right: 14, plotHeight: 160, font: 12)
  /// For phones.
  static let narrow = ChartLayout(
    name: "narrow", width: 360, left: 48, right: 6, plotHeight: 130, font: 11)

  /// The size of headings, which are bold.
  var heading: Double { name == ChartLayout.narrow.name ? font : font + 1 }

  /// The right edge of the plot.
  var plotEnd: Double { width - right }
}
