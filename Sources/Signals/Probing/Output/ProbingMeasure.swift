public import Timeline

/// What a round says of an entity: each makes a signal of its own.
public enum ProbingMeasure: String, Sendable, Hashable, CaseIterable {
  /// The blocks that are up, scaled to the listed ones where some are missing: the signal.
  case up
  /// The blocks that are down.
  case down
  /// The blocks of which neither can be said.
  case uncertain
  /// The blocks without a valid probe for so long that nothing is known.
  case missing
  /// The blocks with a valid probe in the round.
  case probed
  /// The listed blocks.
  case everResponsive = "ever_responsive"
  /// The replies to first probes, in percent of those that were expected.
  case responsiveShare = "responsive_share"
  /// The standard error of that in percent.
  case responsiveShareError = "responsive_share_error"

  /// The datasource of the signal; detection looks at `up` and `responsiveShare`.
  public var datasource: Datasource {
    switch self {
    case .up: .probing
    case .responsiveShare: Datasource("probing-responsive-share")
    default: Datasource("probing.\(rawValue)")
    }
  }

  /// The unit of its values.
  public var unit: String {
    switch self {
    case .up: "up /24s"
    case .responsiveShare, .responsiveShareError: "percent"
    default: "/24s"
    }
  }

  /// The greatest standard error, in percent, with which a share of a healthy entity is published: a
  /// quarter of the way to the warning threshold of 80 %, so that chance does not cross it.
  public static let shareResolution = 5.0

  /// The value of a round.
  public func value(of round: EntityRound) -> Double {
    switch self {
    case .up: round.value
    case .down: Double(round.down)
    case .uncertain: Double(round.uncertain)
    case .missing: Double(round.missing)
    case .probed: Double(round.probed)
    case .everResponsive: Double(round.listed)
    case .responsiveShare:
      round.shareResolution <= ProbingMeasure.shareResolution ? round.share : .nan
    case .responsiveShareError: round.shareError
    }
  }
}
