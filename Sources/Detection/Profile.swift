public import Timeline

/// A named set of rules: which detector judges, and with which numbers for each family.
public struct Profile: Sendable, Equatable {
  /// The profile's name, the first part of every event's id.
  public var name: String
  /// What the profile is for, in a sentence.
  public var summary: String
  /// The detector's name in the registry.
  public var detector: String
  /// Whether source health marks bins before events are built.
  public var sourceHealth: Bool
  /// The rule of each family.
  public var families: [DatasourceFamily: SignalRule]
  /// Rules of single datasources, which win over their family's.
  public var datasources: [Datasource: SignalRule]

  /// Creates a profile; every family must have a rule.
  public init(
    name: String, summary: String, detector: String, sourceHealth: Bool,
    families: [DatasourceFamily: SignalRule], datasources: [Datasource: SignalRule] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.detector = detector
    self.sourceHealth = sourceHealth
    self.families = families
    self.datasources = datasources
  }

  /// The rule of a datasource.
  public func rule(for datasource: Datasource) -> SignalRule {
    datasources[datasource] ?? families[datasource.family] ?? Profile.genericRule
  }

  private static let day = 86_400

  /// The thresholds that IODA publishes (help page): window, warning, critical.
  private static func published(_ family: DatasourceFamily) -> (Int, Double, Double) {
    switch family {
    case .bgp: (day, 0.99, 0.50)
    case .probing: (7 * day, 0.80, 0.50)
    case .telescope: (7 * day, 0.25, 0.10)
    case .generic: (7 * day, 0.80, 0.50)
    }
  }

  private static func vigilRule(_ family: DatasourceFamily) -> SignalRule {
    let (window, warning, critical) = published(family)
    return SignalRule(
      window: window, warmUp: family == .generic ? day : 3_600, warning: warning,
      critical: critical, floor: family == .generic ? 0 : 20, inpainting: .unlimited, openBins: 2,
      closeBins: 2, levelShiftMark: 7 * day, levelShiftClose: 28 * day)
  }

  private static func iodaRule(_ family: DatasourceFamily) -> SignalRule {
    let (window, warning, critical) = published(family)
    return SignalRule(
      window: window, warmUp: 3_600, warning: warning, critical: critical, floor: 20,
      inpainting: .capped(seconds: 7 * day), openBins: 1, closeBins: 1, levelShiftMark: nil,
      levelShiftClose: nil)
  }

  private static let genericRule = vigilRule(.generic)

  private static func rules(
    _ rule: (DatasourceFamily) -> SignalRule
  ) -> [DatasourceFamily: SignalRule] {
    Dictionary(uniqueKeysWithValues: DatasourceFamily.allCases.map { ($0, rule($0)) })
  }

  /// The default: IODA's thresholds without the defects.
  public static let vigil = Profile(
    name: "vigil",
    summary: "IODA's thresholds; an outage never becomes its own baseline, two bins open and close",
    detector: MedianRatioDetector.descriptor.name, sourceHealth: true, families: rules(vigilRule))

  /// IODA's published rule as it is, for comparison.
  public static let ioda = Profile(
    name: "ioda",
    summary: "IODA's published rule as it is, for comparison: one bin opens and closes, a level "
      + "that lasts seven days becomes the baseline",
    detector: MedianRatioDetector.descriptor.name, sourceHealth: false, families: rules(iodaRule))

  /// The profiles that are built in, in the order in which they are listed.
  public static let builtIn = [vigil, ioda]
}
