/// What an accumulator of probe results is asked to do.
public struct ProbingOptions: Equatable, Sendable {
  /// The rule of the walk, with its profile.
  public var rule: WalkRule
  /// The rounds without a valid probe after which nothing is known of a block, 1 to 255.
  public var maxAge = 3 { didSet { maxAge = min(max(1, maxAge), 255) } }
  /// The seconds after a round's end for which results of it are waited for.
  public var settle = 60
  /// Whether this is one of several parts that are merged: a part closes no rounds.
  public var isPart = false
  /// Whether outcomes list the blocks that changed their state.
  public var keepsChanges = true
  /// The blocks of which outcomes list every probe.
  public var watched: Set<Slash24> = []

  /// Creates the options of a profile.
  public init(profile: ProbingProfile = .vigil) { rule = WalkRule(profile: profile) }
}
