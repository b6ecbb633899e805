public import Probing

/// What a run says about results of probes, besides where they are.
public struct ProbingSettings: Equatable, Sendable {
  /// The file that lists the blocks, their addresses and availability.
  public var list = ""
  /// The rule by which replies become the state of a block.
  public var profile = ProbingProfile.vigil
  /// Whether blocks of low availability are down only when all their addresses were asked.
  public var isFullScan = false
  /// The rounds without a valid probe after which nothing is known of a block.
  public var maxAge = 3
  /// The seconds after a round's end for which its results are waited for.
  public var settle = 60
  /// The prober of rows that name none; each file's own name without it.
  public var prober: String?
  /// What scans of ZMap were asked.
  public var scan = ScanSettings()
  /// A file from which the run goes on, and which it writes; rounds that may still get results then wait.
  public var state: String?
  /// Whether the outcomes of rounds list the blocks that changed.
  public var keepsChanges = false
  /// What becomes a signal.
  public var measures: [ProbingMeasure] = [.up, .responsiveShare]
  /// Whose signals are kept, and what places addresses.
  public var placing = PlacingSettings()

  /// Creates the settings of a run that says nothing.
  public init() {}

  /// The same as the accumulator takes it.
  public var options: ProbingOptions {
    var options = ProbingOptions(profile: profile)
    options.rule.isFullScan = isFullScan
    options.maxAge = maxAge
    options.settle = settle
    options.keepsChanges = keepsChanges
    return options
  }
}
