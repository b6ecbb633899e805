import Detection
import Timeline

/// The colours of figures. Families have IODA's colours; text is never set in them.
enum Palette {
  static let ink = "#1c1c1c"
  static let muted = "#595959"
  static let grid = "#e4e4e4"
  static let axis = "#767676"
  static let missing = "#ececec"
  static let baseline = "#444444"
  static let warningBand = "#fff6e0"
  static let criticalBand = "#fdebe9"
  static let event = "#30405a"
  static let annotation = "#c3aedb"
  static let annotationBand = "#e6dcf0"
  static let notice = "#a4161a"

  static func color(of datasource: Datasource) -> String {
    switch datasource.family {
    case .bgp: "#33A02C"
    case .probing: "#1F78B4"
    case .telescope: "#ED9B40"
    case .generic: "#6a51a3"
    }
  }

  static func color(of level: Level) -> String {
    switch level {
    case .normal: "none"
    case .warning: "#e0a100"
    case .critical: "#BE1D2D"
    }
  }
}
