/// What a plan asks of one prober.
public struct ProberLoad: Equatable, Sendable {
  /// The prober.
  public var prober: PlannedProber
  /// The blocks of which it is asked at least one address.
  public var blocks = 0
  /// The addresses that it is asked.
  public var targets = 0
  /// The addresses that were due and did not fit under the greatest rate.
  public var leftOut = 0
  /// The blocks of which nothing fitted.
  public var blocksLeftOut = 0
  /// The packets a second with which everything that may still follow in the round would fit, at most the
  /// greatest rate.
  public var rate = 1
  /// The seconds in which the targets go out.
  public var seconds = 0
  /// The waves that are left of the round, this one included, to ask the whole budget.
  public var wavesDue = 1
  /// How many of them fit into the seconds left even where nobody answers.
  public var wavesFitting = 0

  /// Creates a load.
  public init(prober: PlannedProber, targets: Int = 0, rate: Int = 1) {
    self.prober = prober
    self.targets = targets
    self.rate = rate
  }
}
