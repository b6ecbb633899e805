/// What bounds a plan, and what makes two plans differ.
public struct PlanOptions: Equatable, Sendable {
  /// Whatever an option says, a block gets no more probes in a round.
  public static let greatestBudget = 16

  /// The seed of all that is drawn.
  public var seed: UInt64
  /// The most probes of a block in a round, 1 to 16.
  public var budget: Int { didSet { budget = min(max(1, budget), PlanOptions.greatestBudget) } }
  /// The addresses of a block in a wave after the first, which has one of each block; nothing plans the
  /// whole round at once, for a prober that applies the stop rule itself.
  public var waveSize: Int? { didSet { waveSize = waveSize.map { max(1, $0) } } }
  /// The most packets a second of a prober.
  public var maxRate: Int { didSet { maxRate = max(1, maxRate) } }
  /// The seconds after the last packet of a wave in which replies are waited for.
  public var cooldown: Int { didSet { cooldown = max(0, cooldown) } }
  /// Addresses that must not be probed, besides those of special purpose.
  public var exclusions = AddressExclusions()
  /// Whether the blocks of lost probers go to others.
  public var isReassigning = false

  /// Creates options; numbers are brought into their range.
  public init(
    seed: UInt64 = 0, budget: Int = ProbingRound.budget, waveSize: Int? = nil,
    maxRate: Int = 1_000, cooldown: Int = 8
  ) {
    self.seed = seed
    self.budget = min(max(1, budget), PlanOptions.greatestBudget)
    self.waveSize = waveSize.map { max(1, $0) }
    self.maxRate = max(1, maxRate)
    self.cooldown = max(0, cooldown)
  }
}
