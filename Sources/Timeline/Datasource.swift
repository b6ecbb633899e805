/// The identity of a source of signals, kept as it came: `bgp`, `ping-slash24`, `merit-nt`.
public struct Datasource: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The id.
  public let id: String

  /// Creates a datasource from an id; `active_probing` is read as `ping-slash24`.
  public init(_ id: some StringProtocol) {
    self.id = id == "active_probing" ? "ping-slash24" : String(id)
  }

  /// IODA's routing signal.
  public static let bgp = Datasource("bgp")
  /// IODA's active-probing signal.
  public static let probing = Datasource("ping-slash24")

  /// The id.
  public var description: String { id }

  /// Orders datasources by id.
  public static func < (a: Datasource, b: Datasource) -> Bool { a.id < b.id }

  /// The kind of measurement behind the id.
  ///
  /// Loss and latency of probing are generic: they rise in an outage.
  public var family: DatasourceFamily {
    switch id {
    case "bgp", "bgp6": .bgp
    case "ping-slash24", "probing": .probing
    case "ucsd-nt", "merit-nt", "darknet", "telescope": .telescope
    default:
      if id.hasPrefix("bgp-") || id.hasPrefix("bgp.") {
        .bgp
      } else if id.hasPrefix("telescope-") || id.hasPrefix("darknet-") {
        .telescope
      } else if id.hasPrefix("probing-") {
        .probing
      } else {
        .generic
      }
    }
  }

  /// The native step in seconds, where the source is known.
  public var nativeStep: Int? {
    switch id {
    case "bgp", "merit-nt", "ucsd-nt", "darknet": 300
    case "ping-slash24", "ping-slash24-loss", "ping-slash24-latency": 600
    case "gtr", "gtr-norm", "gtr-sarima": 1_800
    case "mozilla", "upstream-delay-penult-asns", "upstream-delay-penult-e2e-latency": 3_600
    default:
      switch family {
      case .bgp, .telescope: 300
      case .probing: 600
      case .generic: nil
      }
    }
  }

  /// The unit of the values in the source's native form.
  public var unit: String {
    switch id {
    case "ping-slash24-loss": "percentage of probes lost"
    case "ping-slash24-latency", "upstream-delay-penult-e2e-latency": "milliseconds"
    case "mozilla": "percentage"
    case "probing-responsive-share", "probing.responsive_share_error": "percent"
    case "upstream-delay-penult-asns": "frequency"
    case "gtr", "gtr-norm", "gtr-sarima": "traffic"
    default:
      switch family {
      case .bgp: "visible /24s"
      case .probing: "up /24s"
      case .telescope: "unique source IPs"
      case .generic: "value"
      }
    }
  }

  /// The name that IODA shows for the source; the id where it shows none.
  public var title: String {
    switch id {
    case "bgp": "BGP"
    case "ping-slash24": "Active Probing"
    case "ping-slash24-loss": "Active Probing Loss"
    case "ping-slash24-latency": "Active Probing Latency"
    case "merit-nt": "Merit Network Telescope"
    case "ucsd-nt": "UCSD Network Telescope"
    case "darknet": "Network Telescope"
    case "gtr": "Google Transparency Report"
    case "gtr-norm": "Google Transparency Report, normalized"
    default: id
    }
  }
}
